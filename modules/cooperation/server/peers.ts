import { peerState, type Peer, type PeerEntry } from '@gloact/exchange'
import type { Crossed, PeerChange } from '@gloact/exchange/server'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, failure, ok, type Failure, type Instant, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type * as contract from '../contract/peers.ts'
import { tracksIn, typesOf } from '../domain/agreed.ts'
import type { CooperationAction } from '../domain/policy.ts'
import { may, scopeOf, type CooperationContext, type ExchangeInUse } from './context.ts'

type Answer<Route> = Promise<Result<ResponseOf<Route>, Failure>>

/** The exchange, for somebody who may; nothing runs where it is left out. */
function exchangeFor(
  { exchange }: CooperationContext,
  who: Principal,
  action: CooperationAction,
): Result<ExchangeInUse, Failure> {
  if (!may(who, action)) return err(failure('cooperation.not_allowed'))
  return exchange ? ok(exchange) : err(failure('cooperation.no_exchange'))
}

const wordsIn = (heard: string): readonly string[] => heard.split(/[\s,;.]+/).filter((word) => word !== '')

const agreedIn = (entry: PeerEntry) => ({
  country: entry.country,
  name: entry.name,
  baseUrl: entry.baseUrl,
  desks: [...new Set(entry.encryptionKeys.map(({ authority }) => authority))].toSorted(),
  tracks: [...tracksIn(entry.messageTypes)],
  highestTlp: entry.highestTlp,
  legalBasis: entry.legalBasis,
  expiresAt: entry.expiresAt,
})

const last = (instants: readonly Instant[]): Instant => instants.toSorted().at(-1)!

const peerShown = (peer: Peer, now: Instant): contract.PeerView => ({
  ...agreedIn(peer),
  state: peerState(peer, now),
  since: peer.since,
  revokedAt: peer.revokedAt,
  words: [...peer.words],
  keysUntil: last(peer.signingKeys.map(({ notAfter }) => notAfter)),
})

const changeShown = (
  change: PeerChange,
  who: Principal,
  names: ReadonlyMap<string, string>,
  known: boolean,
): contract.PeerChangeView => ({
  ...agreedIn(change.entry),
  id: change.id,
  state: change.state,
  proposedBy: names.get(change.proposedBy) ?? null,
  proposedAt: change.proposedAt,
  decidedBy: change.decidedBy === null ? null : (names.get(change.decidedBy) ?? null),
  decidedAt: change.decidedAt,
  yours: change.proposedBy === who.userId,
  known,
})

/** An entry as officers hand it on: a file of text. */
const fileOf = (entry: object): string => JSON.stringify(entry, null, 2)

export async function listPeers(context: CooperationContext, who: Principal): Answer<typeof contract.listPeers> {
  const exchange = exchangeFor(context, who, 'peers.read')
  if (!exchange.ok) return exchange
  const { peers } = exchange.value
  const now = context.clock.now()
  const read = await readInScope(context.db, scopeOf(who), async (trx) => ({
    peers: await peers.list(trx),
    changes: await peers.changes(trx),
    announced: await peers.announcements(trx),
  }))
  const names = await context.staffNames(
    read.changes.flatMap(({ proposedBy, decidedBy }) => (decidedBy === null ? [proposedBy] : [proposedBy, decidedBy])),
  )
  const { entry, words } = peers.own()
  const isKnown = (country: string) => read.peers.some((peer) => peer.country === country)
  return ok({
    own: { file: fileOf(entry), words: [...words], baseUrl: entry.baseUrl },
    peers: read.peers.map((peer) => peerShown(peer, now)),
    changes: read.changes.map((change) => changeShown(change, who, names, isKnown(change.entry.country))),
    announced: read.announced.map((each) => ({
      country: each.entry.country,
      name: each.entry.name,
      file: fileOf(each.entry),
      at: each.at,
    })),
  })
}

/** An entry as the other side sent it: who it is, where, and its keys. What was agreed with it does not come from there. */
function entryIn(file: string): Result<Readonly<Record<string, unknown>>, Failure> {
  try {
    const value = JSON.parse(file) as unknown
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      // What a trust list has of the agreement of another country is not this one's.
      const { country, name, baseUrl, signingKeys, encryptionKeys, certificates } = value as Record<string, unknown>
      return ok({ country, name, baseUrl, signingKeys, encryptionKeys, certificates })
    }
  } catch {
    // It is told below, as whatever else is no entry.
  }
  return err(failure('cooperation.no_entry'))
}

/** Enters a country as the first of two officers: with the words that they heard, and what was agreed on. */
export async function proposePeer(
  context: CooperationContext,
  who: Principal,
  { id, file, words, tracks, highestTlp, legalBasis, endsOn }: HandlerInput<typeof contract.proposePeer>['body'],
): Answer<typeof contract.proposePeer> {
  const exchange = exchangeFor(context, who, 'peers.enter')
  if (!exchange.ok) return exchange
  const { peers } = exchange.value
  const entry = entryIn(file)
  if (!entry.ok) return entry
  return inScope<ResponseOf<typeof contract.proposePeer>, Failure>(context.db, scopeOf(who), async (trx) => {
    const whole = {
      ...entry.value,
      messageTypes: typesOf(tracks),
      highestTlp,
      legalBasis,
      // The whole of the last day.
      expiresAt: asInstant(Date.parse(`${endsOn}T00:00:00Z`) + 86_400_000),
    }
    const proposed = await peers.propose(trx, whole, wordsIn(words), id)
    if (!proposed.ok) return proposed
    const known = (await peers.list(trx)).some(({ country }) => country === proposed.value.entry.country)
    return ok(changeShown(proposed.value, who, await context.staffNames([who.userId]), known))
  })
}

/** Confirms as the second officer, who has heard the words themselves. Confirmed again by the same person, it is confirmed. */
export async function confirmPeer(
  context: CooperationContext,
  who: Principal,
  changeId: string,
  words: string,
): Answer<typeof contract.confirmPeer> {
  const exchange = exchangeFor(context, who, 'peers.enter')
  if (!exchange.ok) return exchange
  const { peers } = exchange.value
  const dependent = await context.notIndependentOf(who.userId)
  return inScope<contract.PeerView, Failure>(context.db, scopeOf(who), async (trx) => {
    const waiting = (await peers.changes(trx)).find(({ id, state }) => id === changeId && state === 'waiting')
    // Two accounts of which one lately made or let in the other are one person's, as far as anybody knows.
    if (waiting && dependent.has(waiting.proposedBy)) return err(failure('exchange.second_person'))
    const confirmed = await peers.confirm(trx, changeId, wordsIn(words))
    if (confirmed.ok) return ok(peerShown(confirmed.value, context.clock.now()))
    const before = (await peers.changes(trx)).find(({ id }) => id === changeId)
    if (before?.state !== 'confirmed' || before.decidedBy !== who.userId) return confirmed
    const peer = (await peers.list(trx)).find(({ country }) => country === before.entry.country)
    return peer ? ok(peerShown(peer, context.clock.now())) : confirmed
  })
}

export async function declinePeer(
  context: CooperationContext,
  who: Principal,
  changeId: string,
): Answer<typeof contract.declinePeer> {
  const exchange = exchangeFor(context, who, 'peers.enter')
  if (!exchange.ok) return exchange
  const { peers } = exchange.value
  return inScope<Record<string, never>, Failure>(context.db, scopeOf(who), async (trx) => {
    const declined = await peers.decline(trx, changeId)
    if (declined.ok) return ok({})
    const before = (await peers.changes(trx)).find(({ id }) => id === changeId)
    const done = before?.state === 'declined' || before?.state === 'withdrawn'
    return done && before?.decidedBy === who.userId ? ok({}) : declined
  })
}

export async function readPeer(
  context: CooperationContext,
  who: Principal,
  country: string,
): Answer<typeof contract.readPeer> {
  const exchange = exchangeFor(context, who, 'peers.read')
  if (!exchange.ok) return exchange
  return readInScope(context.db, scopeOf(who), (trx) => detailOf(trx, context, exchange.value, country))
}

/** What the requests of conversations are called aloud, as far as the asker's agency has them. */
async function numbersOf(
  trx: ScopedTransaction,
  conversations: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (conversations.length === 0) return new Map()
  const { rows } = await sql<{ conversation: string; number: string }>`
    select facts ->> 'conversation' as conversation, facts ->> 'number' as number
    from cooperation.request where facts ->> 'conversation' = any (${conversations})`.execute(trx)
  return new Map(rows.map(({ conversation, number }) => [conversation, number]))
}

async function detailOf(
  trx: ScopedTransaction,
  context: CooperationContext,
  { peers, comparisons }: ExchangeInUse,
  country: string,
): Promise<Result<contract.PeerDetail, Failure>> {
  const peer = (await peers.list(trx)).find((each) => each.country === country)
  if (!peer) return err(failure('exchange.unknown_peer'))
  const stops = await peers.stops(trx, country)
  const since = stops[0]?.suspectedSince
  const crossed: readonly Crossed[] = since === undefined ? [] : await peers.crossedSince(trx, country, since)
  const all =
    since === undefined
      ? 0
      : await readInScope(
          context.db,
          systemScope(context.country),
          async (system) => (await peers.crossedSince(system, country, since)).length,
        )
  const names = await context.staffNames(stops.map(({ stoppedBy }) => stoppedBy))
  const numbers = await numbersOf(trx, [...new Set(crossed.map(({ conversationId }) => conversationId))])
  return ok({
    peer: peerShown(peer, context.clock.now()),
    stops: stops.map(({ suspectedSince, stoppedAt, stoppedBy }) => ({
      suspectedSince,
      stoppedAt,
      stoppedBy: names.get(stoppedBy) ?? null,
    })),
    since: crossed.map(({ id, conversationId, direction, type, createdAt, state, hash }) => ({
      id,
      direction,
      type,
      createdAt,
      state,
      hash,
      conversationNumber: numbers.get(conversationId) ?? null,
    })),
    elsewhere: Math.max(0, all - crossed.length),
    compared: (await comparisons(trx, { peer: country })).map(({ at, differences }) => ({
      at,
      differences: differences.length,
    })),
  })
}

/**
 * Stops the exchange with a country at once, and says what crossed since its keys are suspected; everybody here is told. Said again of the
 * same moment it is stopped once; an earlier suspicion is a new stop, since more has to be looked at.
 */
export async function stopPeer(
  context: CooperationContext,
  who: Principal,
  country: string,
  suspectedSince: string,
): Answer<typeof contract.stopPeer> {
  const exchange = exchangeFor(context, who, 'peers.stop')
  if (!exchange.ok) return exchange
  const { peers, tellOfStop } = exchange.value
  const suspected = asInstant(suspectedSince)
  const stopped = await inScope<boolean, Failure>(context.db, scopeOf(who), async (trx) => {
    const peer = (await peers.list(trx)).find((each) => each.country === country)
    const [before] = await peers.stops(trx, country)
    if (peer?.revokedAt && before && Date.parse(before.suspectedSince) <= Date.parse(suspected)) return ok(false)
    const revoked = await peers.revoke(trx, country, suspected)
    return revoked.ok ? ok(true) : revoked
  })
  if (!stopped.ok) return stopped
  if (stopped.value) {
    await inScope(context.db, systemScope(context.country), async (trx) => ok(await tellOfStop(trx, country)))
  }
  return readPeer(context, who, country)
}

/** What waits for a country, as a file: sealed to its desks, whosever it is. */
export async function makeBundle(
  context: CooperationContext,
  who: Principal,
  country: string,
): Answer<typeof contract.makeBundle> {
  const exchange = exchangeFor(context, who, 'peers.enter')
  if (!exchange.ok) return exchange
  const made = await inScope(context.db, scopeOf(who), (trx) => exchange.value.makeBundle(trx, country))
  if (!made.ok) return made
  return ok({
    ...made.value,
    files: made.value.files.length,
    messages: made.value.messages.map((message) => ({ ...message })),
  })
}

export async function takeBundle(
  context: CooperationContext,
  who: Principal,
  file: string,
): Answer<typeof contract.takeBundle> {
  const exchange = exchangeFor(context, who, 'peers.enter')
  if (!exchange.ok) return exchange
  const taken = await inScope(context.db, scopeOf(who), (trx) => exchange.value.takeBundle(trx, file))
  if (!taken.ok) return taken
  return ok({ ...taken.value, messages: taken.value.messages.map((message) => ({ ...message })) })
}

export async function exportTrustList(
  context: CooperationContext,
  who: Principal,
): Answer<typeof contract.exportTrustList> {
  const exchange = exchangeFor(context, who, 'peers.read')
  if (!exchange.ok) return exchange
  const { peers } = exchange.value
  return ok({ file: await readInScope(context.db, scopeOf(who), (trx) => peers.exportList(trx)) })
}

export async function readTrustList(
  context: CooperationContext,
  who: Principal,
  file: string,
): Answer<typeof contract.readTrustList> {
  const exchange = exchangeFor(context, who, 'peers.enter')
  if (!exchange.ok) return exchange
  const { peers } = exchange.value
  const read = await readInScope(context.db, scopeOf(who), (trx) => peers.readList(trx, file))
  if (!read.ok) return read
  return ok({
    from: read.value.from,
    items: read.value.listed.map(({ entry, here }) => ({
      country: entry.country,
      name: entry.name,
      file: fileOf(entry),
      here,
    })),
  })
}

export async function listAlarms(context: CooperationContext, who: Principal): Answer<typeof contract.listAlarms> {
  const exchange = exchangeFor(context, who, 'peers.read')
  if (!exchange.ok) return exchange
  const alarms = await readInScope(context.db, scopeOf(who), (trx) => exchange.value.alarms(trx))
  const names = await context.staffNames(alarms.flatMap(({ seenBy }) => (seenBy === null ? [] : [seenBy])))
  return ok({
    items: alarms.map(({ id, peer, kind, at, messageId, seenBy, seenAt }) => ({
      id,
      country: peer,
      kind,
      at,
      messageId,
      seenBy: seenBy === null ? null : (names.get(seenBy) ?? null),
      seenAt,
    })),
    next: null,
  })
}

/** Somebody looked at it; said again, they still did. */
export async function seeAlarm(
  context: CooperationContext,
  who: Principal,
  alarmId: string,
): Answer<typeof contract.seeAlarm> {
  const exchange = exchangeFor(context, who, 'peers.read')
  if (!exchange.ok) return exchange
  return inScope<Record<string, never>, Failure>(context.db, scopeOf(who), async (trx) => {
    const seen = await exchange.value.seeAlarm(trx, alarmId)
    if (seen.ok) return ok({})
    const there = (await exchange.value.alarms(trx)).find(({ id }) => id === alarmId)
    return there?.seenAt ? ok({}) : seen
  })
}

/** Sends again what was given up, where it is one's own agency's message. */
export async function sendAgain(
  context: CooperationContext,
  who: Principal,
  alarmId: string,
): Answer<typeof contract.sendAgain> {
  const exchange = exchangeFor(context, who, 'peers.enter')
  if (!exchange.ok) return exchange
  const { alarms, openMessage, seeAlarm: see } = exchange.value
  const scope = scopeOf(who)
  const own = await readInScope(context.db, scope, async (trx) => {
    const alarm = (await alarms(trx)).find(({ id }) => id === alarmId)
    if (alarm?.kind !== 'given_up' || alarm.messageId === null) return undefined
    const message = await openMessage(trx, { id: alarm.messageId, direction: 'out' })
    return message.ok ? alarm.messageId : undefined
  })
  if (own === undefined) return err(failure('exchange.not_found'))
  const sent = await inScope(context.db, systemScope(context.country), (trx) => exchange.value.sendAgain(trx, own))
  if (!sent.ok) return sent
  await inScope<unknown, Failure>(context.db, scope, async (trx) => {
    await see(trx, alarmId)
    return ok(undefined)
  })
  return ok({})
}
