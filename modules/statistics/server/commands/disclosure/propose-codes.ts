import { suspectColumn } from '@gloact/disclosure'
import type { Problem } from '@gloact/command'
import type { ReadCodes } from './code-rows.ts'
import { NUMBER } from './header-watch.ts'

const MOST_CODES = 2000
const MOST_NUMBERS = 60

export interface ProposedCodes {
  readonly json: Readonly<Record<string, unknown>>
  /** Columns that were left out, each with why. */
  readonly leftOut: readonly string[]
}

export const SUSPICIONS = {
  name: 'it may hold names',
  identifier: 'it may hold identifiers',
  contact: 'it may hold ways to reach a person',
  date: 'it holds whole dates; a year or a month may do',
  free_text: 'it may hold free text',
  own_values: 'almost every row has a value of its own',
} as const

const TOO_MANY = `it has over ${MOST_CODES} different values; put them into groups`

/** Why a column is not offered for publication; undefined where nothing speaks against it. Nothing of a value is in it. */
export function objectionTo({ name, codes, counts }: ReadCodes['columns'][number]): string | undefined {
  const values = new Map<string, number>()
  for (const [code, value] of codes.entries()) if (value !== '' && counts[code]! > 0) values.set(value, counts[code]!)
  return objectionToValues(name, values)
}

/** The same of a column's different values, each with how many persons have it; none of them where only its heading is known. */
export function objectionToValues(name: string, values: ReadonlyMap<string, number>): string | undefined {
  const suspicion = suspicionOf(name, values)
  if (suspicion !== undefined) return suspicion
  if (values.size > MOST_CODES) return TOO_MANY
  const numbers = [...values.keys()].filter((value) => NUMBER.test(value)).length
  if (numbers > MOST_NUMBERS && numbers > values.size / 2) return 'it holds numbers; put them into bands'
  return undefined
}

/** Why a column may tell who somebody is; undefined where it may not. */
export function suspicionOf(name: string, values: ReadonlyMap<string, number>): string | undefined {
  const suspicion = suspectColumn(name, values)
  return suspicion && SUSPICIONS[suspicion.kind]
}

/** That a column by which figures would be told is refused, and what to do. */
export const identifyingColumn = (name: string, objection: string): Problem => ({
  code: 'disclosure.identifying_column',
  message: `“${name}” is not published: ${objection}. Take another column, or put its values into groups first.`,
})

/**
 * Code lists taken from the data, for people to look at. They say that they are a proposal; no count stands in them. `overfull`
 * are the columns of which not all values could be read, so many there are.
 */
export function proposeCodes({ columns }: ReadCodes, overfull: ReadonlySet<number> = new Set()): ProposedCodes {
  const leftOut: string[] = []
  const lists: Record<string, unknown> = {}
  for (const [at, column] of columns.entries()) {
    const objection = overfull.has(at) ? TOO_MANY : objectionTo(column)
    const codes = column.codes.filter((code) => code !== '').toSorted()
    if (objection !== undefined) leftOut.push(`“${column.name}” was left out: ${objection}.`)
    else if (codes.length === 0) leftOut.push(`“${column.name}” was left out: every cell is empty.`)
    else lists[column.name] = codes
  }
  return {
    leftOut,
    json: {
      version: 'proposed',
      status: 'proposed',
      review:
        'These values were taken from the data. Remove what only a few people have and what is not public, add what may ' +
        'occur, group where a list is long, declare under “impossible” what cannot be together, then set “version” to ' +
        'your own and “status” to “reviewed”.',
      columns: lists,
      impossible: [],
      official: [],
    },
  }
}
