import { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'
import { until } from './until.ts'

const WAITING = sql`state in ('created', 'retry', 'active') and start_after <= now()`

/** Waits until what is done in the background after these events was done, however long the queue before them is. `queues`: names of `jobs.on`. */
export const untilHandled = (url: string, queues: readonly string[]): Promise<void> =>
  untilNone(url, `${queues.join(', ')} is done`, sql`name in (${sql.join(queues)}) and ${WAITING}`)

/** Waits until nothing is left to be done in the background now. What comes back by the clock (once a minute, an hour) is not waited for. */
export const untilNothingWaits = (url: string): Promise<void> =>
  untilNone(url, 'the background is idle', sql`name not like '\\_\\_pgboss%' and ${WAITING}`)

async function untilNone(url: string, what: string, condition: ReturnType<typeof sql>): Promise<void> {
  const db = openDatabase(url)
  let free = 0
  try {
    // Looked at twice with nothing there: one job may make the next as it ends.
    await until(
      what,
      async () => {
        const { rows } = await sql`select 1 from jobs.job where ${condition} limit 1`.execute(db)
        free = rows.length === 0 ? free + 1 : 0
        return free === 2
      },
      { every: 500 },
    )
  } finally {
    await db.destroy()
  }
}
