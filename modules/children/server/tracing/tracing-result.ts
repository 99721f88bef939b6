import type { ScopedTransaction } from '@gloact/postgres'
import { requestTables } from '@gloact/records/server'
import { tracingSubject } from '../../domain/tracing/subject-kind.ts'
import { tracingResultOf, type TracingResult } from '../../domain/tracing-result.ts'
import { findingsOf } from './traced-by.ts'
import { SCHEMA, type TracingContext } from './tracing-context.ts'

/** What family tracing has come to for the child of a file. In the system's scope. */
export const tracingResult = (context: TracingContext) => {
  const findings = findingsOf(context)
  return async (trx: ScopedTransaction, fileId: string): Promise<TracingResult | null> => {
    const sides = await requestTables(trx, SCHEMA)
      .selectFrom('request')
      .select('state')
      .where('kind', '=', tracingSubject.kind)
      .where('file_id', '=', fileId)
      .where('erased_at', 'is', null)
      .execute()
    return sides.length === 0 ? null : tracingResultOf(sides, await findings(trx, fileId))
  }
}
