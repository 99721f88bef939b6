import { suspectColumn } from './suspect.ts'

/** A number as it is written in a cell. */
export const NUMBER = /^[-+]?\d+(?:[.,]\d+)?$/
const MOST_CODES = 2000
const MOST_NUMBERS = 60

export const SUSPICIONS = {
  name: 'it may hold names',
  identifier: 'it may hold identifiers',
  contact: 'it may hold ways to reach a person',
  date: 'it holds whole dates; a year or a month may do',
  free_text: 'it may hold free text',
  own_values: 'almost every row has a value of its own',
} as const

export const TOO_MANY_VALUES = `it has over ${MOST_CODES} different values; put them into groups`

/** A column’s codes, and how many rows hold each. */
export interface CountedCodes {
  readonly name: string
  readonly codes: readonly string[]
  readonly counts: Uint32Array
}

/** Why a column is not offered for publication; undefined where nothing speaks against it. Nothing of a value is in it. */
export function objectionTo({ name, codes, counts }: CountedCodes): string | undefined {
  const values = new Map<string, number>()
  for (const [code, value] of codes.entries()) if (value !== '' && counts[code]! > 0) values.set(value, counts[code]!)
  return objectionToValues(name, values)
}

/** The same of a column's different values, each with how many persons have it; none of them where only its heading is known. */
export function objectionToValues(name: string, values: ReadonlyMap<string, number>): string | undefined {
  const suspicion = suspicionOf(name, values)
  if (suspicion !== undefined) return suspicion
  if (values.size > MOST_CODES) return TOO_MANY_VALUES
  const numbers = [...values.keys()].filter((value) => NUMBER.test(value)).length
  if (numbers > MOST_NUMBERS && numbers > values.size / 2) return 'it holds numbers; put them into bands'
  return undefined
}

/** Why a column may tell who somebody is; undefined where it may not. */
export function suspicionOf(name: string, values: ReadonlyMap<string, number>): string | undefined {
  const suspicion = suspectColumn(name, values)
  return suspicion && SUSPICIONS[suspicion.kind]
}
