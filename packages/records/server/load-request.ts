import { err, ok, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import { requestAfter, type RequestActor, type RequestState } from '../request/take-step.ts'
import { tables, toTakenStep, type RequestStepTable, type RequestTable } from './request-tables.ts'
import type { RequestFailure, RequestsOf, StepActor, StepPayload } from './requests-of.ts'

/** A request as it lies in the database: its row, its log, and the key that opens what its steps say. */
export interface LoadedRequest {
  readonly row: RequestTable
  readonly log: readonly RequestStepTable[]
  readonly request: RequestState
  readonly key: PersonKey
}

/** A request within the transaction's scope, locked for writing where `forUpdate`. What may not be seen is not found. */
export async function loadRequest(
  trx: ScopedTransaction,
  of: RequestsOf,
  requestId: string,
  forUpdate = false,
): Promise<Result<LoadedRequest, RequestFailure>> {
  let query = tables(trx, of.schema)
    .selectFrom('request')
    .selectAll()
    .where('id', '=', requestId)
    .where('kind', '=', of.kind.kind)
    .where('erased_at', 'is', null)
  if (forUpdate) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) return err({ code: 'records.not_found' })
  const log = await logOf(trx, of.schema, requestId)
  const key = await keyOf(trx, of, requestId)
  if (!key.ok) return key
  return ok({ row, log, request: requestAfter(of.kind, log.map(toTakenStep)), key: key.value })
}

export const logOf = (
  trx: ScopedTransaction,
  schema: string,
  requestId: string,
): Promise<readonly RequestStepTable[]> =>
  tables(trx, schema)
    .selectFrom('request_step')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('sequence')
    .execute()

/** The key of a request's steps; one whose key was destroyed is not found. */
export async function keyOf(
  trx: ScopedTransaction,
  of: RequestsOf,
  requestId: string,
): Promise<Result<PersonKey, RequestFailure>> {
  if (of.sealedBy === 'words') return ok(await of.vault.wordKey(of.db, of.country))
  const key = await of.vault.personKey(trx, requestId)
  return key.ok ? key : err({ code: 'records.not_found' })
}

/** Where a step's payload lies; bound into it, so that no step can be given another's. */
const placeOf = (schema: string, stepId: string): string => `${schema}.request_step:${stepId}`

export const sealPayload = (key: PersonKey, schema: string, stepId: string, payload: StepPayload): Uint8Array =>
  key.seal(placeOf(schema, stepId), payload as never)

export const openPayload = (key: PersonKey, schema: string, row: RequestStepTable): StepPayload =>
  key.unseal(placeOf(schema, row.id), row.sealed_payload) as StepPayload

/** The parties for whom somebody acts in a request: those of their agency. */
export const partiesOf = (parties: Readonly<Record<string, string>>, agencyId: string | null): readonly string[] =>
  agencyId === null ? [] : Object.entries(parties).flatMap(([party, agency]) => (agency === agencyId ? [party] : []))

/** The person asking, as the engine knows them. */
export const actorIn = (row: Pick<RequestTable, 'parties'>, actor: StepActor): RequestActor => ({
  userId: actor.userId,
  parties: partiesOf(row.parties, actor.agencyId),
  ...(actor.may && { may: actor.may }),
  ...(actor.independentOf && { independentOf: actor.independentOf }),
})
