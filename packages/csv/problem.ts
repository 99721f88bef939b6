import type { Failure } from '@gloact/kernel'

const PROBLEMS = {
  'csv.not_found': 'The file does not exist, or may not be read.',
  'csv.empty': 'The file is empty: its first line has to name the columns.',
  'csv.workbook':
    'This is a workbook or another packed file, not text. Save it as CSV first (in a spreadsheet: Save as, “CSV UTF-8”).',
  'csv.binary': 'This is not text: it holds bytes that no text has. Save it as CSV in UTF-8.',
  'csv.encoding': 'The text is not in the encoding that was named. Save it as CSV in UTF-8, or name another encoding.',
  'csv.encoding_unknown':
    'The text is neither UTF-8, UTF-16 nor Windows-1252: another encoding, such as Windows-1251 or 1256. Save it as CSV in UTF-8.',
  'csv.no_header': 'The first line holds only numbers. Add a line with the names of the columns above it.',
  'csv.column_twice': 'Columns {first} and {second} have the same name. Give each column a name of its own.',
  'csv.row_too_long':
    'Row {row} (the header is row 1) has {cells} cells, the header {columns}. Put cells that hold the separator in double quotes.',
  'csv.record_too_large':
    'A record has over {limit} characters (it begins near line {line}). A double quote that is never closed can cause this, too.',
  'csv.unclosed_quote': 'A double quote that opens a cell is never closed. The record begins near line {line}.',
  'csv.quotes':
    'There is a double quote on line {line} where none may be. Put the whole cell in double quotes, and double those inside it.',
  'csv.delimiter':
    'What separates the columns is one character: a comma, a semicolon, a bar, or a tab. It is not a double quote or a line break.',
  'csv.too_large':
    'The file has {megabytes} MB; to be held in memory it may have {limit} MB at most. Split it, or leave out columns.',
  'csv.cancelled': 'Reading was cancelled.',
  'csv.not_writable': 'The file cannot be written there. Check the folder and its permissions.',
} as const

export type TableProblemCode = keyof typeof PROBLEMS

/** What kept a table from being read or written: a code to hold on to, and words that say what to do. No cell's text. */
export interface TableProblem extends Failure<TableProblemCode> {
  readonly message: string
}

/** Something that was read all the same, and that the reader should know. No cell's text. */
export interface TableWarning {
  readonly code:
    | 'csv.windows_1252'
    | 'csv.short_rows'
    | 'csv.unnamed_columns'
    | 'csv.one_column'
    | 'csv.header_like_data'
  /** What its sentence is filled in with. */
  readonly params?: Readonly<Record<string, string | number>>
  readonly message: string
}

export function tableProblem(
  code: TableProblemCode,
  params: Readonly<Record<string, string | number>> = {},
): TableProblem {
  const message = PROBLEMS[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '?'))
  return { code, params, message }
}

/** Thrown out of the rows of a table, which are an iterable and have no other way out. */
export class TableError extends Error {
  readonly problem: TableProblem

  constructor(problem: TableProblem) {
    super(problem.message)
    this.name = 'TableError'
    this.problem = problem
  }
}
