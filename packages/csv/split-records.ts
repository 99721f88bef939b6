import { TableError, tableProblem } from './problem.ts'

/** No table of people comes near; a quote that is never closed does not fill the memory. In characters. */
export const LONGEST_RECORD = 1 << 20

export interface SplitOptions {
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

interface Taken {
  readonly cells: string[]
  /** Where the next record begins. */
  readonly next: number
}

const QUOTE = '"'

/**
 * Records as RFC 4180 has them, and as people write them: lines that are empty are passed over; a quote inside a cell that does
 * not begin with one (5" pipe) is a character like any other; so are quotes about a part of a cell. Lines end as the first one
 * does, by LF (with or without CR before it) or by CR alone.
 */
export function recordSplitter({ delimiter, strictQuotes = false }: SplitOptions): RecordSplitter {
  let rest = ''
  /** The first line of the record at hand, counted from 1. */
  let line = 1
  let isStart = true
  let lineEnd: '\n' | '\r' | undefined

  /** Where a line ends that is looked for from `at` on; -1 where the text does not tell yet. */
  const lineEndFrom = (text: string, at: number, isLast: boolean): number => {
    if (lineEnd === undefined) {
      const end = text.slice(at).search(/[\r\n]/)
      if (end < 0) return -1
      const next = text[at + end + 1]
      // A CR that the text ends with may be half of an end.
      if (text[at + end] === '\r' && next === undefined && !isLast) return -1
      lineEnd = text[at + end] === '\r' && next !== '\n' ? '\r' : '\n'
    }
    const end = text.indexOf(lineEnd, at)
    return lineEnd === '\r' && end === text.length - 1 && !isLast ? -1 : end
  }
  /** A line without what ends it. */
  const contentEnd = (text: string, at: number, end: number): number =>
    lineEnd === '\n' && end > at && text[end - 1] === '\r' ? end - 1 : end
  const nextLine = (text: string, end: number): number =>
    lineEnd === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
  const linesIn = (text: string, from: number, to: number): number => {
    let lines = 0
    for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++
    return lines
  }
  const misplaced = (text: string, from: number, at: number): TableError =>
    new TableError(tableProblem('csv.quotes', { line: line + linesIn(text, from, at) }))
  const tooLarge = (): TableError =>
    new TableError(tableProblem('csv.record_too_large', { limit: LONGEST_RECORD, line }))

  /** A record that holds a quote; undefined where its end is not there yet. */
  function quotedRecord(text: string, from: number, isLast: boolean): Taken | undefined {
    const cells: string[] = []
    let at = from
    let end = lineEndFrom(text, at, isLast)
    for (;;) {
      let before = ''
      if (text[at] === QUOTE) {
        const quoted = quotedCell(text, at)
        if (quoted === undefined) {
          if (isLast) throw new TableError(tableProblem('csv.unclosed_quote', { line }))
          return undefined
        }
        const { value, after } = quoted
        if (after === text.length) {
          if (!isLast) return undefined
          cells.push(value)
          return { cells, next: after }
        }
        if (text.startsWith(delimiter, after)) {
          cells.push(value)
          at = after + delimiter.length
          continue
        }
        if (end >= 0 && end < after) end = lineEndFrom(text, after, isLast)
        if (end >= 0 && contentEnd(text, after, end) === after) {
          cells.push(value)
          return { cells, next: nextLine(text, end) }
        }
        // A CR that may be half of an end.
        if (!isLast && end < 0 && text[after] === '\r' && after === text.length - 1) return undefined
        if (strictQuotes) throw misplaced(text, from, after)
        before = `${QUOTE}${value}${QUOTE}`
        at = after
      }
      if (end >= 0 && end < at) end = lineEndFrom(text, at, isLast)
      if (end < 0 && !isLast) return undefined
      const lineStop = end < 0 ? text.length : contentEnd(text, at, end)
      const delimited = text.indexOf(delimiter, at)
      const isDelimited = delimited >= 0 && delimited < lineStop
      const stop = isDelimited ? delimited : lineStop
      const cell = text.slice(at, stop)
      if (strictQuotes && cell.includes(QUOTE)) throw misplaced(text, from, at)
      cells.push(before + cell)
      if (!isDelimited) return { cells, next: end < 0 ? text.length : nextLine(text, end) }
      at = stop + delimiter.length
    }
  }

  function take(text: string, isLast: boolean): string[][] {
    const records: string[][] = []
    let at = 0
    let quote = text.indexOf(QUOTE)
    while (at < text.length) {
      if (quote >= 0 && quote < at) quote = text.indexOf(QUOTE, at)
      const found = lineEndFrom(text, at, isLast)
      const end = found < 0 && isLast ? text.length : found
      if (quote < 0 || (end >= 0 && quote > end)) {
        if (end < 0) break
        if (end - at > LONGEST_RECORD) throw tooLarge()
        const stop = found < 0 ? end : contentEnd(text, at, end)
        if (stop > at) records.push(text.slice(at, stop).split(delimiter))
        at = found < 0 ? end : nextLine(text, end)
        line++
        continue
      }
      const taken = quotedRecord(text, at, isLast)
      if (!taken) break
      if (taken.next - at > LONGEST_RECORD) throw tooLarge()
      records.push(taken.cells)
      line += Math.max(1, linesIn(text, at, taken.next))
      at = taken.next
    }
    rest = text.slice(at)
    if (rest.length > LONGEST_RECORD) throw tooLarge()
    return records
  }

  return {
    push(text) {
      let piece = text
      if (isStart && piece !== '') {
        isStart = false
        if (piece.startsWith('\uFEFF')) piece = piece.slice(1)
      }
      return take(rest === '' ? piece : rest + piece, false)
    },
    end: () => take(rest, true),
  }
}

/** What stands in quotes from `at` on, and where it ends; undefined where it is not closed. */
function quotedCell(text: string, at: number): { readonly value: string; readonly after: number } | undefined {
  let from = at + 1
  let value = ''
  for (;;) {
    const quote = text.indexOf(QUOTE, from)
    if (quote < 0) return undefined
    if (text[quote + 1] !== QUOTE) return { value: value + text.slice(from, quote), after: quote + 1 }
    value += text.slice(from, quote + 1)
    from = quote + 2
  }
}
