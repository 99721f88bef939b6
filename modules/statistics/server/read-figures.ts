import { recordAudit } from '@gloact/audit'
import type { BytesToSend, HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type Scope } from '@gloact/postgres'
import { writeCsv, writeXlsx, type ListSheet } from '@gloact/workbook/node'
import { sql } from 'kysely'
import type * as contract from '../contract/figures.ts'
import type { CollectedReturn, CtdcReturn, GlotipReturn, SdgReturn } from '../contract/returns.ts'
import { codesOfFamily, facetOf, FAMILIES, measureOf } from '../domain/canon.ts'
import {
  answerFigures,
  sharesOf,
  shownFigure,
  TOTAL,
  understood,
  type FigureQuery,
  type FigureTable,
  type PublishedYear,
} from '../domain/figures.ts'
import { publishedSeries } from '../domain/glotip-series.ts'
import { besidePublished, glotipRows, sdgRows } from '../domain/returns.ts'
import { ctdcRows } from '../domain/ctdc-figures.ts'
import { collectedTable, familyOfTable, tablesOf, type Collection } from '../domain/standard-tables.ts'
import { may, measuresIn, notAllowed, scopeOf, today, type FiguresContext } from './context.ts'
import { estimateOf } from './estimates.ts'
import { familyFigures, figuresRule } from './draw-year.ts'
import { reportedOf } from './prosecutions.ts'

export type ReadContext = Pick<
  FiguresContext,
  'db' | 'clock' | 'country' | 'timeZone' | 'settings' | 'disclosure' | 'areas' | 'wordKey' | 'justice'
>

/** What was published last of each year, as far as the scope may see it: of one family of tables, or of none. */
export async function publishedYears(
  { db, country }: Pick<ReadContext, 'db' | 'country'>,
  scope: Scope,
  measure: string,
  family: string | null,
  /** As it was then: what was published later is left out. */
  until: string | null = null,
): Promise<readonly PublishedYear[]> {
  const of = family === null ? undefined : FAMILIES[family]
  return readInScope(db, scope, async (trx) => {
    const { rows } = await sql<{
      year: number
      as_of: string
      base: number
      within: PublishedYear['within']
      incomplete: string[]
      coded_with: string
      cells: PublishedYear['cells']
      drawn: PublishedYear['drawn']
      family: Readonly<Record<string, number>> | null
    }>`
      select distinct on (year) year::int as year, as_of::text as as_of, base, within, incomplete, coded_with, cells, drawn,
        families -> case drawn when 'lines' then ${of ? facetOf(of) : (family ?? '')}::text else ${family ?? ''}::text end as family
      from statistics.publication where country = ${country} and measure = ${measure}
        and (${until}::timestamptz is null or published_at <= ${until}::timestamptz)
      order by year, published_at desc, id desc`.execute(trx)
    return rows.map(({ as_of: asOf, coded_with: codedWith, family: cells, ...row }) => ({
      ...row,
      measure,
      asOf,
      codedWith,
      families:
        family === null || cells === null
          ? {}
          : { [family]: of && row.drawn === 'lines' ? familyFigures(of, cells) : cells },
    }))
  })
}

/** What can be asked for. */
export async function listMeasures(
  context: ReadContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof contract.listMeasures>, Failure>> {
  if (!may(who, 'figures.read')) return notAllowed
  const years = await readInScope(context.db, scopeOf(who), async (trx) => {
    const { rows } = await sql<{ measure: string; year: number }>`
      select distinct measure, year::int as year from statistics.publication
      where country = ${context.country} order by year`.execute(trx)
    return rows
  })
  const { publishEveryDays, closedAfterMonths } = context.settings
  return ok({
    measures: measuresIn(context).map(({ id, unit, families }) => ({
      id,
      unit,
      years: years.flatMap(({ measure, year }) => (measure === id ? [year] : [])),
      families: families.map((family) => ({ id: family.id, codes: [...codesOfFamily(family)] })),
    })),
    areas: context.areas.map(({ area, label, points }) => ({
      area,
      label: { ...label },
      points: points.map(([x, y]) => [x, y] as [number, number]),
    })),
    base: figuresRule(context.disclosure).base,
    publishEveryDays,
    closedAfterMonths,
  })
}

/** What was published, now or by then, as a table of what is asked for. */
export async function tableOf(
  context: ReadContext,
  scope: Scope,
  query: FigureQuery,
  until: string | null = null,
): Promise<Result<FigureTable, Failure>> {
  const measures = measuresIn(context)
  const asked = understood(query, measures)
  if (typeof asked === 'string') return err(failure(asked))
  const published = await publishedYears(context, scope, query.measure, asked.family?.id ?? null, until)
  const table = answerFigures(query, published, measures)
  return typeof table === 'string' ? err(failure(table)) : ok(table)
}

/** As every screen and file shows it: rounded, and below the base as such. */
export const presented = (table: FigureTable): contract.FigureTableView => ({
  query: {
    ...table.query,
    years: [...table.query.years],
    sexes: [...table.query.sexes],
    ages: [...table.query.ages],
    codes: [...table.query.codes],
  },
  rows: [...table.rows],
  columns: [...table.columns],
  cells: table.cells.map((row) => row.map((cell) => shownFigure(cell, table.base))),
  within: table.cells.map((row) => row.map(({ within }) => within)),
  ranges: table.cells.map((row) => row.map(({ least, most }) => [least, most] as [number, number])),
  shares: [...sharesOf(table)],
  base: table.base,
  years: table.years.map(({ incomplete, ...year }) => ({ ...year, incomplete: [...incomplete] })),
  missingYears: [...table.missingYears],
})

export async function readFigures(
  context: ReadContext,
  who: Principal,
  query: FigureQuery,
): Promise<Result<contract.FigureTableView, Failure>> {
  if (!may(who, 'figures.read')) return notAllowed
  const table = await tableOf(context, scopeOf(who), query)
  return table.ok ? ok(presented(table.value)) : table
}

type Export = HandlerInput<typeof contract.exportFigures>['body']

/** The table that the screen shows, as a file: the same figures, with their date and their rule on top. */
export async function exportFigures(
  context: ReadContext,
  who: Principal,
  { query, format, language, words }: Export,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'figures.export')) return notAllowed
  const table = await tableOf(context, scopeOf(who), query)
  if (!table.ok) return table
  const recorded = await inScope<null, Failure>(context.db, scopeOf(who), async (trx) => {
    await recordAudit(trx, {
      action: 'statistics.figures_exported',
      detail: { measure: query.measure, rows: query.rows, columns: query.columns ?? '', format },
    })
    return ok(null)
  })
  if (!recorded.ok) return recorded
  const word = (id: string): string => words[id] ?? id
  const shown = presented(table.value)
  const codeSaid = (of: string, code: string): string => words[`code.${of}.${code}`] ?? code
  const filters = [
    ['year', query.years.map(String)] as const,
    ['sex', query.sexes] as const,
    ['age', query.ages] as const,
    [query.family ?? '', query.codes] as const,
  ].filter(([, codes]) => codes.length > 0)
  const sheet: ListSheet = {
    cover: [
      [word('cover.measure'), words['title'] ?? [query.measure, ...filters.flatMap(([, codes]) => codes)].join(', ')],
      [word('cover.definition'), word('definition')],
      [
        word('cover.filters'),
        filters
          .map(([of, codes]) => `${word(`breakdown.${of}`)}: ${codes.map((code) => codeSaid(of, code)).join(', ')}`)
          .join('; ') || word('none'),
      ],
      [word('cover.as_of'), [...new Set(shown.years.map(({ asOf }) => asOf))].join(', ')],
      [word('cover.rule'), words['rule'] ?? `± ${Math.max(...shown.within.flat())}`],
      [word('cover.made'), today(context)],
      ...(shown.years.some(({ incomplete }) => incomplete.length > 0)
        ? [[word('cover.incomplete'), word('incomplete')] as const]
        : []),
      ...(shown.missingYears.length > 0 ? [[word('cover.missing_years'), shown.missingYears.join(', ')] as const] : []),
    ],
    headers: [
      word(`breakdown.${query.rows}`),
      ...shown.columns.map((code) => word(`code.${query.columns ?? ''}.${code}`)),
      word(TOTAL),
      word('share'),
      // How far each figure may differ from its count, in the order of the figures.
      ...shown.columns.map((code) => `± ${word(`code.${query.columns ?? ''}.${code}`)}`),
      `± ${word(TOTAL)}`,
    ],
    rightToLeft: /^(ar|fa|he|ur)\b/.test(language),
    names: [word('sheet.figures'), word('sheet.about')],
  }
  const rows = async function* lines() {
    for (const [at, cells] of shown.cells.entries()) {
      const code = shown.rows[at]
      const share = shown.shares[at]
      yield [
        code === undefined ? word(TOTAL) : word(`code.${query.rows}.${code}`),
        ...cells,
        share === null || share === undefined ? '' : String(share),
        ...shown.within[at]!.map(String),
      ]
    }
  }
  const fileName = `figures-${query.measure}-${today(context)}.${format}`
  return ok(
    format === 'csv'
      ? { stream: writeCsv(sheet, rows()), contentType: 'text/csv; charset=utf-8', disposition: 'attachment', fileName }
      : {
          stream: writeXlsx(sheet, rows()),
          contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          disposition: 'attachment',
          fileName,
        },
  )
}

async function around(context: ReadContext, scope: Scope, year: number) {
  const published = await publishedYears(context, scope, 'identified', 'form')
  const of = published.find((one) => one.year === year)
  const { glotip, doubtCountsAs } = context.settings
  return {
    published,
    around: {
      year,
      asOf: of?.asOf ?? null,
      base: figuresRule(context.disclosure).base,
      incomplete: [...(of?.incomplete ?? [])],
      years: published.map((one) => one.year),
      articles: [...glotip.articles],
      source: glotip.source ?? 'GloACT',
      doubtCountsAs,
    },
  }
}

/** The tables of GLOTIP’s questionnaire, in a scope that may see what was published. */
export async function glotipOf(context: ReadContext, scope: Scope, year: number): Promise<GlotipReturn> {
  const { published, around: told } = await around(context, scope, year)
  const series = context.settings.glotip.series ?? publishedSeries(context.country)
  const justice = await reportedOf(context, scope, year)
  return {
    ...told,
    years: [...new Set([...told.years, ...justice.years])],
    justice,
    rows: [...glotipRows(published, year, context.settings)],
    series: series && {
      source: series.source,
      note: series.note,
      years: besidePublished(series.years, published, told.base),
    },
  }
}

/** The victims of a year in CTDC’s variables. */
export async function ctdcOf(context: ReadContext, scope: Scope, year: number): Promise<CtdcReturn> {
  const { published, around: told } = await around(context, scope, year)
  const detailed = await publishedYears(context, scope, 'identified', 'form_detail')
  return { ...told, rows: [...ctdcRows(published, detailed, year)] }
}

/** SDG 16.2.2 of a year. */
export async function sdgOf(context: ReadContext, scope: Scope, year: number): Promise<SdgReturn> {
  const { published, around: told } = await around(context, scope, year)
  const { population, populationSource } = context.settings
  const people = population[String(year)]
  return {
    ...told,
    population: people?.total ?? null,
    populationSource: populationSource ?? null,
    undetected: await estimateOf(context, scope, year, people?.total),
    rows: [...sdgRows(published, year, people, context.settings)],
  }
}

/** The tables that a collection asks for of a year. */
export async function collectedOf(
  context: ReadContext,
  scope: Scope,
  collection: Collection,
  year: number,
): Promise<CollectedReturn> {
  const { around: told } = await around(context, scope, year)
  const tables = await Promise.all(
    tablesOf(collection).map(async (table) => {
      const published = await publishedYears(context, scope, table.measure, familyOfTable(table))
      const { measure, columns, rows, ...said } = collectedTable(collection, table, published, year, context.settings)
      return {
        ...said,
        unit: measureOf(measure)?.unit ?? 'person',
        columns: [...columns],
        rows: rows.map((row) => ({ id: row.id, cells: [...row.cells], within: [...row.within] })),
      }
    }),
  )
  const reported = collection === 'ic_tip' ? await reportedOf(context, scope, year) : null
  // What UNODC published stands on its own return.
  const perpetrators = reported && {
    ...reported,
    rows: reported.rows.filter(({ stage }) => stage !== 'offences'),
    beside: [],
    source: null,
  }
  return {
    ...told,
    years: [...new Set([...told.years, ...(reported?.years ?? [])])],
    perpetrators,
    tables,
  }
}

export const readCollected = async (context: ReadContext, who: Principal, collection: Collection, year: number) =>
  may(who, 'figures.read') ? ok(await collectedOf(context, scopeOf(who), collection, year)) : notAllowed

export const readGlotip = async (context: ReadContext, who: Principal, year: number) =>
  may(who, 'figures.read') ? ok(await glotipOf(context, scopeOf(who), year)) : notAllowed

export const readCtdc = async (context: ReadContext, who: Principal, year: number) =>
  may(who, 'figures.read') ? ok(await ctdcOf(context, scopeOf(who), year)) : notAllowed

export const readSdg = async (context: ReadContext, who: Principal, year: number) =>
  may(who, 'figures.read') ? ok(await sdgOf(context, scopeOf(who), year)) : notAllowed
