import { LANGUAGE } from '@gloact/command'
import { wordsOf } from '@gloact/command/files'
import { nothingPublished, reportedIn, type Returned, returnText } from '@gloact/statistics/commands/returns-text'
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
  options: { year: YEAR, language: LANGUAGE },
  examples: [['figures glotip --year 2025 --json', 'Pass the table to another program']],
  exits,
  run: (context) => withReturn(context, (statistics, year) => statistics.glotip(year)),
}

/** Victims in the variables of CTDC. */
export const figuresCtdc: Command = {
  description: protectedAsShown,
  options: { year: YEAR, language: LANGUAGE },
  examples: [['figures ctdc --year 2025 --json', 'Pass the counts to another program']],
  exits,
  run: (context) => withReturn(context, (statistics, year) => statistics.ctdc(year)),
}

/** SDG 16.2.2, detected victims. */
export const figuresSdg: Command = {
  description: protectedAsShown,
  options: { year: YEAR, language: LANGUAGE },
  examples: [['figures sdg --year 2025 --json', 'Pass the rates to another program']],
  exits,
  run: (context) => withReturn(context, (statistics, year) => statistics.sdg(year)),
}

/** Eurostat’s tables of victims. */
export const figuresEurostat: Command = {
  description: protectedAsShown,
  options: { year: YEAR, language: LANGUAGE },
  examples: [['figures eurostat --year 2025 --json', 'Pass the tables to another program']],
  exits,
  run: (context) => withReturn(context, (statistics, year) => statistics.collected('eurostat', year)),
}

/** The tables of IC-TIP. */
export const figuresIcTip: Command = {
  description: protectedAsShown,
  options: { year: YEAR, language: LANGUAGE },
  examples: [['figures ic-tip --year 2025 --json', 'Pass the tables to another program']],
  exits,
  run: (context) => withReturn(context, (statistics, year) => statistics.collected('ic_tip', year)),
}

async function withReturn(
  context: CommandContext,
  read: (statistics: Parameters<Parameters<typeof withFiles>[1]>[0]['statistics'], year: number) => Promise<Returned>,
): Promise<Outcome> {
  const asked = context.text('year') ?? ''
  if (!/^(?:19|20|21)\d{2}$/.test(asked)) {
    return { exit: EXIT.usage, text: '--year is a year of four digits.', json: { ok: false, error: 'year' } }
  }
  const words = await wordsOf(context)
  if (!words.ok) return words.error
  return withFiles(context, async ({ statistics }) => {
    const found = await read(statistics, Number(asked))
    if (found.asOf === null && (reportedIn(found)?.rows.length ?? 0) === 0) {
      return {
        exit: EXIT.refused,
        text: nothingPublished(asked, found.years, words.value),
        json: { ok: false, error: 'statistics.no_figures', years: found.years },
      }
    }
    return { exit: EXIT.ok, text: returnText(found, words.value), json: { ok: true, ...found } }
  })
}
