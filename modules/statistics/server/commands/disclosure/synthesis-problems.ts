import { LEAST_EPSILON, MOST_RELEASED_COLUMNS } from '@gloact/disclosure'
import type { Failure } from '@gloact/kernel'
import type { Problem } from '@gloact/command'
import type { ReadCodes } from './code-rows.ts'
import { WITHHELD } from './write-release.ts'

const FEWEST_ROWS = 50

export const NO_CODES: Problem = {
  code: 'disclosure.codes_missing',
  message:
    'Without --codes the list of values would come from the data, and that a value occurs may identify one person. Give public\n' +
    'code lists with --codes CODES.json. To begin from a proposal, run again with --write-codes CODES.json and review it.',
}

export const PROPOSED_CODES: Problem = {
  code: 'disclosure.codes_proposed',
  message:
    'The code lists were proposed from the data, and nobody has said that they were reviewed: which values occur would not be ' +
    'protected. Remove what only a few have and what is not public, add what may occur, then set their “status” to “reviewed”.',
}

export const MARK_IN_LISTS: Problem = {
  code: 'disclosure.mark_in_lists',
  message: `A code list has the code “${WITHHELD}”, which stands for what is withheld. Give it another name, or leave out --parsimonious.`,
}

export const PERSON_IN_LISTS: Problem = {
  code: 'disclosure.identifying_column',
  message: 'The code lists name the column of --person, which is never published. Remove it from them.',
}

/** Why a file has nothing that can be released; undefined where it has. */
export function nothingToProtect({ records, columns }: ReadCodes): Problem | undefined {
  if (records.count < FEWEST_ROWS) {
    return {
      code: 'disclosure.too_few_rows',
      message: `The file has fewer than ${FEWEST_ROWS} rows: nothing can be released about so few people that still protects them.`,
    }
  }
  if (columns.every(({ codes, counts }) => codes.every((code, index) => code === '' || counts[index] === 0))) {
    return { code: 'disclosure.all_missing', message: 'Every cell is empty: there is nothing to publish.' }
  }
  return undefined
}

/** Columns that may tell who somebody is, each with why. */
export const identifyingColumns = (objections: readonly string[]): Problem => ({
  code: 'disclosure.identifying_column',
  message: `${objections.join('\n')}\nRemove ${objections.length === 1 ? 'it' : 'them'} from the code lists.`,
})

export const tooManyColumns = (columns: number): Problem => ({
  code: 'disclosure.too_many_columns',
  message:
    `The file has ${columns} columns; a release may have ${MOST_RELEASED_COLUMNS}, and says more about each with fewer. ` +
    'Keep those that are to be published.',
})

/** What is wrong with code lists, in words. */
export function codeProblem({ code, params }: Failure): Problem {
  const at = params?.['column']
  const count = (name: string): string => Number(params?.[name]).toLocaleString('en')
  const messages: Readonly<Record<string, string>> = {
    'disclosure.codes_shape':
      'The code lists are not as they should be: { "version": "…", "columns": { "gender": ["woman", "man"] } }.',
    'disclosure.codes_column': `The ${at}. list of codes is empty, too long (over 2000), or holds something other than text.`,
    'disclosure.codes_impossible':
      '“impossible” holds something that the lists do not name: [{ "age": ["0-8"], "work": ["sea"] }].',
    'disclosure.codes_impossible_shape':
      '“impossible” holds an array of combinations, each with an array of codes for every column, also where it is one ' +
      'code: [{ "age": ["0-8"], "work": ["sea"] }].',
    'disclosure.codes_nothing_possible':
      'What “impossible” holds leaves no record that is possible, or is too entangled to find one. Remove combinations.',
    'disclosure.codes_official': `“official” holds lists of one to three columns, of at most ${params?.['cells']} cells together.`,
    'disclosure.codes_sensitivity': `The ${at}. column is not published: by its sensitivity it is not statistical. Remove it from the code lists.`,
    'disclosure.codes_cells':
      `The code lists are too long together: their pairs have ${count('cells')} cells, and ${count('most')} can be handled. ` +
      'Put the codes of the longest lists into groups, or leave columns out.',
    'disclosure.codes_columns_number': `The code lists name ${params?.['columns']} columns; a release has 1 to ${params?.['most']}. Keep those that are to be published.`,
  }
  return { code, message: messages[code] ?? code }
}

/** Why a release is not made, in words: the ledger's refusals and the methods'. */
export function ledgerProblem({ code, params }: Failure): Problem {
  const leftEpsilon = Number(params?.['leftEpsilon'])
  const left =
    leftEpsilon >= LEAST_EPSILON
      ? `At its own delta a release can have --epsilon ${leftEpsilon} at most; with a number of people that is public ` +
        '(--public-records) sometimes more.'
      : 'No release can be made any more.'
  const messages: Readonly<Record<string, string>> = {
    'disclosure.budget_exceeded':
      `The privacy budget does not allow this release: all earlier ones amount to epsilon ${params?.['spentEpsilon']} of ` +
      `${params?.['capEpsilon']} together, at delta ${params?.['delta']}. ${left}`,
    'disclosure.ledger_other_cap':
      `The privacy ledger has a cap of epsilon ${params?.['capEpsilon']}, set when it was opened; another --budget does not change ` +
      'it. Leave --budget out, or name another --ledger if the release is about other persons.',
    'disclosure.ledger_damaged': `The privacy ledger was changed or cut (line ${params?.['line']}). Restore the right one.`,
    'disclosure.ledger_not_open':
      'The privacy ledger that a part of the release was charged to is gone. Restore it, and run the command again: what was ' +
      'charged stays charged.',
    'disclosure.release_differs':
      'The privacy ledger has a charge of this release already, with another cost: something else wrote into it. Nothing was ' +
      'released, and what was charged stays charged. Run the command again.',
    'disclosure.ledger_other_universe':
      'The privacy ledger is about other persons. Name its --universe, or another --ledger.',
    'disclosure.too_joined_for_aim':
      'The impossible combinations and official tables join too many columns for --method aim. Use auto or pairs.',
    'disclosure.too_many_columns_for_aim': `--method aim is for at most ${params?.['most']} columns. Use auto or pairs.`,
  }
  return { code, message: messages[code] ?? code }
}
