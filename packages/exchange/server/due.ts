import type { Instant } from '@gloact/kernel'
import { readInScope, systemScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { ExchangeContext } from './context.ts'
import { MOST_AT_ONCE, MOST_BATCH_BYTES } from './channel-client.ts'

/** A message that waits to be brought to another country. */
export interface Due {
  readonly id: string
  readonly peer: string
  readonly conversation_id: string
  readonly seq: number
  readonly to_authority: string
  readonly jwe: Uint8Array | null
  readonly jwe_hash: Uint8Array
  readonly attempts: number
}

/** How many messages of one conversation go together, and how large those may be that follow the first. */
const MOST_OF_ONE = 10
const MOST_FOLLOWER_BYTES = 100_000

/**
 * The next messages of each conversation with a country, where they are due: the first, and what follows it without a gap. Behind one
 * that was given up nothing goes.
 */
export async function dueIn(
  trx: Database,
  { country, peer, now }: { readonly country: string; readonly peer: string; readonly now: Instant },
): Promise<readonly (readonly Due[])[]> {
  const { rows } = await sql<Due>`
    with first as (
      select distinct on (conversation_id) conversation_id, seq, state, next_attempt_at, created_at from exchange.message
      where direction = 'out' and state in ('queued', 'dead') and peer = ${peer} and country = ${country}
      order by conversation_id, seq
    ), head as (
      select * from first where state = 'queued' and next_attempt_at <= ${now} order by created_at limit 50
    )
    select next.* from head cross join lateral (
      select id, peer, conversation_id, seq, to_authority, jwe, jwe_hash, attempts from exchange.message
      where direction = 'out' and peer = ${peer} and country = ${country} and conversation_id = head.conversation_id
        and state = 'queued' and next_attempt_at <= ${now} and seq between head.seq and head.seq + ${MOST_OF_ONE - 1}
        and (seq = head.seq or length(jwe) <= ${MOST_FOLLOWER_BYTES})
    ) as next
    order by head.created_at, head.conversation_id, next.seq`.execute(trx)
  const runs: Due[][] = []
  for (const row of rows) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (!run || last?.conversation_id !== row.conversation_id) runs.push([row])
    else if (row.seq === run[0]!.seq + run.length) run.push(row)
  }
  return runs
}

/** Puts conversations together until as much is in it as goes at once; each stays in its order, and a large message goes alone. */
export function batched(runs: readonly (readonly Due[])[]): readonly (readonly (readonly Due[])[])[] {
  const batches: Due[][][] = []
  let room = { messages: 0, bytes: 0 }
  for (const run of runs) {
    const fits = (due: Due): boolean => room.messages > 0 && room.bytes >= sizeOf(due)
    if (!fits(run[0]!)) {
      batches.push([])
      room = { messages: MOST_AT_ONCE, bytes: MOST_BATCH_BYTES }
    }
    const some: Due[] = []
    for (const due of run) {
      // What follows in its conversation goes with the next round: two batches are on their way at once.
      if (some.length > 0 && !fits(due)) break
      some.push(due)
      room = { messages: room.messages - 1, bytes: room.bytes - sizeOf(due) }
    }
    batches.at(-1)!.push(some)
  }
  return batches
}

/** What one takes in a list of them: quotation marks and a comma, and at most the brackets of a run of its own. */
const sizeOf = ({ jwe }: Due): number => (jwe?.length ?? 0) + 6

/** What waits for a country that asks: in order, as much as it reads at once. */
export const outboxFor = async (...of: Parameters<typeof waitingFor>): Promise<readonly string[]> =>
  (await waitingFor(...of)).map(({ jwe }) => jwe)

interface Waiting {
  readonly id: string
  readonly conversation: string
  readonly jwe: string
}

/** The same, with which messages they are and of which conversations. */
export async function waitingFor(
  { db, country }: ExchangeContext,
  peer: string,
  mostBytes: number,
  mostMessages = 100,
): Promise<readonly Waiting[]> {
  const { rows } = await readInScope(db, systemScope(country), (trx) =>
    sql<{ id: string; conversation: string; jwe: Uint8Array }>`
          select id, conversation_id as conversation, jwe from (
            select id, jwe, created_at, conversation_id, seq, sum(length(jwe)) over (order by created_at, conversation_id, seq) as bytes
            from (
              select * from exchange.message message
              where direction = 'out' and state = 'queued' and peer = ${peer} and country = ${country} and jwe is not null
                and not exists (
                  select from exchange.message dead
                  where dead.conversation_id = message.conversation_id and dead.direction = 'out' and dead.state = 'dead'
                    and dead.seq < message.seq
                )
              order by created_at, conversation_id, seq limit ${mostMessages}
            ) as waiting
          ) as summed
          where bytes <= ${mostBytes}
          order by created_at, conversation_id, seq`.execute(trx),
  )
  return rows.map((row) => ({ ...row, jwe: Buffer.from(row.jwe).toString('latin1') }))
}
