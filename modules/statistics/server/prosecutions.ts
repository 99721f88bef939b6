import type { FormAnswers } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import { valueOf } from '@gloact/kernel'
import { readInScope, type Scope } from '@gloact/postgres'
import type { RegisterContext } from '@gloact/registers/server'
import { sql } from 'kysely'
import type { Reported } from '../contract/returns.ts'
import { publishedStages } from '../domain/glotip-stages.ts'
import { publishedSeries } from '../domain/glotip-series.ts'
import { checkProsecution, STAGES } from '../domain/prosecution-form.ts'
import { besideReported, showReported, type ReportedFigure } from '../domain/reported-figures.ts'
import { may, scopeOf, today, type FiguresContext, type JusticeFigures } from './context.ts'
import { atTurn, figuresRule } from './draw-year.ts'
import { roundingSecret } from './secret.ts'

/** What the register of reported prosecutions is served with. */
export const prosecutionsContext = (context: FiguresContext): RegisterContext<Principal> => ({
  db: context.db,
  clock: context.clock,
  today: () => today(context),
  scopeOf,
  may: (who, action) => may(who, action === 'read' ? 'figures.read' : 'figures.report_prosecutions'),
  staffNames: (ids) => context.staffNames(ids),
  check: (_, { answers }) => Promise.resolve(checkProsecution(answers, Number(today(context).slice(0, 4)))),
})

/** The figures of the register: of rows that are not archived, the last version. */
export const registeredFigures = ({ db, country }: Pick<FiguresContext, 'db' | 'country'>): JusticeFigures => ({
  reported: (scope) =>
    readInScope(db, scope, async (trx) => {
      const { rows } = await sql<{ answers: FormAnswers }>`
        select answers from statistics.prosecution where country = ${country} and archived_at is null
        order by k_year desc, k_article, id`.execute(trx)
      return rows.flatMap(({ answers }) => figureOf(answers) ?? [])
    }),
})

function figureOf(answers: FormAnswers): ReportedFigure | null {
  const word = (field: string): string => String(valueOf(answers[field]) ?? '')
  const stage = STAGES.find((one) => one === word('stage'))
  const count = valueOf(answers['persons'])
  if (stage === undefined || typeof count !== 'number') return null
  return {
    year: Number(word('year')),
    stage,
    article: word('article'),
    form: word('form'),
    sex: word('sex'),
    age: word('age'),
    citizenship: word('citizenship'),
    count,
    body: word('body'),
    document: word('document'),
    dated: word('dated'),
  }
}

type ProsecutionContext = Pick<FiguresContext, 'db' | 'country' | 'settings' | 'disclosure' | 'wordKey' | 'justice'>

/** What authorities reported of a year, small numbers protected, and of every year beside what UNODC published. */
export async function reportedOf(context: ProsecutionContext, scope: Scope, year: number): Promise<Reported> {
  const figures = await (context.justice ?? registeredFigures(context)).reported(scope)
  const rule = figuresRule(context.disclosure)
  // A country of which nothing was reported needs no secret.
  const secret = figures.length === 0 ? null : await roundingSecret(context)
  const shown = showReported(figures, rule, (name, count) =>
    secret === null ? 0 : atTurn(secret, `justice|${name}`, count, rule.base),
  )
  const stages = context.settings.glotip.series?.stages ?? publishedStages(context.country)
  const series = context.settings.glotip.series ?? publishedSeries(context.country)
  return {
    years: [...new Set(figures.map((one) => one.year))].toSorted((a, b) => b - a),
    rows: STAGES.flatMap((stage) => shown.filter((one) => one.year === year && one.stage === stage)),
    beside: besideReported(stages, shown).map(({ here, ...one }) => ({ ...one, here: [...here] })),
    source: series?.source ?? null,
  }
}
