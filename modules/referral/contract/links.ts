import { line, route, sentMoment, words } from '@gloact/http/contract'
import { requestShown, takeStepBody } from '@gloact/records/contract'
import { z } from 'zod'
import { packageView } from './referrals.ts'

const tag = 'referral'
const ofService = z.object({ serviceId: z.uuid() })
const ofRequest = z.object({ requestId: z.uuid() })

const channel = z.object({
  id: z.uuid(),
  mailbox: z.string(),
  telephone: z.string(),
  at: z.string(),
})

/** How a service without accounts is reached: what holds, and what waits for a second person. */
const channels = z.object({
  inForce: channel.extend({ stale: z.boolean() }).nullable(),
  proposed: channel.extend({ byYou: z.boolean() }).nullable(),
})
export type Channels = z.infer<typeof channels>

export const readChannels = route({
  method: 'GET',
  path: '/referral/services/:serviceId/channels',
  summary: 'How a service without accounts is reached, for those who refer',
  tag,
  params: ofService,
  response: channels,
  failures: ['referral.not_allowed', 'referral.no_service'],
})

export const proposeChannel = route({
  method: 'POST',
  path: '/referral/services/:serviceId/channels',
  summary: 'Records that a service is reached by link; it takes effect once another person has called there',
  tag,
  params: ofService,
  body: z.strictObject({
    id: z.uuid(),
    mailbox: line(200).pipe(z.string().regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+$/)),
    telephone: line(40).pipe(z.string().regex(/^\+?[\d ()/-]{5,40}$/)),
  }),
  response: channels,
  status: 201,
  failures: ['referral.not_allowed', 'referral.no_service', 'records.id_used'],
})

export const confirmChannel = route({
  method: 'POST',
  path: '/referral/services/:serviceId/channels/confirm',
  summary: 'A second person confirms by a call that mailbox and telephone are the service’s',
  tag,
  params: ofService,
  body: z.strictObject({ id: z.uuid() }),
  response: channels,
  failures: ['referral.not_allowed', 'referral.no_service', 'records.second_person'],
})

/** A referral's link as its sender sees it, and who said by it that they did what. */
const linkState = z.object({
  telephone: z.string().nullable(),
  /** Nobody has called for too long: the channel is to be confirmed again. */
  stale: z.boolean(),
  link: z
    .object({
      id: z.uuid(),
      reference: z.string(),
      expiresAt: z.string(),
      state: z.enum(['waiting', 'opened', 'locked', 'over']),
      /** Wrong PINs since the last PIN was made. */
      wrongPins: z.number().int(),
    })
    .nullable(),
  /** Name and role as they were typed: nobody checked them. */
  claimed: z.array(z.object({ stepId: z.uuid(), step: z.string(), name: z.string(), role: z.string() })),
})
export type LinkState = z.infer<typeof linkState>

export const readLink = route({
  method: 'GET',
  path: '/referral/referrals/:requestId/link',
  summary: 'The status of the link to a referral, and which steps were taken through it',
  tag,
  params: ofRequest,
  response: linkState,
  failures: ['records.not_found', 'referral.not_allowed'],
})

const made = z.object({
  reference: z.string(),
  telephone: z.string(),
  /** To be read out over the telephone; shown this once. */
  pin: z.string(),
  expiresAt: z.string(),
  /** The link itself, where people are invented and there is no mail server. */
  link: z.string().nullable(),
})
export type LinkMade = z.infer<typeof made>

export const makeLink = route({
  method: 'POST',
  path: '/referral/referrals/:requestId/link',
  summary: 'Mails a link to a service without accounts and gives the PIN to read out; for an existing link, a new PIN',
  tag,
  secret: true,
  params: ofRequest,
  body: z.strictObject({ id: z.uuid() }),
  response: made,
  failures: [
    'records.not_found',
    'records.id_used',
    'referral.not_allowed',
    'referral.no_link',
    'referral.channel_stale',
    'referral.too_many_links',
    'referral.not_mailed',
    'referral.no_package',
  ],
})

/** What a link opens: this referral alone, as its receiver sees it. */
const opened = z.object({
  /** What is done in this visit is sent with it; it is kept nowhere. */
  session: z.string(),
  reference: z.string(),
  /** The agency that sent it. */
  senderName: z.string().nullable(),
  endsAt: z.string(),
  request: requestShown,
  /** Null until it was acknowledged. */
  package: packageView.nullable(),
  /** The forms of what was told, with no more fields than were answered, and their lists. */
  forms: z.array(z.unknown()),
  codeLists: z.record(z.string(), z.unknown()),
})
export type OpenedByLink = z.infer<typeof opened>

export const openLink = route({
  method: 'POST',
  path: '/referral/link/open',
  summary: 'What a link and its PIN open; whatever is wrong with them, the answer is the same',
  tag,
  session: 'none',
  secret: true,
  body: z.strictObject({ secret: words(200), pin: words(40) }),
  response: opened,
  failures: ['referral.link_not_open'],
})

export const stepByLink = route({
  method: 'POST',
  path: '/referral/link/steps',
  summary: 'Takes a step in the referral that a link has opened; sent twice, it is recorded once',
  tag,
  session: 'none',
  secret: true,
  body: takeStepBody.omit({ deviceTime: true, happenedAt: true }).extend({
    session: words(200),
    happenedAt: sentMoment,
    /** As they say it: shown to the sender as claimed. */
    name: line(100),
    role: line(100),
  }),
  response: opened,
  failures: [
    'referral.link_not_open',
    'referral.no_place',
    'records.not_open',
    'records.unknown_step',
    'records.id_used',
    'records.invalid_answers',
    'records.in_future',
  ],
})
