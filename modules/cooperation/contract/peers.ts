import { ALARM_KINDS, TLP } from '@gloact/exchange'
import { fileText, line, page, route, sentDate, sentMoment } from '@gloact/http/contract'
import { z } from 'zod'
import { AGREEABLE } from '../domain/agreed.ts'
import { TRACKS } from '../domain/tracks.ts'

const tag = 'cooperation'
const country = z.string().regex(/^[A-Z]{2}$/)
/** Twelve words as they were heard: capitals, commas and line breaks do not matter. */
const heard = line(300)

const NOT_HERE = ['cooperation.not_allowed', 'cooperation.no_exchange']
const ENTERING = [
  ...NOT_HERE,
  'cooperation.no_entry',
  'exchange.invalid_peer',
  'exchange.words_differ',
  'exchange.second_person',
  'exchange.already_decided',
  'exchange.not_found',
]

/** What was agreed with a country, next to who it says it is. */
const agreed = {
  country,
  name: z.string(),
  baseUrl: z.string(),
  desks: z.array(z.string()),
  tracks: z.array(z.enum(TRACKS)),
  highestTlp: z.enum(TLP),
  legalBasis: z.string(),
  expiresAt: z.string(),
}

export const peer = z
  .object({
    ...agreed,
    state: z.enum(['in_force', 'revoked', 'expired']),
    since: z.string(),
    revokedAt: z.string().nullable(),
    /** Confirmed by two officers: to be read out when the other side asks. */
    words: z.array(z.string()),
    /** The day on which its last key ends. */
    keysUntil: z.string(),
  })
  .meta({ id: 'CooperationPeer' })
export type PeerView = z.infer<typeof peer>

/** A change that waits for a second officer, or was decided. Without its words: they come by voice. */
export const peerChange = z
  .object({
    ...agreed,
    id: z.uuid(),
    state: z.enum(['waiting', 'confirmed', 'declined', 'withdrawn']),
    proposedBy: z.string().nullable(),
    proposedAt: z.string(),
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
    /** Who proposed it withdraws it; somebody else confirms or declines it. */
    yours: z.boolean(),
    /** Whether the country is in the registry already, and gets other keys or another agreement. */
    known: z.boolean(),
  })
  .meta({ id: 'CooperationPeerChange' })
export type PeerChangeView = z.infer<typeof peerChange>

/** A country's entry that officers may enter, as the text of a file; without its words. */
const offered = z.object({ country, name: z.string(), file: z.string() })

export const listPeers = route({
  method: 'GET',
  path: '/cooperation/peers',
  summary: 'The countries that this one exchanges with, pending changes, and what others are given to enter this one',
  tag,
  response: z.object({
    /** This country's own entry: the text of the file that others are given, and the words that are read out to them. */
    own: z.object({ file: z.string(), words: z.array(z.string()), baseUrl: z.string() }),
    peers: z.array(peer),
    changes: z.array(peerChange),
    /** New keys that a country announced and that two officers have not entered yet. */
    announced: z.array(offered.extend({ at: z.string() })),
  }),
  failures: NOT_HERE,
})
export type PeersView = z.infer<typeof listPeers.response>

export const proposePeer = route({
  method: 'POST',
  path: '/cooperation/peers',
  summary: 'Enters a country, or other keys of one, with the twelve words heard by voice; a second officer confirms it',
  tag,
  body: z.object({
    id: z.uuid(),
    /** The other side's entry, as the text of its file. */
    file: fileText(400_000),
    words: heard,
    tracks: z.array(z.enum(AGREEABLE)).min(1).max(TRACKS.length),
    highestTlp: z.enum(TLP),
    legalBasis: line(200),
    endsOn: sentDate,
  }),
  response: peerChange,
  status: 201,
  failures: ENTERING,
  bodyLimit: 500_000,
})

const oneChange = z.object({ changeId: z.uuid() })

export const confirmPeer = route({
  method: 'POST',
  path: '/cooperation/peer-changes/:changeId/confirm',
  summary: 'Confirms a change as the second officer, with the twelve words heard in a separate call',
  tag,
  params: oneChange,
  body: z.object({ words: heard }),
  response: peer,
  status: 201,
  failures: ENTERING,
})

export const declinePeer = route({
  method: 'POST',
  path: '/cooperation/peer-changes/:changeId/decline',
  summary: 'Declines a change, or withdraws one’s own',
  tag,
  params: oneChange,
  body: z.object({}),
  response: z.object({}),
  failures: ENTERING,
})

/** Of any form: what is no country is answered as one that nobody entered. */
const onePeer = z.object({ country: line(60) })

/** What crossed the border with a country since a moment: hashes and codes, no content. */
const crossing = z.object({
  id: z.uuid(),
  direction: z.enum(['out', 'in']),
  type: z.string(),
  createdAt: z.string(),
  state: z.string(),
  hash: z.string(),
  conversationNumber: z.string().nullable(),
})

export const peerDetail = z
  .object({
    peer,
    stops: z.array(z.object({ suspectedSince: z.string(), stoppedAt: z.string(), stoppedBy: z.string().nullable() })),
    /** Since the keys were suspected: what this agency sent and received. */
    since: z.array(crossing),
    /** How much more other agencies of this country sent and received. */
    elsewhere: z.number().int(),
    /** The chains of receipts, held against the other side’s every night: latest first. */
    compared: z.array(z.object({ at: z.string(), differences: z.number().int() })),
  })
  .meta({ id: 'CooperationPeerDetail' })
export type PeerDetail = z.infer<typeof peerDetail>

export const readPeer = route({
  method: 'GET',
  path: '/cooperation/peers/:country',
  summary: 'One country: what was agreed, whether it was stopped, and what crossed since its keys came under suspicion',
  tag,
  params: onePeer,
  response: peerDetail,
  failures: [...NOT_HERE, 'exchange.unknown_peer'],
})

export const stopPeer = route({
  method: 'POST',
  path: '/cooperation/peers/:country/stop',
  summary: 'Stops the exchange with a country at once, both ways; one officer may',
  tag,
  params: onePeer,
  body: z.object({ suspectedSince: sentMoment }),
  response: peerDetail,
  failures: [...NOT_HERE, 'exchange.unknown_peer'],
})

export const makeBundle = route({
  method: 'POST',
  path: '/cooperation/peers/:country/bundle',
  summary: 'What waits for a country that no network reaches, sealed, as one signed file, with its manifest',
  tag,
  params: onePeer,
  body: z.object({}),
  response: z.object({
    file: z.string(),
    from: country,
    to: country,
    at: z.string(),
    sha256: z.string(),
    messages: z.array(z.object({ sha256: z.string(), bytes: z.number().int() })),
    receipts: z.number().int(),
    /** Sealed files in it, and messages that it has no room for. */
    files: z.number().int(),
    left: z.number().int(),
  }),
  failures: [...NOT_HERE, 'exchange.unknown_peer', 'exchange.peer_revoked', 'exchange.peer_expired'],
})
export type BundleMade = z.infer<typeof makeBundle.response>

export const takeBundle = route({
  method: 'POST',
  path: '/cooperation/bundles',
  summary: 'Imports a file that was brought from another country, through the same inbox as everything else',
  tag,
  body: z.object({ file: fileText(20_000_000) }),
  response: z.object({
    from: country,
    at: z.string(),
    sha256: z.string(),
    /** What was signed for of each message, or why it was not taken. */
    messages: z.array(z.object({ sha256: z.string(), outcome: z.string() })),
    receipts: z.number().int(),
  }),
  failures: [...NOT_HERE, 'exchange.unknown_peer', 'exchange.invalid_bundle', 'exchange.too_large'],
  bodyLimit: 21_000_000,
})
export type BundleRead = z.infer<typeof takeBundle.response>

export const exportTrustList = route({
  method: 'GET',
  path: '/cooperation/trust-list',
  summary: 'Every country in force as it was entered here, signed by this one',
  tag,
  response: z.object({ file: z.string() }),
  failures: NOT_HERE,
})

export const readTrustList = route({
  method: 'POST',
  path: '/cooperation/trust-list',
  summary: 'Who is on a list that a country in the registry signed; nobody is entered by it',
  tag,
  body: z.object({ file: fileText(2_000_000) }),
  response: z.object({
    from: country,
    items: z.array(offered.extend({ here: z.enum(['unknown', 'same', 'other']) })),
  }),
  failures: [...NOT_HERE, 'exchange.unknown_peer', 'exchange.invalid_peer', 'exchange.too_large'],
  bodyLimit: 2_500_000,
})

export const alarm = z
  .object({
    id: z.uuid(),
    country,
    kind: z.enum(ALARM_KINDS),
    at: z.string(),
    messageId: z.uuid().nullable(),
    seenBy: z.string().nullable(),
    seenAt: z.string().nullable(),
  })
  .meta({ id: 'CooperationAlarm' })
export type AlarmView = z.infer<typeof alarm>

export const listAlarms = route({
  method: 'GET',
  path: '/cooperation/alarms',
  summary: 'Alarms of the exchange that need attention, unseen ones first',
  tag,
  response: page(alarm),
  failures: NOT_HERE,
})

const oneAlarm = z.object({ alarmId: z.uuid() })

export const seeAlarm = route({
  method: 'POST',
  path: '/cooperation/alarms/:alarmId/seen',
  summary: 'Marks an alarm as seen',
  tag,
  params: oneAlarm,
  body: z.object({}),
  response: z.object({}),
  failures: [...NOT_HERE, 'exchange.not_found'],
})

export const sendAgain = route({
  method: 'POST',
  path: '/cooperation/alarms/:alarmId/send-again',
  summary: 'Sends a given-up message of one’s own agency again, once the reason is settled',
  tag,
  params: oneAlarm,
  body: z.object({}),
  response: z.object({}),
  failures: [...NOT_HERE, 'exchange.not_found'],
})
