import type { Intake } from '@gloact/attachments'
import { asInstant, err, failure, ok, type Clock, type Json } from '@gloact/kernel'
import { recordAudit } from '@gloact/audit'
import type { Jobs } from '@gloact/jobs'
import { inScope, readInScope, systemScope, type Database, type ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import type { z } from 'zod'
import { CODE } from '../message.ts'
import { peerState } from '../peer.ts'
import { announcedType, announceKeys, warnOfEnds } from './announce.ts'
import { receiptType, takeReceipts } from './apply-receipt.ts'
import { raiseAlarm, seeAlarm } from './chain.ts'
import { httpsChannel, MOST_ANSWER_BYTES, type Channel } from './channel-client.ts'
import { listenForPeers, type ChannelHandlers, type ChannelLimits, type ListeningChannel } from './channel-server.ts'
import type { ExchangeContext } from './context.ts'
import { makeBundle, takeBundle } from './bundle.ts'
import { comparisonsIn, headsType, lastComparisonsIn, tellConversation, tellHeads, toldType } from './compare.ts'
import { openSigned } from './conversation.ts'
import { courier, type Courier, type CourierOptions } from './deliver.ts'
import { outboxFor } from './due.ts'
import { enqueueMessage, reachable, sendReceipt } from './enqueue.ts'
import { messageIn, sha256 } from './envelope.ts'
import { addFile, eraseFiles, filesOf, keptFiles, nameFile, openFile, removeFile } from './files.ts'
import { certificateHash, type ExchangeKeys } from './keys.ts'
import type { Exchange, MessageType } from './port.ts'
import { MOST_SKEW_MS, receive, receiveAll } from './receive.ts'
import { peerIn, peersIn } from './peers-in.ts'
import { peerRegistry } from './registry.ts'
import { pieceFor } from './send-files.ts'
import { signNotice } from './statements.ts'
import { forgetChunks, takeChunk } from './take-files.ts'
import { tables } from './tables.ts'
import { hex, timelineOf } from './timeline-of.ts'

/** Said by an instance in the transaction that puts something into its outbox. */
export const ENQUEUED = 'exchange.enqueued'
const DELIVER = 'exchange.deliver'
const PULL = 'exchange.pull'
const TELL_HEADS = 'exchange.tell_heads'
const TELL_KEYS = 'exchange.tell_keys'
const FORGET_CHUNKS = 'exchange.forget_chunks'
/** Retries come due by the clock, between the minutes as well. */
const LOOK_MS = 2_000

export interface ExchangeOptions {
  readonly db: Database
  readonly clock: Clock
  readonly country: string
  /** What this country is called, and where others reach its exchange. */
  readonly name: string
  readonly baseUrl: string
  readonly keys: ExchangeKeys
  readonly wordKey: () => Promise<PersonKey>
  /** Where files that go with messages lie; none go or come where it is left out. */
  readonly files?: Intake
  readonly publish: (trx: Database, event: string, data: Readonly<Record<string, never>>) => Promise<void>
  readonly onError: (error: unknown) => void
  readonly courier?: Omit<CourierOptions, 'onError'>
  /** How often it looks whether something has come due; 2 seconds unless told. */
  readonly lookMs?: number
  /** How peers are called; HTTPS unless told. */
  readonly channel?: Channel
}

/** An exchange that also receives: what an instance runs once, next to the part that modules use. */
export interface RunningExchange extends Exchange, Courier {
  /** What the channel asks of it, by whatever way it came. */
  readonly handlers: ChannelHandlers
  /** Opens the port for peers. */
  listen(at: {
    readonly host: string
    readonly port: number
    readonly limits?: ChannelLimits
  }): Promise<ListeningChannel>
  /** Registers delivery and the pull, before the jobs start. */
  jobs(jobs: Pick<Jobs, 'on' | 'schedule'>): void
  /** Tells every country where the chains of receipts with it stand: every night, by itself. */
  witness(): Promise<number>
  /** Tells every country of keys that it has not been told of, and somebody here of keys and agreements that end soon: by itself. */
  tellKeys(): Promise<number>
  /** Forgets pieces of files whose message has not come in a week: every night, by itself. */
  forgetChunks(): Promise<number>
  /** Looks every other second whether something has come due. */
  start(): void
  stop(): Promise<void>
}

/** The exchange with other countries, on this instance's database, keys and clock. */
export function createExchange(options: ExchangeOptions): RunningExchange {
  const { db, clock, country, keys, onError } = options
  const types = new Map<string, MessageType<z.ZodType<Json>>>()
  const context: ExchangeContext = {
    db,
    clock,
    country,
    keys,
    wordKey: options.wordKey,
    files: options.files,
    types,
    enqueued: (trx) => options.publish(trx, ENQUEUED, {}),
  }
  const channel = options.channel ?? httpsChannel({ keys, now: () => clock.now() })
  const registry = peerRegistry({ country, clock, keys, name: options.name, baseUrl: options.baseUrl })
  const sender = courier(context, channel, { ...options.courier, onError })
  const asSystem = systemScope(country)
  let timer: NodeJS.Timeout | undefined
  let listening: ListeningChannel | undefined
  let looking: Promise<unknown> = Promise.resolve()
  let announcing: Promise<void> = Promise.resolve()

  const register = (type: MessageType<z.ZodType<Json>>): void => {
    if (!CODE.test(type.type)) throw new TypeError('the type of a message is a code')
    if (types.has(type.type)) throw new Error(`messages of the type ${type.type} have a handler already`)
    types.set(type.type, type)
  }
  register(receiptType(context))
  register(toldType(context))
  register(headsType(context))
  register(announcedType(context))

  const isSkewed = async (peer: string, sentAt?: string): Promise<boolean> => {
    const skew = sentAt === undefined ? 0 : Math.abs(Date.parse(sentAt) - Date.parse(clock.now()))
    if (skew <= MOST_SKEW_MS) return false
    await inScope(db, asSystem, async (trx) => ok(await raiseAlarm(context, trx, { peer, kind: 'clock_skew' })))
    return true
  }
  const refuseForSkew = (peer: string, jwe: string): Promise<string> => {
    const about = { from: country, to: peer, jwe: sha256(jwe), at: clock.now() }
    return signNotice({ kind: 'refused', reason: 'clock_skew', expected: null, ...about }, keys.signing())
  }

  const handlers: ChannelHandlers = {
    peerOf: async (hash: string) => {
      const pinned = (await readInScope(db, asSystem, (trx) => peersIn(trx, country))).filter((peer) =>
        peer.certificates.some((pem) => certificateHash(pem) === hash),
      )
      const inForce = pinned.find((peer) => peerState(peer, clock.now()) === 'in_force')
      const known = inForce ?? pinned[0]
      return known && { country: known.country, inForce: inForce !== undefined }
    },
    message: async (peer, jwe, sentAt) =>
      (await isSkewed(peer, sentAt)) ? { signed: await refuseForSkew(peer, jwe) } : receive(context, peer, jwe),
    messages: async (peer, runs, sentAt) =>
      (await isSkewed(peer, sentAt))
        ? Promise.all(runs.map((run) => Promise.all(run.map((jwe) => refuseForSkew(peer, jwe)))))
        : (await receiveAll(context, peer, runs, onError)).map((run) => run.map((answer) => answer?.signed ?? null)),
    outbox: (peer: string) => outboxFor(context, peer, MOST_ANSWER_BYTES / 2),
    receipts: async (from: string, signed: readonly string[]) => {
      const peer = await readInScope(db, asSystem, (trx) => peerIn(trx, country, from))
      if (peer) await takeReceipts(context, peer, signed, onError)
    },
    give: (peer, piece) => pieceFor(context, peer, piece),
    piece: (peer, piece) => takeChunk(context, peer, piece),
    capabilities: () => ({
      version: 1,
      country,
      types: [...types.values()].map(({ type, schemaVersion }) => ({ type, schemaVersion })),
    }),
    onError,
  }

  const inSystem = async <Value>(run: (trx: ScopedTransaction) => Promise<Value>): Promise<Value> => {
    const done = await inScope<Value, never>(db, asSystem, async (trx) => ok(await run(trx)))
    if (!done.ok) throw new Error('a transaction of the exchange failed')
    return done.value
  }
  const witness = (): Promise<number> => inSystem((trx) => tellHeads(context, trx))
  const tellKeys = (): Promise<number> =>
    inSystem(async (trx) => {
      const { entry } = registry.own()
      await warnOfEnds(context, trx, entry)
      return announceKeys(context, trx, entry)
    })

  return {
    country,
    peers: registry,
    ...sender,
    witness,
    tellKeys,
    forgetChunks: () => forgetChunks(context),
    compare: async (trx, conversationId) => {
      const told = await tellConversation(context, trx, conversationId, { answer: true })
      return told.ok ? ok(undefined) : told
    },
    lastComparisons: (trx) => lastComparisonsIn(trx, country),
    comparisons: (trx, of) => comparisonsIn(trx, country, of),
    registerMessageType: (type) => register(type),
    enqueueMessage: (trx, message) => enqueueMessage(context, trx, message),
    sendReceipt: (trx, receipt) => sendReceipt(context, trx, receipt),
    messagesOf: (trx, conversationId) => timelineOf(trx, country, conversationId),
    handlers,
    files: {
      add: (scope, file) => addFile(context, scope, file),
      of: (trx, of) => filesOf(context, trx, of),
      name: (trx, file) => nameFile(context, trx, file),
      remove: (trx, file) => removeFile(context, trx, file),
      open: (trx, file) => openFile(context, trx, file),
      kept: (ids) => keptFiles(context, ids),
      erase: (trx, about) => eraseFiles(trx, { about }),
    },

    async openDesk(trx, { authority, agencyId, name }) {
      await keys.openDesk(authority)
      await tables(trx)
        .insertInto('exchange.desk')
        .values({ country, authority, agency_id: agencyId, name })
        .onConflict((conflict) => conflict.columns(['country', 'authority']).doUpdateSet({ agency_id: agencyId, name }))
        .execute()
    },

    async desks(trx) {
      const rows = await tables(trx)
        .selectFrom('exchange.desk')
        .select(['authority', 'agency_id', 'name'])
        .where('country', '=', country)
        .orderBy('authority')
        .execute()
      return rows.map((row) => ({ authority: row.authority, agencyId: row.agency_id, name: row.name }))
    },

    async openMessage(trx, { id, direction }) {
      const row = await tables(trx)
        .selectFrom('exchange.message')
        .selectAll()
        .where('id', '=', id)
        .where('direction', '=', direction)
        .where('country', '=', country)
        .executeTakeFirst()
      if (!row) return err(failure('exchange.not_found'))
      const jws = await openSigned(context, trx, row)
      return jws.ok ? ok({ ...messageIn(jws.value), direction, hash: hex(row.jws_hash) }) : jws
    },

    async eraseConversation(trx, conversationId) {
      const erased = await tables(trx)
        .updateTable('exchange.conversation')
        .set({ sealed_key: null, erased_at: clock.now() })
        .where('id', '=', conversationId)
        .where('country', '=', country)
        .where('erased_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
      if (!erased) return
      await tables(trx)
        .updateTable('exchange.message')
        .set({ sealed: null, jwe: null })
        .where('conversation_id', '=', conversationId)
        .execute()
      await eraseFiles(trx, { conversationId })
      await recordAudit(trx, {
        action: 'exchange.conversation_erased',
        object: { kind: 'exchange.conversation', id: conversationId },
        country,
      })
    },

    async alarms(trx) {
      const rows = await tables(trx)
        .selectFrom('exchange.alarm')
        .selectAll()
        .where('country', '=', country)
        .orderBy((eb) => eb('seen_at', 'is not', null))
        .orderBy('last_at', 'desc')
        .limit(200)
        .execute()
      return rows.map((row) => ({
        id: row.id,
        peer: row.peer,
        kind: row.kind,
        messageId: row.message_id,
        at: asInstant(row.last_at),
        seenBy: row.seen_by,
        seenAt: row.seen_at === null ? null : asInstant(row.seen_at),
      }))
    },

    makeBundle: (trx, peer) => makeBundle(context, trx, peer),
    takeBundle: (trx, file) => takeBundle(context, trx, file),
    tellOfStop: (trx, peer) => raiseAlarm(context, trx, { peer, kind: 'peer_stopped' }),
    seeAlarm: (trx, id) => seeAlarm(context, trx, id),

    async sendAgain(trx, messageId) {
      const queued = await tables(trx)
        .updateTable('exchange.message')
        .set({ state: 'queued', reason: null, attempts: 0, next_attempt_at: clock.now() })
        .where('direction', '=', 'out')
        .where('country', '=', country)
        .where('id', '=', messageId)
        .where('state', '=', 'dead')
        .returning('id')
        .executeTakeFirst()
      if (!queued) return err(failure('exchange.not_found'))
      await recordAudit(trx, {
        action: 'exchange.message_sent',
        object: { kind: 'exchange.message', id: messageId },
        country,
        detail: { again: true },
      })
      await context.enqueued(trx)
      return ok(undefined)
    },

    async reach(trx, to, type) {
      const reached = await reachable(context, trx, to, type)
      return reached.ok ? ok({ highestTlp: reached.value.peer.highestTlp }) : reached
    },

    async listen({ host, port, limits }) {
      listening = await listenForPeers({ host, port, keys, ...(limits && { limits }) }, handlers)
      return listening
    },

    jobs(jobs) {
      jobs.on(ENQUEUED, DELIVER, async () => void (await sender.deliverDue()))
      jobs.schedule(PULL, '*/5 * * * *', async () => void (await sender.pull()))
      jobs.schedule(TELL_HEADS, '20 1 * * *', async () => void (await witness()))
      jobs.schedule(FORGET_CHUNKS, '50 1 * * *', async () => void (await forgetChunks(context)))
      jobs.schedule(TELL_KEYS, '*/10 * * * *', async () => void (await tellKeys()))
    },

    start() {
      timer ??= setInterval(() => {
        looking = sender.deliverDue().catch(onError)
      }, options.lookMs ?? LOOK_MS)
      timer.unref()
      // Keys that were made before this start are announced before the first night.
      announcing = tellKeys().then(() => undefined, onError)
    },

    async stop() {
      clearInterval(timer)
      timer = undefined
      await listening?.close()
      channel.close()
      await looking
      await announcing
    },
  }
}
