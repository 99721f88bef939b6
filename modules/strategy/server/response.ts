import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { keptFor, type MissingData, type ResponseNeed, type ResponsePart } from '@gloact/module'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { readResponse as reading, ResponsePartView } from '../contract/response.ts'
import { may, sentence, todayIn, type StrategyContext } from './context.ts'

/** How long a figure is kept before the modules are asked again. They cover periods that are over, so that it is rarely another. */
const KEPT_MS = 10 * 60_000

interface Told {
  readonly parts: readonly { readonly module: string; readonly part: ResponsePart<Principal> }[]
  readonly missing: readonly MissingData[]
}

const told = new WeakMap<StrategyContext, ReturnType<typeof keptFor<Told>>>()
const needed = new WeakMap<StrategyContext, ReturnType<typeof keptFor<readonly ResponseNeed[]>>>()

function keptIn<Value>(
  of: WeakMap<StrategyContext, ReturnType<typeof keptFor<Value>>>,
  context: StrategyContext,
): ReturnType<typeof keptFor<Value>> {
  const known = of.get(context) ?? keptFor<Value>(context.clock, KEPT_MS)
  of.set(context, known)
  return known
}

/** What each module tells of the response. One that the country does not run is not there to be asked. */
function toldBy(context: StrategyContext, language: string): Promise<Told> {
  return keptIn(told, context)(language, async () => {
    const parts: Told['parts'][number][] = []
    const missing: MissingData[] = [...(await silentActions(context, language))]
    for (const { id, response } of context.everybody()) {
      for (const part of (await response?.parts?.(language)) ?? []) parts.push({ module: id, part })
      missing.push(...((await response?.missing?.(language)) ?? []))
    }
    return { parts, missing }
  })
}

/** What actions can answer beside recommendations: obligations of the law, and services. */
export const responseNeeds = (context: StrategyContext): Promise<readonly ResponseNeed[]> =>
  keptIn(needed, context)('needs', async () => {
    const needs: ResponseNeed[] = []
    for (const { response } of context.everybody()) needs.push(...((await response?.needs?.()) ?? []))
    return needs
  })

/** Actions under way that their agency has not reported on for as long as the country lets them. */
async function silentActions(context: StrategyContext, language: string): Promise<readonly MissingData[]> {
  const before = addDays(todayIn(context), -context.settings.silentDays)
  const { rows } = await readInScope(context.db, systemScope(context.country), (trx) =>
    sql<{ agency: string; count: number }>`
      select k_owner as agency, count(*)::int as count from strategy.action
      where country = ${context.country} and archived_at is null and k_owner <> '' and k_state in ('in_progress', 'delayed', 'blocked')
        and changed_at < ${before}::date group by k_owner`.execute(trx),
  )
  const what = sentence(language, 'strategy.missing.silent')
  return rows.map(({ agency, count }) => ({ what, agencyId: agency, count }))
}

/** A part as one who asks is shown it: the figures are the same for all, where they lead is not. */
export const partView = (
  module: string,
  { kind, title, rule, of, columns, rows, outlines, to }: ResponsePart<Principal>,
  who: Principal,
): ResponsePartView => ({
  id: `${module}.${kind}`,
  title,
  rule,
  of,
  columns: [...columns],
  rows: rows.map((row) => ({ ...row, counts: [...row.counts] })),
  outlines: (outlines ?? []).map(({ id, points }) => ({
    id,
    points: points.map(([x, y]): [number, number] => [x, y]),
  })),
  to: to(who),
})

export const partsFor = async (
  context: StrategyContext,
  who: Principal,
  language: string,
): Promise<ResponsePartView[]> =>
  (await toldBy(context, language)).parts.map(({ module, part }) => partView(module, part, who))

/** The figures of every module, as they may be told to all who read the overview, and what each agency has not delivered. */
export async function readResponse(
  context: StrategyContext,
  who: Principal,
  language: string,
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  const { missing } = await toldBy(context, language)
  const whats = [...new Set(missing.map(({ what }) => what))]
  const names = new Map((await context.directory.agencies()).map(({ id, name }) => [id, name]))
  return ok({
    parts: await partsFor(context, who, language),
    missing: {
      whats,
      rows: [...Map.groupBy(missing, ({ agencyId }) => agencyId)]
        .flatMap(([agencyId, own]) => {
          const agency = names.get(agencyId)
          if (agency === undefined) return []
          const counts = whats.map((what) =>
            own.filter((one) => one.what === what).reduce((sum, { count }) => sum + count, 0),
          )
          return [{ agencyId, agency, counts }]
        })
        .toSorted((a, b) => a.agency.localeCompare(b.agency)),
    },
  })
}
