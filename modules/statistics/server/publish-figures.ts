import { addDays, newId, ok, unwrap, type PlainDate } from '@gloact/kernel'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { codingVersion } from '../domain/code-file.ts'
import { isClosed } from '../domain/publishing.ts'
import { measuresIn, today, type FiguresContext } from './context.ts'
import { countRecord } from './count-record.ts'
import { drawYear, figuresRule, type DrawnYear } from './draw-year.ts'
import { roundingSecret } from './secret.ts'
import { tables } from './tables.ts'

type PublishContext = Pick<
  FiguresContext,
  'db' | 'clock' | 'country' | 'timeZone' | 'forms' | 'disclosure' | 'settings' | 'wordKey' | 'areas'
>

/**
 * Publishes the figures of every year of which none are out, or whose last are old enough; a year that is closed keeps the ones it
 * has. Everybody is shown the same, so that there is one history to protect.
 */
export async function publishFigures(
  context: PublishContext,
  /** Also years that are closed, and those published a short while ago: the demonstration’s register was replaced. */
  { everyYear = false }: { readonly everyYear?: boolean } = {},
): Promise<{ readonly years: number }> {
  const { db, clock, country, settings } = context
  const secret = await roundingSecret(context)
  const rule = figuresRule(context.disclosure)
  const day = today(context)
  const codedWith = codingVersion({ forms: context.forms, crosswalks: settings.crosswalks })
  let years = 0
  for (const measure of measuresIn(context)) {
    const written = await inScope(db, systemScope(country), async (trx) => {
      // Two processes that publish at once would publish twice.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`publish ${measure.id}`}, 20))`.execute(trx)
      const last = new Map(
        (
          await sql<{ year: number; as_of: string }>`
            select year::int as year, max(as_of)::text as as_of from statistics.publication
            where country = ${country} and measure = ${measure.id} group by year`.execute(trx)
        ).rows.map((row) => [row.year, row.as_of as PlainDate]),
      )
      const due = (year: number): boolean => {
        const before = last.get(year)
        if (before === undefined || everyYear) return true
        return !isClosed(year, before, settings.closedAfterMonths) && addDays(before, settings.publishEveryDays) <= day
      }
      let count = 0
      for (const counted of await countRecord(trx, country, measure)) {
        if (!due(counted.year)) continue
        const part =
          measure.includes === undefined ? null : await drawnLast(trx, country, measure.includes, counted.year)
        const drawn = await drawYear(measure, counted.year, counted, rule, secret, part)
        await tables(trx)
          .insertInto('statistics.publication')
          .values({
            id: newId(),
            country,
            measure: measure.id,
            year: counted.year,
            as_of: day,
            published_at: clock.now(),
            base: drawn.base,
            within: JSON.stringify(drawn.within) as never,
            incomplete: [...counted.incomplete],
            coded_with: codedWith,
            cells: JSON.stringify(drawn.cells) as never,
            families: JSON.stringify(drawn.facets) as never,
            drawn: 'lines',
          })
          .execute()
        count++
      }
      return ok(count)
    })
    years += unwrap(written)
  }
  return { years }
}

/** What is out of a measure and year, where it was drawn as it is now. */
async function drawnLast(
  trx: ScopedTransaction,
  country: string,
  measure: string,
  year: number,
): Promise<Pick<DrawnYear, 'cells' | 'facets'> | null> {
  const { rows } = await sql<{ drawn: string; cells: DrawnYear['cells']; facets: DrawnYear['facets'] }>`
    select drawn, cells, families as facets from statistics.publication
    where country = ${country} and measure = ${measure} and year = ${year}
    order by published_at desc, id desc limit 1`.execute(trx)
  const [last] = rows
  return last?.drawn === 'lines' ? last : null
}
