import { createSecretKey, randomBytes } from 'node:crypto'
import { ok } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import type { FiguresContext } from './context.ts'
import type { Secret } from './draw-year.ts'
import { tables } from './tables.ts'

const PLACE = 'statistics.rounding_secret.sealed'
const BYTES = 32

/**
 * What rounding depends on, made once for a country and never again: other turning points would draw every figure again, and two
 * draws of one count tell more than one.
 */
export async function roundingSecret({
  db,
  country,
  wordKey,
}: Pick<FiguresContext, 'db' | 'country' | 'wordKey'>): Promise<Secret> {
  const key = await wordKey()
  const found = await inScope(db, systemScope(country), async (trx) => {
    const read = () => tables(trx).selectFrom('statistics.rounding_secret').selectAll().where('country', '=', country)
    const before = await read().executeTakeFirst()
    if (before) return ok(before.sealed)
    await tables(trx)
      .insertInto('statistics.rounding_secret')
      .values({ country, sealed: key.seal(PLACE, randomBytes(BYTES).toString('base64')) })
      // Another process may make it in the same moment: one of the two stands.
      .onConflict((conflict) => conflict.column('country').doNothing())
      .execute()
    return ok((await read().executeTakeFirstOrThrow()).sealed)
  })
  if (!found.ok) throw new Error('the secret of rounding is not there')
  return { key: createSecretKey(Buffer.from(String(key.unseal(PLACE, found.value)), 'base64')) }
}
