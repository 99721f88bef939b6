import { objectionTo, TOO_MANY_VALUES, type CountedCodes } from '../objections.ts'

export interface ProposedCodes {
  readonly json: Readonly<Record<string, unknown>>
  /** Columns that were left out, each with why. */
  readonly leftOut: readonly string[]
}

/**
 * Code lists taken from the data, for people to look at. They say that they are a proposal; no count stands in them. `overfull`
 * are the columns of which not all values could be read, so many there are.
 */
export function proposeCodes(
  { columns }: { readonly columns: readonly CountedCodes[] },
  overfull: ReadonlySet<number> = new Set(),
): ProposedCodes {
  const leftOut: string[] = []
  const lists: Record<string, unknown> = {}
  for (const [at, column] of columns.entries()) {
    const objection = overfull.has(at) ? TOO_MANY_VALUES : objectionTo(column)
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
