import { parse } from 'csv-parse'
import { problemOf } from '../csv-error.ts'
import { delimiterOf, type Delimiter } from '../delimiter.ts'
import { LONGEST_RECORD, parseOptions, separatorLine } from '../parse-options.ts'
import { TableError } from '../problem.ts'

export interface RecordOptions {
  /** The separator; found out from the beginning where none is named. */
  readonly delimiter?: string | undefined
  /** Separators that are thought of where none is named. */
  readonly among?: readonly Delimiter[]
  /** Refuses a quote out of its place as damage: where a person's name would go into another's row. */
  readonly strictQuotes?: boolean
  /** Told which separator it is, before the first record. */
  readonly onDelimiter?: (delimiter: string) => void
}

type Parser = ReturnType<typeof parse>

/**
 * The records of a text that comes in pieces, one at a time, the header among them; lines that are empty are passed over.
 * Text that cannot be taken apart throws `TableError`; what the pieces throw goes through as it is.
 */
export async function* readRecords(
  text: AsyncIterable<string>,
  { delimiter, among, strictQuotes, onDelimiter }: RecordOptions = {},
): AsyncGenerator<string[]> {
  const source = text[Symbol.asyncIterator]()
  const first = await source.next()
  const start = first.done ? '' : first.value
  const told = separatorLine(start)
  const body = told?.rest ?? start
  const separator = delimiter ?? told?.delimiter ?? delimiterOf(body, among)
  onDelimiter?.(separator)
  const parser = parse(parseOptions(separator, LONGEST_RECORD, strictQuotes))
  // Fed by hand rather than piped: an error of the source ends the parser, and the other way round.
  const feeding = feed(parser, body, { [Symbol.asyncIterator]: () => source })
  try {
    yield* parser as AsyncIterable<string[]>
    await feeding
  } catch (error) {
    const problem = problemOf(error, LONGEST_RECORD)
    throw problem ? new TableError(problem) : error
  } finally {
    parser.destroy()
    await feeding.catch(() => undefined)
  }
}

async function feed(parser: Parser, start: string, source: AsyncIterable<string>): Promise<void> {
  const drained = () =>
    new Promise<void>((resolve) => {
      const go = () => {
        parser.off('drain', go).off('close', go)
        resolve()
      }
      parser.on('drain', go).on('close', go)
    })
  try {
    if (!parser.write(start)) await drained()
    for await (const text of source) {
      if (parser.destroyed) return
      if (!parser.write(text)) await drained()
    }
    parser.end()
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}
