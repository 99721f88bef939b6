import { plainFigures } from '../fields/figures.ts'
import type { DateOrder } from '../schema.ts'

/** From the first to the last day that a date leaves open, in days since 1970; both are NaN where nothing is known. */
export interface Moment {
  readonly from: number
  readonly to: number
}

const NEVER: Moment = { from: Number.NaN, to: Number.NaN }
const DAY = 86_400_000

const day = (year: number, month: number, date: number): number => Math.round(Date.UTC(year, month - 1, date) / DAY)
const isMonth = (month: number): boolean => month >= 1 && month <= 12

function single(text: string, order: DateOrder): Moment {
  const parts = text.replace(/[T ]\d{1,2}:.*$/, '').split(/[-/. ]/)
  if (!parts.every((part) => /^\d{1,4}$/.test(part))) return NEVER
  const figures = parts.map(Number)
  if (parts.length === 1) {
    const [packed] = parts as [string]
    if (packed.length !== 4) return NEVER
    return { from: day(figures[0]!, 1, 1), to: day(figures[0]!, 12, 31) }
  }
  if (parts.length === 2) {
    const [year, month] = parts[0]!.length === 4 ? [figures[0]!, figures[1]!] : [figures[1]!, figures[0]!]
    if (year < 1000 || !isMonth(month)) return NEVER
    return { from: day(year, month, 1), to: day(year, month + 1, 0) }
  }
  if (parts.length !== 3) return NEVER
  const [one, two, three] = figures as [number, number, number]
  const [year, month, date] =
    parts[0]!.length === 4 ? [one, two, three] : order === 'mdy' ? [three, one, two] : [three, two, one]
  if (year < 1000 || !isMonth(month) || date < 1 || date > 31) return NEVER
  // 1 January often stands for a year of which no more is known.
  if (month === 1 && date === 1) return { from: day(year, 1, 1), to: day(year, 12, 31) }
  const on = day(year, month, date)
  return { from: on, to: on }
}

/** When something happened: a date, a month (2024-09), a year, or two of them with a stroke between (2024-09/2024-11). */
export function readMoment(text: string, order: DateOrder = 'ymd'): Moment {
  const whole = plainFigures(text)
  if (/^\d{8}$/.test(whole)) return single(`${whole.slice(0, 4)}-${whole.slice(4, 6)}-${whole.slice(6)}`, order)
  const direct = single(whole, order)
  if (!Number.isNaN(direct.from)) return direct
  const ends = whole.split(/\s*(?:\/|–|\.\.)\s*/)
  if (ends.length !== 2) return NEVER
  const [first, last] = [single(ends[0]!, order), single(ends[1]!, order)]
  return Number.isNaN(first.from) || Number.isNaN(last.to) || last.to < first.from
    ? NEVER
    : { from: first.from, to: last.to }
}

/** How many days lie between what two dates leave open; 0 where they meet, NaN where one is not known. */
export const daysApart = (a: Moment, b: Moment): number => Math.max(0, a.from - b.to, b.from - a.to)

export const isKnown = ({ from }: Moment): boolean => !Number.isNaN(from)
