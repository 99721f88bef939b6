import type { Database } from '@gloact/postgres'
import { verifyRecords } from './log/verify-records.ts'
import { toStoredAction, type RequestStepTable } from './request-tables.ts'
import type { RequestsOf } from './requests-of.ts'
import type { LogBreak } from './verify-log.ts'

export interface RequestsVerified {
  readonly requests: number
  readonly steps: number
  /** The first request whose log is not what its hashes, or the audit log, say. */
  readonly broken?: { readonly requestId: string; readonly break: LogBreak }
}

/** Reads the log of every request and holds it against its row and the audit log. Needs no key: hashes cover the stored bytes. */
export async function verifyRequests(
  of: Pick<RequestsOf, 'kind' | 'schema' | 'audited' | 'db'>,
  db: Database = of.db,
): Promise<RequestsVerified> {
  const { records, actions, broken } = await verifyRecords(db, {
    kind: of.kind.kind,
    table: `${of.schema}.request`,
    kindColumn: 'kind',
    logTable: `${of.schema}.request_step`,
    recordColumn: 'request_id',
    toStored: (step: RequestStepTable) => toStoredAction(of.kind.kind, step),
    audited: [of.audited],
  })
  return {
    requests: records,
    steps: actions,
    ...(broken && { broken: { requestId: broken.recordId, break: broken.break } }),
  }
}
