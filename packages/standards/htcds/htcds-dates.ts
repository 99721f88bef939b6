import { isPartialDate, type PartialDate } from '@gloact/kernel'
import { dateOfSerial, textOf, type Cell, type DateSystem } from '@gloact/workbook'
import type { RejectionReason } from '../row-rejection.ts'

/** Which of two numbers of a written date is the day. There is no default: a guess would turn birthdays around. */
export const DATE_ORDERS = ['day_first', 'month_first'] as const

export type DateOrder = (typeof DATE_ORDERS)[number]

type Read = { readonly date: PartialDate } | { readonly reason: RejectionReason }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const pad = (number: number, width = 2): string => String(number).padStart(width, '0')

/** A number from 1900 to 2100 in a column of dates is a year that somebody typed, not a day of the year 1905. */
const isYear = (number: number): boolean => Number.isInteger(number) && number >= 1900 && number <= 2100

/**
 * A date as a cell holds it: a workbook's date or day number, or text: `YYYY-MM-DD` (with or without a time),
 * `DD/MM/YYYY` or `MM/DD/YYYY` with `/`, `.` or `-`, `14 March 2001`, `March 2001`, `03/2001`, `2001`.
 */
export function readDate(cell: Cell, system: DateSystem, order: DateOrder | undefined): Read {
  if (typeof cell === 'number') {
    if (isYear(cell)) return { date: String(cell) as PartialDate }
    const date = dateOfSerial(cell, system)
    return date === undefined ? { reason: 'not_a_date' } : { date: date as string as PartialDate }
  }
  const text = textOf(cell).replace(/[T ]\d{1,2}:\d{2}.*$/, '')
  if (isPartialDate(text)) return { date: text }
  if (/^\d{5}$/.test(text)) return readDate(Number(text), system, order)

  const numbers = /^(\d{1,4})[/.-](\d{1,2})(?:[/.-](\d{1,4}))?$/.exec(text)
  if (numbers) return fromNumbers(numbers[1]!, numbers[2]!, numbers[3], order)

  const words =
    /^(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+)?([a-z]{3,9})\.?[\s,-]+(?:(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+)?(\d{4})$/i.exec(
      text,
    )
  const month = words ? MONTHS.indexOf(words[2]!.slice(0, 3).toLowerCase()) + 1 : 0
  if (!words || month === 0) return { reason: 'not_a_date' }
  const day = words[1] ?? words[3]
  return made(words[4]!, month, day === undefined ? undefined : Number(day))
}

function fromNumbers(a: string, b: string, c: string | undefined, order: DateOrder | undefined): Read {
  if (c === undefined) {
    // Month and year, in either order.
    if (a.length === 4) return made(a, Number(b))
    return { reason: 'not_a_date' }
  }
  if (a.length === 4) return made(a, Number(b), Number(c))
  if (c.length !== 4) return { reason: 'ambiguous_date' }
  const [first, second] = [Number(a), Number(b)]
  if (first === second) return made(c, second, first)
  if (first > 12) return made(c, second, first)
  if (second > 12) return made(c, first, second)
  if (order === undefined) return { reason: 'ambiguous_date' }
  return order === 'day_first' ? made(c, second, first) : made(c, first, second)
}

function made(year: string, month: number, day?: number): Read {
  const text = day === undefined ? `${year}-${pad(month)}` : `${year}-${pad(month)}-${pad(day)}`
  return isPartialDate(text) ? { date: text } : { reason: 'not_a_date' }
}
