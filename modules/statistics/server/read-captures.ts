import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { ok, type Failure, type Result } from '@gloact/kernel'
import type { readCaptures as contract } from '../contract/figures.ts'
import { captureCounts, LISTS } from '../domain/captures.ts'
import { may, notAllowed, scopeOf } from './context.ts'
import { figuresRule, LISTS_PUBLISHED } from './draw-year.ts'
import { publishedYears, type ReadContext } from './read-figures.ts'

/** No country counts further back than this. */
const MOST_YEARS = 100

/** On whose lists those identified in some years are: sums of published figures, as everything that is shown. */
export async function readCaptures(
  context: ReadContext,
  who: Principal,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Result<ResponseOf<typeof contract>, Failure>> {
  if (!may(who, 'figures.estimate')) return notAllowed
  const years = await publishedYears(context, scopeOf(who), 'identified', LISTS_PUBLISHED)
  const asked = Array.from({ length: Math.min(MOST_YEARS, Math.max(0, to - from + 1)) }, (_, at) => from + at)
  const { rows, ...counted } = captureCounts(
    years.map(({ year, base, families }) => ({ year, base, lists: families[LISTS_PUBLISHED] ?? null })),
    asked,
  )
  const days = years.flatMap(({ year, asOf }) => (counted.years.includes(year) ? [asOf] : [])).toSorted()
  return ok({
    ...counted,
    lists: [...LISTS],
    rows: rows.map(({ lists, figure }) => ({ lists: [...lists], figure })),
    years: [...counted.years],
    missingYears: [...counted.missingYears],
    base: figuresRule(context.disclosure).base,
    asOf: days.at(-1) ?? null,
  })
}
