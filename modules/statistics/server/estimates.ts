import type { Principal } from '@gloact/identity/contract/principal'
import { ok, unwrap, valueOf } from '@gloact/kernel'
import { readInScope, type Scope } from '@gloact/postgres'
import { answersOf, rowById, type RegisterContext } from '@gloact/registers/server'
import { sql } from 'kysely'
import { estimates } from '../contract/estimates.ts'
import type { Undetected } from '../contract/returns.ts'
import { checkEstimate } from '../domain/estimate-form.ts'
import { perHundredThousand } from '../domain/returns.ts'
import { may, scopeOf, today, type FiguresContext } from './context.ts'

/** What the register of estimates is served with. */
export const estimatesContext = (context: FiguresContext): RegisterContext<Principal> => ({
  db: context.db,
  clock: context.clock,
  today: () => today(context),
  scopeOf,
  may: (who, action) => may(who, action === 'read' ? 'figures.read' : 'figures.estimate'),
  staffNames: (ids) => context.staffNames(ids),
  check: (_, { answers }) => Promise.resolve(checkEstimate(answers, Number(today(context).slice(0, 4)))),
})

/** The estimate of a year, with its rates where the country knows how many people lived there; null where there is none. */
export async function estimateOf(
  { db, country }: Pick<FiguresContext, 'db' | 'country'>,
  scope: Scope,
  year: number,
  residents: number | undefined,
): Promise<Undetected | null> {
  return unwrap(
    await readInScope(db, scope, async (trx) => {
      const { rows } = await sql<{ id: string }>`
        select id from statistics.all_victims
        where country = ${country} and k_year = ${String(year)} and archived_at is null`.execute(trx)
      const row = rows[0] && (await rowById(trx, estimates, rows[0].id))
      if (!row) return ok(null)
      const answers = answersOf(estimates, row, undefined)
      const text = (field: string): string => String(valueOf(answers[field]) ?? '')
      const of = (field: string) => {
        const persons = Number(valueOf(answers[field]))
        return { persons, rate: residents === undefined ? null : perHundredThousand(persons, residents) }
      }
      const source = text('source')
      return ok({
        title: text('title'),
        estimate: of('persons'),
        low: of('low'),
        high: of('high'),
        method: text('method'),
        assumes: text('assumes'),
        source: source === '' ? null : source,
      })
    }),
  )
}
