import type {
  CollectedReturn,
  CtdcReturn,
  GlotipReturn,
  Reported,
  SdgReturn,
} from '@gloact/statistics/contract/returns'
import { type Command, type CommandContext, EXIT, type Outcome } from '../command.ts'
import { withFiles } from '../compose.ts'

const YEAR = {
  type: 'string',
  value: 'YYYY',
  description: 'Year of first contact',
  required: true,
} as const

const exits = { refused: 'No figures have been published for that year.' }

const protectedAsShown =
  'Uses the latest published figures, as the screens do: rounded, with small numbers as “<10”. Nothing is recounted, so asking\n' +
  'repeatedly reveals no more than asking once.'

/** The tables of GLOTIP’s questionnaire. */
export const figuresGlotip: Command = {
  description: protectedAsShown,
  options: { year: YEAR },
  examples: [['figures glotip --year 2025 --json', 'Hand the table to another program']],
  exits,
  run: (context) => withReturn(context, (statistics, year) => statistics.glotip(year)),
}

/** Victims in the variables of CTDC. */
export const figuresCtdc: Command = {
  description: protectedAsShown,
  options: { year: YEAR },
  examples: [['figures ctdc --year 2025 --json', 'Hand the counts to another program']],
  exits,
  run: (context) => withReturn(context, (statistics, year) => statistics.ctdc(year)),
}

/** SDG 16.2.2, detected victims. */
export const figuresSdg: Command = {
  description: protectedAsShown,
  options: { year: YEAR },
  examples: [['figures sdg --year 2025 --json', 'Hand the rates to another program']],
  exits,
  run: (context) => withReturn(context, (statistics, year) => statistics.sdg(year)),
}

/** Eurostat’s tables of victims. */
export const figuresEurostat: Command = {
  description: protectedAsShown,
  options: { year: YEAR },
  examples: [['figures eurostat --year 2025 --json', 'Hand the tables to another program']],
  exits,
  run: (context) => withReturn(context, (statistics, year) => statistics.collected('eurostat', year)),
}

/** The tables of IC-TIP. */
export const figuresIcTip: Command = {
  description: protectedAsShown,
  options: { year: YEAR },
  examples: [['figures ic-tip --year 2025 --json', 'Hand the tables to another program']],
  exits,
  run: (context) => withReturn(context, (statistics, year) => statistics.collected('ic_tip', year)),
}

type Returned = GlotipReturn | SdgReturn | CtdcReturn | CollectedReturn

/** What authorities reported, where the return asks for it. */
const reportedIn = (found: Returned): Reported | null =>
  'justice' in found ? found.justice : 'perpetrators' in found ? found.perpetrators : null

function withReturn(
  context: CommandContext,
  read: (statistics: Parameters<Parameters<typeof withFiles>[1]>[0]['statistics'], year: number) => Promise<Returned>,
): Promise<Outcome> {
  const asked = context.text('year') ?? ''
  if (!/^(?:19|20|21)\d{2}$/.test(asked)) {
    return Promise.resolve({
      exit: EXIT.usage,
      text: '--year is a year of four digits.',
      json: { ok: false, error: 'year' },
    })
  }
  return withFiles(context, async ({ statistics }) => {
    const found = await read(statistics, Number(asked))
    if (found.asOf === null && (reportedIn(found)?.rows.length ?? 0) === 0) {
      const years = found.years.length === 0 ? 'of no year' : `of ${found.years.join(', ')}`
      return {
        exit: EXIT.refused,
        text: `Nothing is published of ${asked}; there are figures ${years}.`,
        json: { ok: false, error: 'statistics.no_figures', years: found.years },
      }
    }
    return { exit: EXIT.ok, text: textOf(found), json: { ok: true, ...found } }
  })
}

type Rows = GlotipReturn['rows']

const isByVariable = (found: Returned): found is CtdcReturn =>
  'rows' in found && found.rows.some((row) => 'variable' in row)

function linesOfRows(rows: Rows): readonly string[] {
  const width = (of: (row: Rows[number]) => string) => Math.max(...rows.map((row) => of(row).length))
  const [category, sex, age] = [width((row) => row.category), width((row) => row.sex), width((row) => row.age)]
  return rows.map((row) =>
    [row.category.padEnd(category), row.sex.padEnd(sex), row.age.padEnd(age), row.value.padStart(8)]
      .join('  ')
      .trimEnd(),
  )
}

function linesOfVariables(rows: CtdcReturn['rows']): readonly string[] {
  const [variable, value] = [
    Math.max(...rows.map((row) => row.variable.length)),
    Math.max(...rows.map((row) => row.value.length)),
  ]
  return rows.map((row) =>
    [
      row.variable.padEnd(variable),
      row.value.padEnd(value),
      row.count.padStart(8),
      (row.percent === null ? '' : `${row.percent.toFixed(1)} %`).padStart(8),
    ]
      .join('  ')
      .trimEnd(),
  )
}

function linesOfReported({ rows }: Reported): readonly string[] {
  if (rows.length === 0) return ['Criminal justice: no figures recorded, which is not a zero.']
  return [
    'Criminal justice, as authorities reported it:',
    ...rows.map((row) => {
      const broken = [row.form, row.sex, row.age, row.citizenship].filter((code) => code !== 'total')
      return `${row.stage.padEnd(14)}  ${(broken.join(', ') || 'total').padEnd(20)}  ${row.value.padStart(8)}  ${row.article} (${row.body}: ${row.document}, ${row.dated})`
    }),
  ]
}

function linesOfTables(tables: CollectedReturn['tables']): readonly string[] {
  return tables.flatMap(({ id, unit, columns, rows }) => {
    const width = Math.max(id.length + unit.length + 3, ...rows.map((row) => row.id.length))
    const wide = Math.max(8, ...columns.map((column) => column.length))
    const line = (head: string, cells: readonly string[]) =>
      [head.padEnd(width), ...cells.map((cell) => cell.padStart(wide))].join('  ').trimEnd()
    return [line(`${id} (${unit})`, columns), ...rows.map((row) => line(row.id, row.cells)), '']
  })
}

function textOf(found: Returned): string {
  const reported = reportedIn(found)
  return [
    ...(isByVariable(found)
      ? [...linesOfVariables(found.rows), '']
      : 'rows' in found
        ? [...linesOfRows(found.rows), '']
        : linesOfTables(found.tables)),
    ...(reported ? [...linesOfReported(reported), ''] : []),
    `${found.asOf === null ? 'No files of that year are published.' : `Files counted up to ${found.asOf}.`} Figures are rounded to multiples of ${found.base}; <${found.base} is any number below.`,
    `Law: ${found.articles.join('; ') || 'not stated in modules/statistics.json'}. Source: ${found.source}.`,
    ...(found.incomplete.length > 0 ? [`Incomplete, for lack of a crosswalk: ${found.incomplete.join(', ')}.`] : []),
  ].join('\n')
}
