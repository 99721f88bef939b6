import { err, failure, ok, unwrap, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { readCode } from '../domain/codes.ts'
import { codeDigests, type TrainingContext } from './context.ts'
import { tables } from './tables.ts'

/**
 * Codes that may be tried in vain from one place in ten minutes. A room of people who mistype stays far below; anybody who guesses needs
 * some hundred million years for one code in a thousand.
 */
export const MOST_TRIES = 60
const TRY_MINUTES = 10

/**
 * What a code belongs to. A code that was never given, one that is malformed and one that no longer counts are one answer; after too
 * many in vain every code from this place waits, the right one as well.
 */
export async function tryCode<Found>(
  context: TrainingContext,
  address: string,
  typed: string,
  length: number,
  find: (digest: Uint8Array) => Promise<Found | undefined>,
): Promise<Result<Found, Failure>> {
  const digest = await codeDigests(context)
  const place = digest(`address|${address}`)
  const now = context.clock.now()
  const since = new Date(new Date(now).getTime() - TRY_MINUTES * 60_000).toISOString()
  const scope = systemScope(context.country)
  const tried = await readInScope(context.db, scope, (trx) =>
    tables(trx)
      .selectFrom('training.code_try')
      .select('failed')
      .where('place', '=', place)
      .where('begun_at', '>=', since)
      .executeTakeFirst(),
  )
  if (tried && tried.failed >= MOST_TRIES) return err(failure('training.too_many_tries'))
  const code = readCode(typed, length)
  const found = code === null ? undefined : await find(digest(code))
  if (found !== undefined) return ok(found)
  unwrap(
    await inScope(context.db, scope, async (trx) => {
      // What is older than the window says nothing any more, of anybody.
      await tables(trx).deleteFrom('training.code_try').where('begun_at', '<', since).execute()
      await tables(trx)
        .insertInto('training.code_try')
        .values({ place, begun_at: now, failed: 1 })
        .onConflict((conflict) => conflict.column('place').doUpdateSet({ failed: sql`code_try.failed + 1` }))
        .execute()
      return ok(undefined)
    }),
  )
  return err(failure('training.no_such_code'))
}
