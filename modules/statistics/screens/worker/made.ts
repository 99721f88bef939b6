/** A sentence of the catalogue with what stands in it. */
export interface Words {
  readonly id: string
  readonly params?: Readonly<Record<string, string | number>>
}

/** What heads a column: words of ours, or a name that stands in the file. */
export type Heading = Words | string

export type Cell = string | number | Words

/** A table of what was made: numbers as numbers, so that they are written as the reader’s language does. */
export interface MadeTable {
  readonly title: Words
  readonly columns: readonly Heading[]
  readonly rows: readonly (readonly Cell[])[]
  /** The columns that are shown as bars as well, by their places. */
  readonly bars?: readonly number[]
  /** The rows that are totals of others: no bars, they would dwarf their parts. */
  readonly totals?: readonly number[]
  /** How many rows are left out here and stand in the file. */
  readonly more?: number
}

export interface MadeFile {
  /** What the button says. */
  readonly label: string
  /** How the file’s name ends: `pairs.csv`. */
  readonly ending: string
  readonly file: Blob
}

/** What a tool has made of files: the first line in words, what to know, tables, and files to save. */
export interface Made {
  readonly first: Words
  readonly notes: readonly Words[]
  /** The package’s own words, in English. */
  readonly details: readonly string[]
  readonly tables: readonly MadeTable[]
  readonly files: readonly MadeFile[]
}

export const jsonFile = (value: unknown): Blob =>
  new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' })
