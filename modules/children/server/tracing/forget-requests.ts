import { ok, type Instant } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { recordAudit } from '@gloact/audit'
import { requestTables } from '@gloact/records/server'
import { sql } from 'kysely'
import { tracingMatch } from '../../domain/tracing/match-kind.ts'
import { tracingRequest } from '../../domain/tracing/request-kind.ts'
import { SCHEMA, type TracingContext } from './tracing-context.ts'

const BATCH = 200

/**
 * Forgets requests that were closed long ago, with what was suggested for them and came to nothing: their keys are destroyed, so that what
 * relatives said opens no more. What was confirmed is the child's, and goes with the child's file.
 */
export async function forgetRequests(context: TracingContext): Promise<number> {
  const scope = systemScope(context.country)
  const before = monthsBefore(context.clock.now(), context.settings.keptMonths)
  const due = await readInScope(context.db, scope, (trx) =>
    requestTables(trx, SCHEMA)
      .selectFrom('request')
      .select('id')
      .where('kind', '=', tracingRequest.kind)
      .where('erased_at', 'is', null)
      .where('ended_at', '<', before)
      .limit(BATCH)
      .execute(),
  )
  for (const { id } of due) {
    await inScope(context.db, scope, async (trx) => {
      const rows = await sql<{ id: string }>`
        update children.request set file_id = null, facts = '{}', clocks = '{}', next_due_at = null, erased_at = ${context.clock.now()}
        where erased_at is null and (
          id = ${id}
          or (kind = ${tracingMatch.kind} and facts ->> 'request_id' = ${id} and state in ('rejected', 'dropped'))
        ) returning id`.execute(trx)
      for (const row of rows.rows) await context.vault.destroyPersonKey(trx, row.id)
      await recordAudit(trx, {
        action: 'children.tracing_request_forgotten',
        object: { kind: tracingRequest.kind, id },
        country: context.country,
        detail: { records: rows.rows.length },
      })
      return ok(undefined)
    })
  }
  return due.length
}

function monthsBefore(now: Instant, months: number): string {
  const day = new Date(now)
  day.setUTCMonth(day.getUTCMonth() - months)
  return day.toISOString()
}
