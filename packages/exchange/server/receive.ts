import { err, ok, type Result } from '@gloact/kernel'
import { recordAudit } from '@gloact/audit'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { AlarmKind } from '../alarm.ts'
import { isAtMost } from '../handling.ts'
import type { Message } from '../message.ts'
import { isAgreed, peerState, type Peer } from '../peer.ts'
import type { ReceiptKind } from '../receipt.ts'
import { giveWay, issueReceipt, lockChain, raiseAlarm } from './chain.ts'
import type { ExchangeContext } from './context.ts'
import { beginConversation, lockConversation, sealSigned } from './conversation.ts'
import { openEnvelope, sha256, type OpenedEnvelope } from './envelope.ts'
import { dropChunks, keepFiles, lookAtFiles, type FilesLookedAt } from './take-files.ts'
import { peerIn } from './peers-in.ts'
import { signNotice, type Notice } from './statements.ts'
import { tables, type ConversationRow } from './tables.ts'

/** The two countries' clocks may differ by as much; what is further ahead waits, and somebody is told. */
export const MOST_SKEW_MS = 5 * 60_000

/** Why a message waits whose files have not come yet: they are brought, then it comes again. */
export const FILES_MISSING = 'files_missing'

/** Refusals that no honest peer brings about: somebody has to look. */
const ALARMING: ReadonlySet<AlarmKind> = new Set<AlarmKind>([
  'header_not_allowed',
  'does_not_open',
  'unknown_signer',
  'signature_wrong',
  'key_not_in_force',
  'forwarded',
  'wrong_desk',
  'id_reused',
  'seq_used',
  'clock_skew',
  'another_conversation',
])

const isAlarming = (reason: string): reason is AlarmKind => ALARMING.has(reason as AlarmKind)

/** What is answered: a signed receipt, or a signed notice where nothing was recorded. */
export interface Answer {
  readonly signed: string
  readonly recorded: boolean
  /** Files without which it cannot be taken, by their ids: of a message that waits for them. */
  readonly missing?: readonly string[]
}

type Outcome =
  | { readonly kind: 'receipt'; readonly signed: string }
  | {
      readonly kind: 'notice'
      readonly notice: Pick<Notice, 'kind' | 'reason' | 'expected'>
      readonly missing?: readonly string[]
    }

/**
 * Takes a message that came over the channel of a peer. Nothing in it is believed before it was decrypted, verified and found to
 * be from that peer to this desk. From there on it is recorded, whatever happens to it: its effect, its row and its receipt in one
 * transaction. Sent again it is answered with the receipt of before.
 */
export async function receive(context: ExchangeContext, channel: string, jwe: string): Promise<Answer> {
  let broken: unknown
  const [run] = await receiveAll(context, channel, [[jwe]], (error) => (broken = error))
  const [answer] = run ?? []
  if (answer === null || answer === undefined) throw broken
  return answer
}

/** What came, by conversation as its sender says: each of them in order. */
export type Runs<Each> = readonly (readonly Each[])[]

/**
 * Takes several messages of a peer, one after the other and in one transaction. Of one that is refused nothing but the reason stays, and
 * what follows it in its run has to wait. An effect that breaks ends it there: what came before is recorded, and the rest has no answer
 * and comes again.
 */
export async function receiveAll(
  context: ExchangeContext,
  channel: string,
  runs: Runs<string>,
  onError: (error: unknown) => void,
): Promise<Runs<Answer | null>> {
  const { db, country, clock } = context
  const found = await readInScope(db, systemScope(country), (trx) => peerIn(trx, country, channel))
  const peer = found && peerState(found, clock.now()) === 'in_force' ? found : undefined
  const looked: Looked[][] = []
  for (const run of runs) {
    const some: Looked[] = []
    looked.push(some)
    for (const jwe of run) {
      try {
        const each = await lookAt(context, channel, peer, jwe)
        some.push(each)
        if (each.kind === 'refused') break
      } catch (error) {
        // Nobody could look through its files: it comes again, and what came before it is taken.
        onError(error)
        break
      }
    }
  }
  const outcomes = looked.flat().some(({ kind }) => kind === 'believed')
    ? await recordAll(context, channel, looked, onError)
    : looked.map((run) => run.flatMap((each) => (each.kind === 'refused' ? [refused(each.reason)] : [])))
  const answers: (Answer | null)[][] = []
  for (const [at, run] of runs.entries()) {
    const some: (Answer | null)[] = []
    answers.push(some)
    for (const [place, jwe] of run.entries()) {
      const outcome = outcomes[at]?.[place]
      some.push(outcome ? await answerTo(context, channel, sha256(jwe), outcome) : null)
    }
  }
  return answers
}

async function answerTo(context: ExchangeContext, channel: string, jweHash: string, outcome: Outcome): Promise<Answer> {
  const { db, country, keys, clock } = context
  if (outcome.kind === 'receipt') return { signed: outcome.signed, recorded: true }
  const { reason } = outcome.notice
  if (isAlarming(reason)) {
    await inScope(db, systemScope(country), async (trx) => {
      await raiseAlarm(context, trx, { peer: channel, kind: reason })
      return ok(undefined)
    })
  }
  const notice: Notice = { ...outcome.notice, from: country, to: channel, jwe: jweHash, at: clock.now() }
  return {
    signed: await signNotice(notice, keys.signing()),
    recorded: false,
    ...(outcome.missing && { missing: outcome.missing }),
  }
}

const refused = (reason: string): Outcome => ({ kind: 'notice', notice: { kind: 'refused', reason, expected: null } })

type Looked =
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'believed'
      readonly opened: OpenedEnvelope
      readonly jweHash: string
      readonly files: FilesLookedAt
    }

/** What can be said of a message before anything is locked: whether it is to be believed, and whether its files have come. */
async function lookAt(context: ExchangeContext, channel: string, peer: Peer | undefined, jwe: string): Promise<Looked> {
  const { country, clock, keys } = context
  const because = (reason: string): Looked => ({ kind: 'refused', reason })
  if (!peer) return because('peer_not_in_force')
  const opened = await openEnvelope(jwe, {
    decryption: (kid) => keys.decryption(kid),
    signingKeys: peer.signingKeys,
    now: clock.now(),
  })
  if (!opened.ok) return because(opened.error)
  const { message } = opened.value
  // Signed for another country, or by it for another: a message that somebody passes on as their own.
  if (message.from.country !== channel || message.to.country !== country) return because('forwarded')
  if (message.to.authority !== opened.value.authority) return because('wrong_desk')
  if (Date.parse(message.createdAt) > Date.parse(clock.now()) + MOST_SKEW_MS) return because('clock_skew')
  // Before anything is locked: it takes as long as the files are large.
  const files = await lookAtFiles(context, channel, message.attachments)
  return { kind: 'believed', opened: opened.value, jweHash: sha256(jwe), files }
}

/** Records what is believed, run by run in order and in one transaction; nothing stands for what comes after one that broke. */
async function recordAll(
  context: ExchangeContext,
  channel: string,
  looked: Runs<Looked>,
  onError: (error: unknown) => void,
): Promise<Runs<Outcome>> {
  const done = await inScope<Runs<Outcome>, never>(context.db, systemScope(context.country), async (trx) => {
    const outcomes: Outcome[][] = []
    // Held from here on: two that bring the same message are one after the other.
    await lockChain(context, trx, channel, 'issued')
    await giveWay(trx)
    // Read again within the transaction: a revocation of a moment ago counts.
    const peer = await peerIn(trx, context.country, channel)
    for (const run of looked) {
      const some: Outcome[] = []
      outcomes.push(some)
      for (const each of run) {
        await sql`savepoint message`.execute(trx)
        try {
          const recorded = each.kind === 'refused' ? err(refused(each.reason)) : await record(context, trx, peer, each)
          if (!recorded.ok) await sql`rollback to savepoint message`.execute(trx)
          await sql`release savepoint message`.execute(trx)
          some.push(recorded.ok ? recorded.value : recorded.error)
          if (!recorded.ok) break
        } catch (error) {
          // Where the connection itself is gone this throws too, and nothing of all of them stays.
          await sql`rollback to savepoint message`.execute(trx)
          onError(error)
          return ok(outcomes)
        }
      }
    }
    return ok(outcomes)
  })
  return done.ok ? done.value : []
}

/** Within a savepoint: an outcome that is a failure leaves nothing behind. */
async function record(
  context: ExchangeContext,
  trx: ScopedTransaction,
  peer: Peer | undefined,
  { opened: { message, jws }, jweHash, files }: Extract<Looked, { kind: 'believed' }>,
): Promise<Result<Outcome, Outcome>> {
  const { country, clock } = context
  const channel = message.from.country
  const jwsHash = sha256(jws)

  const known = await tables(trx)
    .selectFrom('exchange.message')
    .select(['jws_hash'])
    .where('direction', '=', 'in')
    .where('peer', '=', channel)
    .where('id', '=', message.id)
    .executeTakeFirst()
  if (known) {
    if (Buffer.from(known.jws_hash).toString('hex') !== jwsHash) return err(refused('id_reused'))
    const receipt = await tables(trx)
      .selectFrom('exchange.receipt')
      .select('signed')
      .where('direction', '=', 'issued')
      .where('peer', '=', channel)
      .where('message_id', '=', message.id)
      .orderBy('position')
      .executeTakeFirstOrThrow()
    return ok({ kind: 'receipt', signed: receipt.signed })
  }

  if (!peer || peerState(peer, clock.now()) !== 'in_force') return err(refused('peer_not_in_force'))

  const conversation = await conversationOf(context, trx, message)
  if (!conversation.ok) return conversation
  const { next_in: expected } = conversation.value
  if (message.seq > expected) {
    return err({ kind: 'notice', notice: { kind: 'wait', reason: 'out_of_order', expected } })
  }
  if (message.seq < expected) return err({ kind: 'notice', notice: { kind: 'refused', reason: 'seq_used', expected } })

  const came = await effectOf(context, trx, peer, conversation.value, message, { hash: jwsHash, files })
  if (came.kind === 'wait') {
    return err({
      kind: 'notice',
      notice: { kind: 'wait', reason: FILES_MISSING, expected: null },
      missing: message.attachments.map(({ id }) => id),
    })
  }
  const now = clock.now()
  const row = {
    direction: 'in' as const,
    peer: channel,
    id: message.id,
    country,
    conversation_id: message.conversationId,
    agency_id: conversation.value.agency_id,
    from_authority: message.from.authority,
    to_authority: message.to.authority,
    type: message.type,
    schema_version: message.schemaVersion,
    seq: message.seq,
    in_reply_to: message.inReplyTo,
    created_at: message.createdAt,
    expires_at: message.expiresAt,
    tlp: message.handling.tlp,
    h: message.handling.h,
    sealed: await sealSigned(context, conversation.value, 'in', message.id, jws),
    jwe_hash: Buffer.from(jweHash, 'hex'),
    jws_hash: Buffer.from(jwsHash, 'hex'),
    state: came.kind,
    reason: came.reason,
    received_at: now,
  }
  await tables(trx).insertInto('exchange.message').values(row).execute()
  if (came.kind === 'stored' && files.kind === 'whole') {
    const { id, conversationId, attachments } = message
    const agencyId = conversation.value.agency_id
    await keepFiles(context, trx, { id, peer: channel, conversationId, agencyId, attachments }, files.objects)
  }
  if (message.attachments.length > 0) await dropChunks(context, trx, channel, message.attachments)
  await tables(trx)
    .updateTable('exchange.conversation')
    .set({ next_in: expected + 1 })
    .where('id', '=', message.conversationId)
    .execute()
  // Asked for again: an effect may have signed a receipt itself, which comes first in the chain.
  const head = await lockChain(context, trx, channel, 'issued')
  const { signed } = await issueReceipt(context, trx, head, row, came)
  await recordAudit(trx, {
    action: came.kind === 'stored' ? 'exchange.message_received' : 'exchange.message_refused',
    object: { kind: 'exchange.message', id: message.id },
    purpose: message.purpose,
    country,
    agencyId: conversation.value.agency_id,
    detail: { peer: channel, type: message.type, conversation: message.conversationId },
  })
  return ok({ kind: 'receipt', signed })
}

/** The conversation that a message goes on with, or, for its first message, a new one of the desk's agency. */
async function conversationOf(
  context: ExchangeContext,
  trx: ScopedTransaction,
  message: Message,
): Promise<Result<ConversationRow, Outcome>> {
  const known = await lockConversation(context, trx, message.conversationId)
  if (known) {
    const same =
      known.peer === message.from.country &&
      known.own_authority === message.to.authority &&
      known.peer_authority === message.from.authority
    return same ? ok(known) : err(refused('another_conversation'))
  }
  const desk = await tables(trx)
    .selectFrom('exchange.desk')
    .select('agency_id')
    .where('country', '=', context.country)
    .where('authority', '=', message.to.authority)
    .executeTakeFirst()
  if (!desk) return err(refused('wrong_desk'))
  return ok(
    await beginConversation(context, trx, {
      id: message.conversationId,
      peer: message.from.country,
      ownAuthority: message.to.authority,
      peerAuthority: message.from.authority,
      agencyId: desk.agency_id,
    }),
  )
}

interface Came {
  readonly kind: Extract<ReceiptKind, 'stored' | 'refused' | 'unsupported'>
  readonly reason: string | null
}

/** What happens to a message that is believed: its effect, or why it has none. What a refused effect did is rolled back. */
async function effectOf(
  context: ExchangeContext,
  trx: ScopedTransaction,
  peer: Peer,
  conversation: ConversationRow,
  message: Message,
  { hash, files }: { readonly hash: string; readonly files: FilesLookedAt },
): Promise<Came | { readonly kind: 'wait' }> {
  const { clock, types } = context
  const now = clock.now()
  const because = (reason: string): Came => ({ kind: 'refused', reason })
  if (Date.parse(message.expiresAt) <= Date.parse(now)) return because('exchange.expired')
  if (conversation.erased_at !== null) return because('exchange.erased')
  if (!isAgreed(peer, message.type)) return because('exchange.type_not_agreed')
  if (!isAtMost(message.handling.tlp, peer.highestTlp)) return because('exchange.handling_too_high')
  const type = types.get(message.type)
  if (!type || message.schemaVersion > type.schemaVersion) return { kind: 'unsupported', reason: null }
  const body = type.schema.safeParse(message.body)
  if (!body.success) return because('exchange.invalid_message')

  if (message.attachments.length > 0) {
    if (!type.takesFiles) return because('exchange.files_not_expected')
    if (files.kind === 'missing') return { kind: 'wait' }
    if (files.kind === 'refused') return because(files.reason)
  }

  await sql`savepoint effect`.execute(trx)
  const applied = await type.apply(trx, {
    ...message,
    body: body.data,
    agencyId: conversation.agency_id,
    receivedAt: now,
    hash,
  })
  if (applied.ok) return { kind: 'stored', reason: null }
  await sql`rollback to savepoint effect`.execute(trx)
  // What the effect told somebody of was rolled back with it: that a receipt fits nothing here has to be looked at all the same.
  if (applied.error.code === 'exchange.receipt_wrong') {
    await raiseAlarm(context, trx, { peer: peer.country, kind: 'receipt_wrong', messageId: message.id })
  }
  return because(applied.error.code)
}
