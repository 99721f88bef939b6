import { newId, ok, unwrap } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { requestAfter, stepsDue } from '../request/take-step.ts'
import { lockRequest } from './load-request.ts'
import { tables, toTakenStep } from './request-tables.ts'
import { SYSTEM, type RequestsOf } from './requests-of.ts'
import { takeStep } from './take-step.ts'

const BATCH = 200

/**
 * Takes the steps that the platform takes when a clock has run out. Each in a transaction of its own, under the request's
 * lock: run twice at once, each is taken once. Gives how many were.
 */
export async function takeDueSteps(of: RequestsOf): Promise<number> {
  const scope = systemScope(of.country)
  const now = of.clock.now()
  const answered = Object.keys(of.kind.clocks).filter((clock) => of.kind.clocks[clock]?.runsOut !== undefined)
  const due = await readInScope(of.db, scope, (trx) =>
    tables(trx, of.schema)
      .selectFrom('request')
      .select('id')
      .where('kind', '=', of.kind.kind)
      .where('ended_at', 'is', null)
      .where('erased_at', 'is', null)
      .where('next_due_at', '<=', now)
      // Those alone whose clock the platform answers: others that are late would fill the batch for ever.
      .where(
        sql<boolean>`exists (select from jsonb_each(clocks) as clock where clock.key = any (${answered}::text[])
          and clock.value ->> 'stoppedAt' is null and (clock.value ->> 'dueAt')::timestamptz <= ${now}::timestamptz)`,
      )
      .orderBy('next_due_at')
      .limit(BATCH)
      .execute(),
  )
  let taken = 0
  for (const { id } of due) {
    taken += unwrap(
      await inScope<number, never>(of.db, scope, async (trx) => {
        const loaded = await lockRequest(trx, of, id)
        if (!loaded.ok) return ok(0)
        const { row, log } = loaded.value
        const request = requestAfter(of.kind, log.map(toTakenStep))
        const [step] = stepsDue(of.kind, request, (clock) => row.clocks[clock]?.dueAt ?? null, now)
        if (step === undefined) return ok(0)
        const sent = { id: newId(), step, happenedAt: now, payload: { answers: {} } }
        const done = await takeStep(trx, of, SYSTEM, id, sent)
        if (!done.ok) throw new Error(`${of.kind.kind}: ${step} was due and is not open: ${done.error.code}`)
        return ok(1)
      }),
    )
  }
  return taken
}
