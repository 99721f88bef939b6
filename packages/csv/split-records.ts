import { TableError, tableProblem } from './problem.ts'

/** No table of people comes near; a quote that is never closed does not fill the memory. In characters. */
const LONGEST_RECORD = 1 << 20

export interface SplitOptions {
  /** One character. */
  readonly delimiter: string
  /** Refuses a quote out of its place as damage: where a person's name would go into another's row. */
  readonly strictQuotes?: boolean
}

/** Takes records out of a text that comes in pieces. What cannot be taken apart throws `TableError`. */
export interface RecordSplitter {
  /** The records that are complete with this piece, in order. */
  push(text: string): string[][]
  /** What is left when there is no more text. */
  end(): string[][]
}

const QUOTE = '"'

/**
 * Records as RFC 4180 has them, and as people write them: lines that are empty are passed over; a quote inside a cell that does
 * not begin with one (5" pipe) is a character like any other, and so are quotes about a part of a cell. Lines end as the first
 * one does: by LF, with or without CR before it, or by CR alone.
 *
 * A line without a quote is cut at its delimiters by the engine; only a record that holds a quote is looked at cell by cell.
 */
export function recordSplitter({ delimiter, strictQuotes = false }: SplitOptions): RecordSplitter {
  let rest = ''
  /** The line that the record at hand begins on, counted from 1. */
  let line = 1
  let isStart = true
  let lineEnd: '\n' | '\r' | undefined

  function take(text: string, isLast: boolean): string[][] {
    const records: string[][] = []
    const quoteFrom = ahead(text, QUOTE)
    const delimiterFrom = ahead(text, delimiter)
    let endFrom = lineEnd && ahead(text, lineEnd)

    /** Where the line ends, if that is told and before `limit`; otherwise -1, and at the end of all the text its length. */
    const lineStop = (at: number, limit: number): number => {
      if (!endFrom) {
        const end = text.slice(at, limit < 0 ? undefined : limit).search(/[\r\n]/) + at
        if (end >= at && !(text[end] === '\r' && isOpen(end + 1))) {
          lineEnd = text[end] === '\r' && text[end + 1] !== '\n' ? '\r' : '\n'
          endFrom = ahead(text, lineEnd)
        }
      }
      const end = endFrom?.(at) ?? -1
      if (end < 0) return isLast ? text.length : -1
      return lineEnd === '\r' && isOpen(end + 1) ? -1 : end
    }
    /** Whether more of the text may follow at this place. */
    const isOpen = (at: number): boolean => !isLast && at >= text.length
    /** A line's content goes up to here. */
    const contentStop = (at: number, end: number): number =>
      lineEnd !== '\r' && end > at && text[end] === '\n' && text[end - 1] === '\r' ? end - 1 : end
    const afterLine = (end: number): number => (lineEnd === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1)
    const misplaced = (from: number, at: number): TableError =>
      new TableError(tableProblem('csv.quotes', { line: line + feedsIn(text, from, at) }))

    /** The cells of a record that holds a quote, and where the next begins; undefined where its end is not there yet. */
    const quotedRecord = (from: number): { readonly cells: string[]; readonly next: number } | undefined => {
      const cells: string[] = []
      for (let at = from; ;) {
        let before = ''
        if (text[at] === QUOTE) {
          const quoted = quotedCell(text, at)
          if (!quoted && isLast) throw new TableError(tableProblem('csv.unclosed_quote', { line }))
          if (!quoted || isOpen(quoted.after)) return undefined
          const { value, after } = quoted
          if (text.startsWith(delimiter, after)) {
            cells.push(value)
            at = after + delimiter.length
            continue
          }
          const isEnd = after === text.length || text[after] === '\n' || text[after] === '\r'
          const end = isEnd ? lineStop(after, -1) : -1
          if (isEnd && end < 0) return undefined
          if (isEnd && contentStop(after, end) === after) return { cells: [...cells, value], next: afterLine(end) }
          if (strictQuotes) throw misplaced(from, after)
          before = `${QUOTE}${value}${QUOTE}`
          at = after
        }
        const delimited = delimiterFrom(at)
        const end = lineStop(at, delimited)
        const isDelimited = delimited >= 0 && (end < 0 || delimited < end)
        if (!isDelimited && end < 0) return undefined
        const stop = isDelimited ? delimited : contentStop(at, end)
        const cell = text.slice(at, stop)
        if (strictQuotes && cell.includes(QUOTE)) throw misplaced(from, at)
        cells.push(before + cell)
        if (!isDelimited) return { cells, next: afterLine(end) }
        at = stop + delimiter.length
      }
    }

    let at = 0
    while (at < text.length) {
      const quote = quoteFrom(at)
      const end = lineStop(at, quote)
      let next: number
      if (quote >= 0 && (end < 0 || quote < end)) {
        const record = quotedRecord(at)
        if (!record) break
        records.push(record.cells)
        next = record.next
        line += feedsIn(text, at, next - 1) + 1
      } else {
        if (end < 0) break
        const stop = contentStop(at, end)
        if (stop > at) records.push(text.slice(at, stop).split(delimiter))
        next = afterLine(end)
        line++
      }
      if (next - at > LONGEST_RECORD) throw tooLarge()
      at = next
    }
    rest = text.slice(at)
    if (rest.length > LONGEST_RECORD) throw tooLarge()
    return records
  }

  const tooLarge = (): TableError =>
    new TableError(tableProblem('csv.record_too_large', { limit: LONGEST_RECORD, line }))

  return {
    push(text) {
      const piece = isStart && text.startsWith('\uFEFF') ? text.slice(1) : text
      isStart &&= text === ''
      return take(rest === '' ? piece : rest + piece, false)
    },
    end: () => take(rest, true),
  }
}

/** Finds a character from places that never go back, looking through no stretch of the text twice. */
function ahead(text: string, character: string): (at: number) => number {
  let found = -2
  return (at) => {
    if (found !== -1 && found < at) found = text.indexOf(character, at)
    return found
  }
}

/** What stands in quotes from `at` on, and where it ends; undefined where it is not closed. */
function quotedCell(text: string, at: number): { readonly value: string; readonly after: number } | undefined {
  let value = ''
  for (let from = at + 1; ;) {
    const quote = text.indexOf(QUOTE, from)
    if (quote < 0) return undefined
    if (text[quote + 1] !== QUOTE) return { value: value + text.slice(from, quote), after: quote + 1 }
    value += text.slice(from, quote + 1)
    from = quote + 2
  }
}

/** How many line feeds stand between two places. */
function feedsIn(text: string, from: number, to: number): number {
  const stretch = text.slice(from, to)
  let feeds = 0
  for (let at = stretch.indexOf('\n'); at >= 0; at = stretch.indexOf('\n', at + 1)) feeds++
  return feeds
}
