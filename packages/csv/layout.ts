import { err, ok, type Result } from '@gloact/kernel'
import { TableError, tableProblem, type TableProblem, type TableWarning } from './problem.ts'

export interface HeaderOptions {
  /** Whether the first record names the columns (it does unless told otherwise). */
  readonly header?: boolean
}

const NUMBER = /^[-+]?\d+(?:[.,]\d+)?$/
/** What no column is called, and a person's record often holds: a day, an e-mail address, a number of a telephone or a document. */
const LIKE_DATA = [/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/, /^[^\s@]+@[^\s@]+\.[^\s@]+$/, /^[+(]?\d[\d\s()-]{6,}$/]

/**
 * The names of the columns, from the first record: trimmed, each once. A column without a name is called `column_3` by its
 * place, and said; so is a first record that looks like data. Refused where two have the same name, or where every name is a number (there is no header then).
 */
export function columnsOf(
  first: readonly string[],
  { header = true }: HeaderOptions = {},
): Result<{ readonly columns: string[]; readonly warnings: TableWarning[] }, TableProblem> {
  const place = (at: number) => `column_${at + 1}`
  if (!header) return ok({ columns: first.map((_, at) => place(at)), warnings: [] })
  const names = first.map((name) => name.trim())
  if (names.every((name) => NUMBER.test(name))) return err(tableProblem('csv.no_header'))
  const columns = names.map((name, at) => (name === '' ? place(at) : name))
  const placeOf = new Map<string, number>()
  for (const [at, name] of columns.entries()) {
    const before = placeOf.get(name)
    if (before !== undefined) return err(tableProblem('csv.column_twice', { first: before + 1, second: at + 1 }))
    placeOf.set(name, at)
  }
  const warnings: TableWarning[] = []
  const unnamed = names.flatMap((name, at) => (name === '' ? [at + 1] : []))
  if (unnamed.length > 0) {
    const which = unnamed.length === 1 ? `Column ${unnamed[0]} has` : `Columns ${unnamed.join(', ')} have`
    warnings.push({
      code: 'csv.unnamed_columns',
      params: { columns: unnamed.join(', ') },
      message: `${which} no name and are named by their position.`,
    })
  }
  const likeData = names.flatMap((name, at) => (LIKE_DATA.some((data) => data.test(name)) ? [at + 1] : []))
  if (likeData.length > 0) {
    warnings.push({
      code: 'csv.header_like_data',
      params: { columns: likeData.join(', ') },
      // The first person would be left out of what is worked out. What stands there is not repeated: it may be theirs.
      message:
        `The first row looks like data, not like the names of columns (position ${likeData.join(', ')}). ` +
        'If it is, add a row of names above it: the first row is not counted.',
    })
  }
  if (columns.length === 1) {
    warnings.push({
      code: 'csv.one_column',
      message: 'The table has one column only. If there should be more, name the character that separates them.',
    })
  }
  return ok({ columns, warnings })
}

/**
 * Makes records, as they come, as long as the header: empty cells are added at their end, or taken from it. Where more than
 * empty cells would go it throws `TableError`. Counts the shorter ones for a warning.
 */
export function rowFitter(
  columns: number,
  { header = true }: HeaderOptions = {},
): { readonly fit: (cells: string[]) => string[]; readonly warnings: () => TableWarning[] } {
  let row = header ? 1 : 0
  let short = 0
  let firstShort = 0
  return {
    fit(cells) {
      row++
      if (cells.length === columns) return cells
      if (cells.length < columns) {
        if (short++ === 0) firstShort = row
        return [...cells, ...Array.from({ length: columns - cells.length }, () => '')]
      }
      if (cells.slice(columns).every((cell) => cell.trim() === '')) return cells.slice(0, columns)
      throw new TableError(tableProblem('csv.row_too_long', { row, cells: cells.length, columns }))
    },
    warnings: () => (short > 0 ? [shortRows(short, firstShort)] : []),
  }
}

/** What is said of a text that is read as Windows-1252 since it is not UTF-8. */
export const readAsWindows1252: TableWarning = {
  code: 'csv.windows_1252',
  message: 'The file is not UTF-8 and is read as Windows-1252: check accented letters, or save it as UTF-8.',
}

/** What is said of records that are shorter than the header. */
const shortRows = (count: number, row: number): TableWarning => ({
  code: 'csv.short_rows',
  params: { rows: count, first: row },
  message:
    `${count} ${count === 1 ? 'row has' : 'rows have'} fewer cells than the header (the first is row ${row}); ` +
    'the missing ones are read as empty.',
})
