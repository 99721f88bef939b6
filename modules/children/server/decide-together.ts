import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { requestTables, takeStep, type StepTaken } from '@gloact/records/server'
import { sql } from 'kysely'
import { KINDS } from '../domain/kinds.ts'
import type { ChildRecords } from '../domain/solution.ts'
import type { RequestsByKind } from './child-records.ts'
import { sameId } from './same-id.ts'

/*
 * One determination for several brothers and sisters: a record in each child's file, with that child's own views and under that file's key, which
 * a panel decides at once. The fact `together` names the child’s record in which it was begun; the panel signs there.
 */

/** What the panel says of all of them. */
const SAID_OF_ALL: readonly string[] = ['vote', 'approve', 'defer', 'not_approve']

/** Transactions that are writing for a brother or sister what was said of the first child. */
const repeating = new WeakSet<ScopedTransaction>()

/** The records that are decided with this one and have not ended. */
const othersOf = async (trx: ScopedTransaction, { requestId, facts }: StepTaken): Promise<readonly string[]> =>
  (
    await requestTables(trx, 'children')
      .selectFrom('request')
      .select('id')
      .where('kind', '=', KINDS.determination.kind)
      .where(sql<boolean>`facts ->> 'together' = ${String(facts['together'])}`)
      .where('id', '<>', requestId)
      .where('ended_at', 'is', null)
      .where('erased_at', 'is', null)
      .orderBy('id')
      .execute()
  ).map(({ id }) => id)

/**
 * Writes what a panel says of the first child into the records of brothers and sisters, each through its own gate: a view or decision that
 * is missing something for one of them stands for none. Said of another than the first, it is refused.
 */
export async function decideTogether(
  trx: ScopedTransaction,
  of: RequestsByKind,
  taken: StepTaken,
): Promise<Result<undefined, Failure>> {
  const { together } = taken.facts
  if (typeof together !== 'string' || !SAID_OF_ALL.includes(taken.step) || repeating.has(trx)) return ok(undefined)
  const others = await othersOf(trx, taken)
  if (others.length === 0) return ok(undefined)
  if (together !== taken.requestId) return err(failure('children.gate', { params: { missing: 'panel_first_child' } }))
  repeating.add(trx)
  try {
    for (const id of others) {
      // Whether they may was asked of the first.
      const repeated = await takeStep(trx, of.determination, { ...taken.by, may: () => true }, id, {
        id: sameId(`together ${taken.id} ${id}`),
        step: taken.step,
        happenedAt: taken.happenedAt,
        payload: taken.payload,
      })
      if (repeated.ok) continue
      // One whose papers are not before the panel yet: the child's own view is missing.
      return repeated.error.code === 'records.not_open'
        ? err(failure('children.gate', { params: { missing: 'panel_sibling_views' } }))
        : repeated
    }
    return ok(undefined)
  } finally {
    repeating.delete(trx)
  }
}

/** What was determined together stands together: void for one of them, it carries no decision about another. */
export async function withoutVoidTogether(trx: ScopedTransaction, records: ChildRecords): Promise<ChildRecords> {
  const ids = records.determinations.filter(({ state }) => state === 'approved').map(({ id }) => id)
  if (ids.length === 0) return records
  const { rows } = await sql<{ id: string }>`
    select own.id from children.request own
    where own.id = any (${ids}::uuid[]) and exists (
      select from children.request other where other.kind = own.kind and other.state = 'void'
        and other.facts ->> 'together' = own.facts ->> 'together')`.execute(trx)
  const gone = new Set(rows.map(({ id }) => id))
  return gone.size === 0
    ? records
    : {
        ...records,
        determinations: records.determinations.map((one) => (gone.has(one.id) ? { ...one, state: 'void' } : one)),
      }
}
