import { err, ok, type Result } from '@gloact/kernel'
import { compiledOnce, together, type ScopedTransaction } from '@gloact/postgres'
import type { PersonKey, WrappedKey } from '@gloact/vault'
import { sql, type CompiledQuery } from 'kysely'
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

/** A request within the transaction's scope. What may not be seen is not found. */
export const loadRequest = (
  trx: ScopedTransaction,
  of: RequestsOf,
  requestId: string,
): Promise<Result<LoadedRequest, RequestFailure>> => fetchRequest(trx, of, requestId, { forUpdate: false })

/** As `loadRequest`, locked for writing until the transaction ends. */
export const lockRequest = (
  trx: ScopedTransaction,
  of: RequestsOf,
  requestId: string,
): Promise<Result<LoadedRequest, RequestFailure>> => fetchRequest(trx, of, requestId, { forUpdate: true })

/**
 * All requests of these kinds, of one schema, that are about a file, in the order in which they were opened and in one round trip. What may
 * not be seen and what does not open any more is left out.
 */
export async function loadRequestsAbout(
  trx: ScopedTransaction,
  kinds: readonly RequestsOf[],
  fileId: string,
): Promise<readonly LoadedRequest[]> {
  const [first] = kinds
  if (!first) return []
  const { schema, vault } = first
  if (kinds.some((of) => of.schema !== schema || of.sealedBy === 'words' || of.keysApart))
    throw new TypeError(
      'requests are loaded together where one schema has them, each under a key that opens in the same scope',
    )
  const of = new Map(kinds.map((each) => [each.kind.kind, each]))
  const asked = queriesOf(schema)
  const wanted = { fileId, kinds: [...of.keys()] }
  const [rows, steps, wrapped] = await together<[RequestTable, RequestStepTable, WrappedKey]>(
    trx,
    asked.about(trx, wanted),
    asked.logsAbout(trx, wanted),
    asked.keysAbout({ trx, vault }, wanted),
  )
  const keys = vault.openKeys(wrapped)
  const logs = Map.groupBy(steps, (step) => step.request_id)
  return rows.flatMap((row) => {
    const key = keys.get(row.id)
    return key ? [loadedOf(of.get(row.kind)!, row, logs.get(row.id) ?? [], key)] : []
  })
}

async function fetchRequest(
  trx: ScopedTransaction,
  of: RequestsOf,
  requestId: string,
  { forUpdate }: { readonly forUpdate: boolean },
): Promise<Result<LoadedRequest, RequestFailure>> {
  const asked = queriesOf(of.schema)
  const row = asked[forUpdate ? 'toWrite' : 'toRead'](trx, { requestId, kind: of.kind.kind })
  // In one round trip: each statement sees what stands once the one before it holds its lock.
  const log = asked.log(trx, { requestId })
  if (of.sealedBy === 'words' || of.keysApart) {
    const [[found], steps] = await together<[RequestTable, RequestStepTable]>(trx, row, log)
    if (!found) return err({ code: 'records.not_found' })
    const key = await keyOf(trx, of, requestId)
    return key.ok ? ok(loadedOf(of, found, steps, key.value)) : key
  }
  const [[found], steps, wrapped] = await together<[RequestTable, RequestStepTable, WrappedKey]>(
    trx,
    row,
    log,
    asked.key({ trx, vault: of.vault }, { requestId }),
  )
  if (!found) return err({ code: 'records.not_found' })
  const opened = of.vault.openKey(wrapped)
  return opened.ok ? ok(loadedOf(of, found, steps, opened.value.key)) : err({ code: 'records.not_found' })
}

const loadedOf = (
  { kind }: RequestsOf,
  row: RequestTable,
  log: readonly RequestStepTable[],
  key: PersonKey,
): LoadedRequest => ({ row, log, request: requestAfter(kind, log.map(toTakenStep)), key })

interface AboutFile {
  readonly fileId: string
  readonly kinds: readonly string[]
}

interface RequestQueries {
  readonly toRead: (trx: ScopedTransaction, of: { requestId: string; kind: string }) => CompiledQuery<RequestTable>
  readonly toWrite: RequestQueries['toRead']
  readonly log: (trx: ScopedTransaction, of: { requestId: string }) => CompiledQuery<RequestStepTable>
  /** The requests of some kinds about a file, with their steps and keys. */
  readonly about: (trx: ScopedTransaction, of: AboutFile) => CompiledQuery<RequestTable>
  readonly logsAbout: (trx: ScopedTransaction, of: AboutFile) => CompiledQuery<RequestStepTable>
  readonly keysAbout: (
    by: { readonly trx: ScopedTransaction; readonly vault: RequestsOf['vault'] },
    of: AboutFile,
  ) => CompiledQuery<WrappedKey>
  readonly key: (
    by: { readonly trx: ScopedTransaction; readonly vault: RequestsOf['vault'] },
    of: { requestId: string },
  ) => CompiledQuery<WrappedKey>
  /** Lays a step into the log; its id may be used where nobody here may look. */
  readonly insertStep: (trx: ScopedTransaction, step: RequestStepTable) => CompiledQuery<unknown>
}

const STEP_COLUMNS = [
  'id',
  'request_id',
  'sequence',
  'step',
  'party',
  'sealed_payload',
  'actor_id',
  'agency_id',
  'happened_at',
  'device_time',
  'recorded_at',
  'previous_hash',
  'hash',
] as const satisfies readonly (keyof RequestStepTable)[]

const queries = new Map<string, RequestQueries>()

/** What is asked of a module's requests whenever one is loaded, or takes a step. */
export function queriesOf(schema: string): RequestQueries {
  const known = queries.get(schema)
  if (known) return known
  const rowQuery = (forUpdate: boolean) =>
    compiledOnce(['requestId', 'kind'], (trx: ScopedTransaction, { requestId, kind }) => {
      const query = tables(trx, schema)
        .selectFrom('request')
        .selectAll()
        .where('id', '=', requestId)
        .where('kind', '=', kind)
        .where('erased_at', 'is', null)
      return (forUpdate ? query.forUpdate() : query).compile()
    })
  const about = (trx: ScopedTransaction, { fileId, kinds }: Record<'fileId' | 'kinds', string>) =>
    tables(trx, schema)
      .selectFrom('request')
      .where('file_id', '=', fileId)
      .where(sql<boolean>`kind = any (${kinds}::text[])`)
      .where('erased_at', 'is', null)
  const made: RequestQueries = {
    about: compiledOnce(['fileId', 'kinds'], (trx: ScopedTransaction, of) =>
      about(trx, of).selectAll().orderBy('opened_at').orderBy('id').compile(),
    ),
    logsAbout: compiledOnce(['fileId', 'kinds'], (trx: ScopedTransaction, of) =>
      tables(trx, schema)
        .selectFrom('request_step')
        .selectAll()
        .where('request_id', 'in', about(trx, of).select('id'))
        .orderBy('sequence')
        .compile(),
    ),
    keysAbout: compiledOnce(
      ['fileId', 'kinds'],
      ({ trx, vault }: { trx: ScopedTransaction; vault: RequestsOf['vault'] }, of) =>
        vault.keysQuery(trx, about(trx, of).select('id')),
    ),
    toRead: rowQuery(false),
    toWrite: rowQuery(true),
    log: compiledOnce(['requestId'], (trx: ScopedTransaction, { requestId }) =>
      tables(trx, schema)
        .selectFrom('request_step')
        .selectAll()
        .where('request_id', '=', requestId)
        .orderBy('sequence')
        .compile(),
    ),
    key: compiledOnce(
      ['requestId'],
      ({ trx, vault }: { trx: ScopedTransaction; vault: RequestsOf['vault'] }, { requestId }) =>
        vault.keyQuery(trx, sql.val(requestId)),
    ),
    insertStep: compiledOnce(STEP_COLUMNS, (trx: ScopedTransaction, step) =>
      tables(trx, schema)
        .insertInto('request_step')
        // Stand-ins of the columns' values.
        .values(step as never)
        .compile(),
    ),
  }
  queries.set(schema, made)
  return made
}

/** The key of a request's steps; one whose key was destroyed is not found. */
async function keyOf(
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
