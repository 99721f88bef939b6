import { requestTables } from '@gloact/records/server'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { KINDS } from '../domain/kinds.ts'
import { kinMissing } from '../domain/kin-kind.ts'
import { told, type Said } from '../domain/said.ts'
import type { SiblingHeld } from '../domain/siblings.ts'
import { openedRecord, type RequestsByKind } from './child-records.ts'
import type { ChildrenContext } from './children-context.ts'
import { asThemselves } from './as-themselves.ts'

/** A brother or sister in another agency's care, as this side of the link knows them. */
export interface Kin extends SiblingHeld {
  readonly id: string
  readonly number: string
  /** The agency that keeps the other file. */
  readonly agencyId: string
}

/** What two agencies confirmed of a child, of those that the agency that acts is a side of. In the system's scope. */
export async function kinOf(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  fileId: string,
): Promise<readonly Kin[]> {
  const child = await context.files.onPath(trx, fileId)
  if (child === null) return []
  const number = child.number.toLowerCase()
  const rows = await requestTables(trx, 'children')
    .selectFrom('request')
    .select(['id', 'file_id', 'facts', 'parties'])
    .where('kind', '=', KINDS.kin.kind)
    .where('state', '=', 'confirmed')
    .where('erased_at', 'is', null)
    .where(
      sql<boolean>`((file_id = ${fileId} and parties ->> 'officer' = app.agency_id()::text)
        or (facts ->> 'theirs' = ${number} and parties ->> 'keeper' = app.agency_id()::text
          and parties ->> 'keeper' = ${child.agencyId}))`,
    )
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
  const kin: Kin[] = []
  for (const { id, file_id: asker, facts, parties } of rows) {
    const record = await openedRecord(trx, of, 'kin', id)
    const asked = record?.steps[0]
    if (!asked) continue
    const own = asker === fileId
    kin.push({
      id,
      number: String(own ? facts['theirs'] : facts['number']),
      agencyId: (own ? parties['keeper'] : parties['officer']) ?? '',
      relation: told(asked, 'relation') ?? '',
      shownBy: told(asked, 'shown_by') ?? '',
      carer: null,
      planned: [],
      elsewhere: true,
    })
  }
  return kin
}

/** Only of a child's file that this agency keeps, and that the person who confirms sees, it is confirmed. */
export async function confirmMissing(
  trx: ScopedTransaction,
  context: ChildrenContext,
  theirs: unknown,
  keeper: string | undefined,
  said: Said,
): Promise<readonly string[]> {
  const number = typeof theirs === 'string' ? theirs : ''
  const found = (await asThemselves(trx, () => context.files.openByNumber(trx, [number]))).get(number)
  const child = found === undefined ? null : await context.files.onPath(trx, found)
  return child === null || child.agencyId !== keeper ? ['kin_not_yours'] : kinMissing(said)
}
