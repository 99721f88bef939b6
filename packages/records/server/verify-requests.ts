import type { AuditAction } from '@gloact/audit'
import { readSnapshot, systemScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { verifyRecords } from './log/verify-records.ts'
import { toStoredAction, type RequestStepTable } from './request-tables.ts'
import type { RequestsOf } from './requests-of.ts'
import type { LogBreak } from './verify-log.ts'

export interface RequestsVerified {
  readonly requests: number
  readonly steps: number
  /** The first request whose log is not what its hashes, or the audit log, say. */
  readonly broken?: BrokenRequest
  readonly alsoBroken?: readonly BrokenRequest[]
}

export interface BrokenRequest {
  readonly requestId: string
  readonly break: LogBreak
}

/** The logs of one kind: where they lie, and by which words the audit log tells of them. */
interface LogsOfKind {
  readonly kind: string
  readonly schema: string
  readonly audited: readonly AuditAction[]
}

/** Reads the log of every request of a kind and holds it against its row and the audit log. Needs no key: hashes cover the stored bytes. */
export const verifyRequests = (
  { kind, schema, audited, db: own }: Pick<RequestsOf, 'kind' | 'schema' | 'audited' | 'db'>,
  db: Database = own,
): Promise<RequestsVerified> => verifyKind(db, { kind: kind.kind, schema, audited: [audited] })

/**
 * The same of every request in a database, in all its countries. Which kinds there are the tables
 * and the audit log say, not the modules: a row that was given another kind is read as that and does not hold, and what the audit
 * log tells of and no table has is gone. So no module has to be there, or to remember that it keeps requests.
 */
export async function verifyRequestLogs(db: Database): Promise<RequestsVerified> {
  let seen: RequestsVerified = { requests: 0, steps: 0 }
  for (const logs of await readSnapshot(db, systemScope(''), kindsIn)) {
    const { requests, steps, broken, alsoBroken = [] } = await verifyKind(db, logs)
    const all = [seen.broken, ...(seen.alsoBroken ?? []), broken, ...alsoBroken].filter((one) => one !== undefined)
    seen = { requests: seen.requests + requests, steps: seen.steps + steps, ...brokenOf(all) }
  }
  return seen
}

const brokenOf = ([broken, ...alsoBroken]: readonly BrokenRequest[]): Pick<
  RequestsVerified,
  'broken' | 'alsoBroken'
> => ({
  ...(broken && { broken }),
  ...(alsoBroken.length > 0 && { alsoBroken }),
})

async function verifyKind(db: Database, { kind, schema, audited }: LogsOfKind): Promise<RequestsVerified> {
  const {
    records,
    actions,
    broken,
    alsoBroken = [],
  } = await verifyRecords(db, {
    kind,
    table: `${schema}.request`,
    kindColumn: 'kind',
    logTable: `${schema}.request_step`,
    recordColumn: 'request_id',
    toStored: (step: RequestStepTable) => toStoredAction(kind, step),
    audited,
  })
  return {
    requests: records,
    steps: actions,
    ...brokenOf(
      [...(broken ? [broken] : []), ...alsoBroken].map((one) => ({ requestId: one.recordId, break: one.break })),
    ),
  }
}

/** Every kind of request that a table or the audit log has. A module's kinds begin with its schema; a step's word ends alike in all. */
async function kindsIn(trx: Database): Promise<readonly LogsOfKind[]> {
  const { rows: schemas } = await sql<{ schema: string }>`
    select namespace.nspname as schema from pg_class as log
    join pg_namespace as namespace on namespace.oid = log.relnamespace
    where log.relname = 'request_step' and log.relkind in ('r', 'p')
      and exists (select from pg_class as held where held.relnamespace = namespace.oid and held.relname = 'request')
    order by 1`.execute(trx)
  const { rows: told } = await sql<{ kind: string; action: AuditAction }>`
    select distinct object_kind as kind, action from audit.entry
    where action like '%step\\_taken' order by 1, 2`.execute(trx)
  const kinds: LogsOfKind[] = []
  for (const { schema } of schemas) {
    const { rows } = await sql<{ kind: string }>`select distinct kind from ${sql.table(`${schema}.request`)}`.execute(
      trx,
    )
    const own = told.filter(({ kind }) => kind.startsWith(`${schema}.`))
    for (const kind of new Set([...rows, ...own].map((each) => each.kind).toSorted()))
      kinds.push({ kind, schema, audited: own.flatMap((each) => (each.kind === kind ? each.action : [])) })
  }
  return kinds
}
