import type { ScopedTransaction } from '@gloact/postgres'
import { loadRequest, openPayload, requestTables, type RequestsOf } from '@gloact/records/server'
import { sql } from 'kysely'
import { KIND_NAMES, kindNameOf, type KindName } from '../domain/kinds.ts'
import type { Recorded, Said } from '../domain/said.ts'
import type { ChildRecords } from '../domain/solution.ts'

/** The kinds of records as this module runs them. */
export type RequestsByKind = Readonly<Record<KindName, RequestsOf>>

/** A record, opened, with the ids of its steps. */
export interface OpenedRecord extends Recorded {
  readonly kind: KindName
  readonly steps: readonly (Said & { readonly id: string })[]
}

/**
 * Everything that is recorded here about a child, opened, within the transaction's scope. Anyone who decides by it holds the child's lock
 * (`lockChild`): nothing of it changes until the transaction ends.
 */
export async function recordsOf(
  trx: ScopedTransaction,
  of: RequestsByKind,
  fileId: string,
  kinds: readonly KindName[] = KIND_NAMES,
): Promise<readonly OpenedRecord[]> {
  const rows = await requestTables(trx, 'children')
    .selectFrom('request')
    .select(['id', 'kind'])
    .where('file_id', '=', fileId)
    .where(sql<boolean>`kind = any (${kinds.map((kind) => of[kind].kind.kind)}::text[])`)
    .where('erased_at', 'is', null)
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
  const records: OpenedRecord[] = []
  for (const { id, kind } of rows) {
    const name = kindNameOf(kind)
    if (name === undefined) continue
    const record = await openedRecord(trx, of, name, id)
    if (record) records.push(record)
  }
  return records
}

export async function openedRecord(
  trx: ScopedTransaction,
  of: RequestsByKind,
  kind: KindName,
  id: string,
): Promise<OpenedRecord | null> {
  const loaded = await loadRequest(trx, of[kind], id)
  if (!loaded.ok) return null
  const { row, log, request, key } = loaded.value
  const stored = new Map(log.map((step) => [step.id, step]))
  return {
    id: row.id,
    kind,
    state: row.state,
    steps: request.steps.map(({ id: stepId, step, by, happenedAt }) => ({
      id: stepId,
      step,
      by,
      happenedAt,
      answers: openPayload(key, 'children', stored.get(stepId)!).answers,
    })),
  }
}

/** One who acts on a child's records at a time: what a gate looked at is still so when what it allowed is written. */
export const lockChild = (trx: ScopedTransaction, fileId: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`children ${fileId}`}, 0))`.execute(trx)

/** What the gate of returns asks of them. */
export const asChildRecords = (records: readonly OpenedRecord[]): ChildRecords => ({
  age:
    records.findLast(({ kind, state }) => kind === 'age' && state !== 'closed') ??
    records.findLast(({ kind }) => kind === 'age'),
  guardianship: records.findLast(({ kind, state }) => kind === 'guardianship' && state !== 'ended'),
  determinations: records.filter(({ kind }) => kind === 'determination'),
})
