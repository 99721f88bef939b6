import type { ReportWords } from '@gloact/reports/words'
import type { CollectedReturn, CtdcReturn, GlotipReturn, Reported, SdgReturn } from '../../contract/returns.ts'

export type Returned = GlotipReturn | SdgReturn | CtdcReturn | CollectedReturn

/** What authorities reported, where the return asks for it. */
export const reportedIn = (found: Returned): Reported | null =>
  'justice' in found ? found.justice : 'perpetrators' in found ? found.perpetrators : null

/** A figure with how far it may differ from its count. */
const withBound = (value: string, within: number): string =>
  /^\d+(\.\d+)?$/.test(value) ? `${value} ±${within}` : value

type Rows = GlotipReturn['rows']

/** A rate has its own range; a count its bound. */
const toldOf = ({ unit, value, within, low, high }: Rows[number]): string =>
  unit.startsWith('Per ')
    ? low === '' || value.startsWith('<')
      ? value
      : `${value} (${low}-${high})`
    : withBound(value, within)

const isByVariable = (found: Returned): found is CtdcReturn =>
  'rows' in found && found.rows.some((row) => 'variable' in row)

function linesOfRows(rows: Rows): readonly string[] {
  const width = (of: (row: Rows[number]) => string) => Math.max(...rows.map((row) => of(row).length))
  const [category, sex, age] = [width((row) => row.category), width((row) => row.sex), width((row) => row.age)]
  return rows.map((row) =>
    [row.category.padEnd(category), row.sex.padEnd(sex), row.age.padEnd(age), toldOf(row).padStart(12)]
      .join('  ')
      .trimEnd(),
  )
}

function linesOfVariables(rows: CtdcReturn['rows'], { fixed }: ReportWords): readonly string[] {
  const [variable, value] = [
    Math.max(...rows.map((row) => row.variable.length)),
    Math.max(...rows.map((row) => row.value.length)),
  ]
  return rows.map((row) =>
    [
      row.variable.padEnd(variable),
      row.value.padEnd(value),
      withBound(row.count, row.within).padStart(12),
      (row.percent === null ? '' : `${fixed(row.percent, 1)} %`).padStart(8),
    ]
      .join('  ')
      .trimEnd(),
  )
}

function linesOfReported({ rows }: Reported, { t }: ReportWords): readonly string[] {
  if (rows.length === 0) return [t('reports.figures.no_justice')]
  return [
    t('reports.figures.justice'),
    ...rows.map(({ stage, form, sex, age, citizenship, value, article, body, document, dated }) => {
      const broken = [form, sex, age, citizenship].filter((code) => code !== 'total')
      const source = t('reports.figures.justice_source', { article, body, document, dated })
      return [stage.padEnd(14), (broken.join(', ') || 'total').padEnd(20), value.padStart(8), source].join('  ')
    }),
  ]
}

function linesOfTables(tables: CollectedReturn['tables']): readonly string[] {
  return tables.flatMap(({ id, unit, columns, rows }) => {
    const width = Math.max(id.length + unit.length + 3, ...rows.map((row) => row.id.length))
    const wide = Math.max(12, ...columns.map((column) => column.length))
    const line = (head: string, cells: readonly string[]) =>
      [head.padEnd(width), ...cells.map((cell) => cell.padStart(wide))].join('  ').trimEnd()
    return [
      line(`${id} (${unit})`, columns),
      ...rows.map((row) =>
        line(
          row.id,
          row.cells.map((cell, at) => withBound(cell, row.within[at]!)),
        ),
      ),
      '',
    ]
  })
}

/** A return as it is printed: codes and figures in columns, and sentences in the reader’s language. */
export function returnText(found: Returned, words: ReportWords): string {
  const { t, items, sentences } = words
  const { asOf, base, articles, source, incomplete } = found
  const reported = reportedIn(found)
  return [
    ...(isByVariable(found)
      ? [...linesOfVariables(found.rows, words), '']
      : 'rows' in found
        ? [...linesOfRows(found.rows), '']
        : linesOfTables(found.tables)),
    ...(reported ? [...linesOfReported(reported, words), ''] : []),
    sentences([
      asOf === null ? t('reports.figures.no_files') : t('reports.figures.counted', { asOf }),
      t('reports.figures.rounded', { base, within: base - 1 }),
    ]),
    t('reports.figures.law', {
      articles: articles.length > 0 ? items(articles) : t('reports.figures.no_law'),
      source,
    }),
    ...(incomplete.length > 0 ? [t('reports.figures.incomplete', { questions: incomplete.join(', ') })] : []),
  ].join('\n')
}

/** That a year has no figures, and which have. */
export const nothingPublished = (year: string, years: readonly number[], { t }: ReportWords): string =>
  years.length === 0
    ? t('reports.figures.nothing_at_all', { year })
    : t('reports.figures.nothing', { year, years: years.join(', ') })
