import { ok, type Failure, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { requestTables, SYSTEM, takeStep, type StepTaken } from '@gloact/records/server'
import { sql } from 'kysely'
import { KINDS } from '../domain/kinds.ts'
import type { RequestsByKind } from './child-records.ts'
import { sameId } from './same-id.ts'

/** The decision that an assessment is for; one that the platform began at first contact is for that, until somebody said otherwise. */
const MET = 'first_contact'

/** An assessment was approved: those that were approved earlier for the same decision count no more. They stay to be read. */
export async function supersedeEarlier(
  trx: ScopedTransaction,
  of: RequestsByKind,
  { fileId, requestId, facts }: StepTaken,
): Promise<Result<undefined, Failure>> {
  const earlier = await requestTables(trx, 'children')
    .selectFrom('request')
    .select('id')
    .where('kind', '=', KINDS.assessment.kind)
    .where('file_id', '=', fileId)
    .where('id', '<>', requestId)
    .where('state', '=', 'approved')
    .where(sql<boolean>`coalesce(facts ->> 'why', ${MET}) = ${String(facts['why'] ?? MET)}`)
    .where('erased_at', 'is', null)
    .orderBy('id')
    .execute()
  for (const { id } of earlier) {
    const taken = await takeStep(trx, of.assessment, SYSTEM, id, {
      id: sameId(`supersede ${id} ${requestId}`),
      step: 'supersede',
      happenedAt: of.assessment.clock.now(),
      payload: { answers: {} },
    })
    if (!taken.ok) return taken
  }
  return ok(undefined)
}
