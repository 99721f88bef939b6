import { delimiterOf, type Delimiter } from '../delimiter.ts'
import { separatorLine } from '../separator-line.ts'
import { recordSplitter } from '../split-records.ts'

export interface RecordOptions {
  /** The separator, one character; found out from the beginning where none is named. */
  readonly delimiter?: string | undefined
  /** Separators that are thought of where none is named. */
  readonly among?: readonly Delimiter[]
  /** Refuses a quote out of its place as damage: where a person's name would go into another's row. */
  readonly strictQuotes?: boolean
  /** Told which separator it is, before the first record. */
  readonly onDelimiter?: (delimiter: string) => void
}

/**
 * The records of a text that comes in pieces, as many at a time as a piece completes, the header among them; lines that are
 * empty are passed over. Text that cannot be taken apart throws `TableError`; what the pieces throw goes through as it is.
 */
export async function* readRecords(
  text: AsyncIterable<string>,
  { delimiter, among, strictQuotes = false, onDelimiter }: RecordOptions = {},
): AsyncGenerator<string[][]> {
  let splitter: ReturnType<typeof recordSplitter> | undefined
  for await (const piece of text) {
    let body = piece
    if (!splitter) {
      const told = separatorLine(piece)
      body = told?.rest ?? piece
      const separator = delimiter ?? told?.delimiter ?? delimiterOf(body, among)
      onDelimiter?.(separator)
      splitter = recordSplitter({ delimiter: separator, strictQuotes })
    }
    const records = splitter.push(body)
    if (records.length > 0) yield records
  }
  const last = splitter?.end() ?? []
  if (last.length > 0) yield last
}
