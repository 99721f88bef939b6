import { err, ok, type Result } from '@gloact/kernel'
import { delimiterOf, isDelimiter } from './delimiter.ts'
import { columnsOf, rowFitter, type HeaderOptions } from './layout.ts'
import { TableError, tableProblem, type TableProblem, type TableWarning } from './problem.ts'
import { separatorLine } from './separator-line.ts'
import { recordSplitter } from './split-records.ts'

/** A table held in memory. Every row has as many cells as there are columns; cells are text as it was written. */
export interface ParsedTable {
  readonly columns: readonly string[]
  readonly rows: string[][]
  readonly delimiter: string
  readonly warnings: readonly TableWarning[]
}

export interface ParseTableOptions extends HeaderOptions {
  /** The separator, if it is not to be found out: comma, semicolon, tab or bar. */
  readonly delimiter?: string | undefined
}

/**
 * A table from text, as it is pasted or read from a picked file; runs in a browser, too. For a file on a disk
 * `readTable` of `@gloact/csv/node` is faster, and finds out the encoding.
 */
export function parseTable(text: string, options: ParseTableOptions = {}): Result<ParsedTable, TableProblem> {
  const told = separatorLine(text)
  const body = told?.rest ?? text
  const delimiter = options.delimiter ?? told?.delimiter ?? delimiterOf(body)
  if (!isDelimiter(delimiter)) return err(tableProblem('csv.delimiter'))
  const splitter = recordSplitter({ delimiter })
  try {
    return tableOf([...splitter.push(body), ...splitter.end()], delimiter, options)
  } catch (error) {
    if (error instanceof TableError) return err(error.problem)
    throw error
  }
}

function tableOf(
  records: readonly string[][],
  delimiter: string,
  { header = true }: HeaderOptions,
): Result<ParsedTable, TableProblem> {
  const [first] = records
  if (!first) return err(tableProblem('csv.empty'))
  const layout = columnsOf(first, { header })
  if (!layout.ok) return layout
  const { columns, warnings } = layout.value
  const fitter = rowFitter(columns.length, { header })
  const rows = (header ? records.slice(1) : records).map(fitter.fit)
  return ok({ columns, rows, delimiter, warnings: [...warnings, ...fitter.warnings()] })
}
