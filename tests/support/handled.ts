import { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'
import { until } from './until.ts'

/** Waits until what is done in the background after these events was done, however long the queue before them is. `queues`: names of `jobs.on`. */
export async function untilHandled(url: string, queues: readonly string[]): Promise<void> {
  const db = openDatabase(url)
  try {
    await until(`${queues.join(', ')} is done`, async () => {
      const { rows } = await sql<{ name: string }>`
        select name from jobs.job where name in (${sql.join(queues)}) and state in ('created', 'retry', 'active') limit 1`.execute(
        db,
      )
      return rows.length === 0
    })
  } finally {
    await db.destroy()
  }
}
