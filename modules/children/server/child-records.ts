import type { ScopedTransaction } from '@gloact/postgres'
import {
  loadRequest,
  loadRequestsAbout,
  openPayload,
  type LoadedRequest,
  type RequestsOf,
} from '@gloact/records/server'
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
  const loaded = await loadRequestsAbout(
    trx,
    kinds.map((kind) => of[kind]),
    fileId,
  )
  return loaded.flatMap((one) => {
    const name = kindNameOf(one.row.kind)
    return name === undefined ? [] : [openedOf(name, one)]
  })
}

export async function openedRecord(
  trx: ScopedTransaction,
  of: RequestsByKind,
  kind: KindName,
  id: string,
): Promise<OpenedRecord | null> {
  const loaded = await loadRequest(trx, of[kind], id)
  return loaded.ok ? openedOf(kind, loaded.value) : null
}

function openedOf(kind: KindName, { row, log, request, key }: LoadedRequest): OpenedRecord {
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
