import { asInstant, canonicalJson, err, failure, newId, ok, type Json, type Result } from '@gloact/kernel'
import type { Database, ScopedTransaction } from '@gloact/postgres'
import { z } from 'zod'
import {
  differencesOf,
  MOST_DIFFERENCES,
  type Comparison,
  type Difference,
  type LastComparison,
} from '../comparison.ts'
import { peerState } from '../peer.ts'
import { lockChain, raiseAlarm } from './chain.ts'
import type { ExchangeContext } from './context.ts'
import { lockConversation } from './conversation.ts'
import { enqueueMessage } from './enqueue.ts'
import { deskPair, type DeskPair } from './own-conversation.ts'
import type { Enqueued, ExchangeFailure, MessageType } from './port.ts'
import { peersIn } from './peers-in.ts'
import { tables } from './tables.ts'
import { hex } from './timeline-of.ts'

/** What a conversation came to, told in it: in order with everything else, so that both sides mean the same moment. */
export const TOLD_TYPE = 'exchange.conversation_told'
/** Where the chains of receipts between two countries stand, told every night. */
export const HEADS_TYPE = 'exchange.heads'

const OPEN = { tlp: 'clear', h: [], evaluation: null, text: null } as const
/** Of a longer conversation nothing is told: the list would not fit into a message. */
const MOST_TOLD = 4_000

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const toldBody = z.strictObject({
  /** Hashes of the signed messages, by their numbers: those that the teller sent before this one, and those that it received. */
  out: z.array(hash).max(MOST_TOLD),
  in: z.array(hash).max(MOST_TOLD),
  /** Hashes of the receipts that the teller signed in this conversation, up to this place of its chain. */
  receipts: z.array(hash).max(4 * MOST_TOLD),
  position: z.int().min(0),
  /** Whether the other side is to tell what it has. */
  answer: z.boolean(),
}) satisfies z.ZodType<Json>

const head = z.strictObject({ position: z.int().min(0), head: hash })
const headsBody = z.strictObject({ issued: head, received: head }) satisfies z.ZodType<Json>

/** Hashes of the messages of a conversation in one direction, by their numbers. */
async function messagesBySeq(
  trx: Database,
  conversationId: string,
  direction: 'out' | 'in',
): Promise<ReadonlyMap<number, string>> {
  const rows = await tables(trx)
    .selectFrom('exchange.message')
    .select(['seq', 'jws_hash'])
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', direction)
    .orderBy('seq')
    .execute()
  return new Map(rows.map(({ seq, jws_hash }) => [seq, hex(jws_hash)]))
}

const receiptsOf = async (
  trx: Database,
  conversationId: string,
  direction: 'issued' | 'received',
  upTo: number,
): Promise<readonly { readonly position: number; readonly hash: string }[]> =>
  (
    await tables(trx)
      .selectFrom('exchange.receipt')
      .select(['position', 'hash'])
      .where('conversation_id', '=', conversationId)
      .where('direction', '=', direction)
      .where('position', '<=', upTo)
      .orderBy('position')
      .execute()
  ).map((row) => ({ position: row.position, hash: hex(row.hash) }))

const NOTHING = '0'.repeat(64)

/** Tells the other side what this one has of a conversation, and asks for the same. */
export async function tellConversation(
  context: ExchangeContext,
  trx: Database,
  conversationId: string,
  { answer, inReplyTo }: { readonly answer: boolean; readonly inReplyTo?: string },
): Promise<Result<Enqueued, ExchangeFailure>> {
  const seen = await tables(trx)
    .selectFrom('exchange.conversation')
    .select(['peer'])
    .where('id', '=', conversationId)
    .where('country', '=', context.country)
    .executeTakeFirst()
  if (!seen) return err(failure('exchange.not_found'))
  const { position } = await lockChain(context, trx, seen.peer, 'issued')
  const conversation = await lockConversation(context, trx, conversationId)
  if (!conversation) return err(failure('exchange.not_found'))
  const [out, came] = [await messagesBySeq(trx, conversationId, 'out'), await messagesBySeq(trx, conversationId, 'in')]
  // A number without a message is told as one: the other side has something there, or nothing either.
  const listed = (map: ReadonlyMap<number, string>, next: number) =>
    Array.from({ length: next - 1 }, (_, index) => map.get(index + 1) ?? NOTHING)
  const [sent, received] = [listed(out, conversation.next_out), listed(came, conversation.next_in)]
  if (sent.length > MOST_TOLD || received.length > MOST_TOLD) return err(failure('exchange.too_large'))
  return enqueueMessage(context, trx, {
    conversationId,
    fromAuthority: conversation.own_authority,
    to: { country: conversation.peer, authority: conversation.peer_authority },
    type: TOLD_TYPE,
    schemaVersion: 1,
    ...(inReplyTo !== undefined && { inReplyTo }),
    handling: OPEN,
    purpose: 'comparison',
    legalBasis: 'exchange',
    body: {
      out: sent,
      in: received,
      receipts: (await receiptsOf(trx, conversationId, 'issued', position)).map((each) => each.hash),
      position,
      answer,
    },
  })
}

/** Holds what the other side told against what lies here, keeps what it came to, and answers with the same where it was asked. */
export const toldType = (context: ExchangeContext): MessageType<typeof toldBody> => ({
  type: TOLD_TYPE,
  schemaVersion: 1,
  schema: toldBody,
  apply: async (trx, { id, from, conversationId, body, seq }) => {
    const came = await messagesBySeq(trx, conversationId, 'in')
    const before = new Map([...came].filter(([number]) => number < seq))
    const signed = new Set(body.receipts)
    const differences: readonly Difference[] = [
      // Everything that they sent before this message has arrived: messages come in order.
      ...differencesOf(before, body.out, { direction: 'in', of: 'message' }, 'differs'),
      // What was sent meanwhile is on its way.
      ...differencesOf(
        await messagesBySeq(trx, conversationId, 'out'),
        body.in,
        { direction: 'out', of: 'message' },
        'is_on_the_way',
      ),
      ...(await receiptsOf(trx, conversationId, 'received', body.position))
        .filter((receipt) => !signed.has(receipt.hash))
        .map(({ position, hash: here }) => ({
          direction: 'in' as const,
          of: 'receipt' as const,
          at: position,
          here,
          there: null,
        })),
    ]
    await keepComparison(context, trx, { peer: from.country, messageId: id, conversationId, differences })
    if (!body.answer) return ok(undefined)
    const told = await tellConversation(context, trx, conversationId, { answer: false, inReplyTo: id })
    return told.ok ? ok(undefined) : told
  },
})

async function keepComparison(
  context: ExchangeContext,
  trx: ScopedTransaction,
  {
    peer,
    messageId,
    conversationId,
    differences,
  }: {
    readonly peer: string
    readonly messageId: string
    readonly conversationId: string | null
    readonly differences: readonly Difference[]
  },
): Promise<void> {
  await tables(trx)
    .insertInto('exchange.comparison')
    .values({
      id: newId(),
      country: context.country,
      peer,
      message_id: messageId,
      conversation_id: conversationId,
      at: context.clock.now(),
      differences: canonicalJson(differences.slice(0, MOST_DIFFERENCES)) as never,
    })
    .execute()
  if (differences.length === 0) return
  const kind = conversationId === null ? 'chain_differs' : 'conversation_differs'
  await raiseAlarm(context, trx, { peer, kind, messageId: conversationId === null ? null : messageId })
}

/** What the comparisons of a conversation came to, or of the chains with a country: latest first. */
export async function comparisonsIn(
  trx: Database,
  country: string,
  of: { readonly conversationId: string } | { readonly peer: string },
): Promise<readonly Comparison[]> {
  let query = tables(trx)
    .selectFrom('exchange.comparison')
    .select(['at', 'differences'])
    .where('country', '=', country)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
  query =
    'peer' in of
      ? query.where('peer', '=', of.peer).where('conversation_id', 'is', null)
      : query.where('conversation_id', '=', of.conversationId)
  return (await query.execute()).map(({ at, differences }) => ({ at: asInstant(at), differences }))
}

/** The last comparison of each conversation and of the chains with each country. */
export async function lastComparisonsIn(trx: Database, country: string): Promise<readonly LastComparison[]> {
  const rows = await tables(trx)
    .selectFrom('exchange.comparison')
    .where('country', '=', country)
    .distinctOn(['peer', 'conversation_id'])
    .select(['peer', 'conversation_id', 'at', 'differences'])
    .orderBy('peer')
    .orderBy('conversation_id')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ peer, conversation_id: conversationId, at, differences }) => ({
    peer,
    conversationId,
    at: asInstant(at),
    differences,
  }))
}

/** Tells every country in force where the chains of receipts with it stand: mutual witness, every night. */
export async function tellHeads(context: ExchangeContext, trx: ScopedTransaction): Promise<number> {
  const now = context.clock.now()
  let told = 0
  for (const peer of await peersIn(trx, context.country)) {
    if (peerState(peer, now) !== 'in_force') continue
    const pair = await deskPair(context, trx, peer)
    if (pair && (await tellHeadsTo(context, trx, pair))) told++
  }
  return told
}

async function tellHeadsTo(context: ExchangeContext, trx: ScopedTransaction, pair: DeskPair): Promise<boolean> {
  const { country } = pair.to
  const issued = await lockChain(context, trx, country, 'issued')
  const received = await lockChain(context, trx, country, 'received')
  const told = await enqueueMessage(context, trx, {
    ...pair,
    type: HEADS_TYPE,
    schemaVersion: 1,
    handling: OPEN,
    purpose: 'comparison',
    legalBasis: 'exchange',
    body: { issued: { ...issued }, received: { ...received } },
  })
  return told.ok
}

/**
 * Holds the heads that the other side told against the chains here. A place at which this side has no receipt yet is one that is on its way;
 * a receipt of ours that they name and that we never signed is a difference, and so is another receipt at the same place.
 */
export const headsType = (context: ExchangeContext): MessageType<typeof headsBody> => ({
  type: HEADS_TYPE,
  schemaVersion: 1,
  schema: headsBody,
  apply: async (trx, { id, from, body }) => {
    const at = async (direction: 'issued' | 'received', position: number) =>
      (
        await tables(trx)
          .selectFrom('exchange.receipt')
          .select('hash')
          .where('country', '=', context.country)
          .where('peer', '=', from.country)
          .where('direction', '=', direction)
          .where('position', '=', position)
          .execute()
      ).map((row) => hex(row.hash))
    const differences: Difference[] = []
    const [theirs, ours] = [body.issued, body.received]
    // After a backup was restored there may be two at one place: both were signed.
    const here = await at('received', theirs.position)
    if (here.length > 0 && !here.includes(theirs.head)) {
      differences.push({ direction: 'in', of: 'receipt', at: theirs.position, here: here[0]!, there: theirs.head })
    }
    const signed = await at('issued', ours.position)
    if (ours.position > 0 && !signed.includes(ours.head)) {
      differences.push({
        direction: 'out',
        of: 'receipt',
        at: ours.position,
        here: signed[0] ?? null,
        there: ours.head,
      })
    }
    await keepComparison(context, trx, { peer: from.country, messageId: id, conversationId: null, differences })
    return ok(undefined)
  },
})
