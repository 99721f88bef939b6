import { asciiDigits, isPartialDate, type PartialDate, type PlainDate } from '@gloact/kernel'

/** The three boxes of a date, as typed. */
export interface DateParts {
  readonly day: string
  readonly month: string
  readonly year: string
}

export type DatePrecision = 'day' | 'month' | 'year'

export const partsOfDate = (date: PartialDate | PlainDate | null): DateParts => {
  const [year = '', month = '', day = ''] = date?.split('-') ?? []
  return { year, month: month === '' ? '' : String(Number(month)), day: day === '' ? '' : String(Number(day)) }
}

/**
 * The date that the boxes say: null where they are empty, undefined where they say none (30 February, a day without its
 * month) or one that is coarser than is taken.
 */
export function dateOfParts(parts: DateParts, precision: DatePrecision): PartialDate | null | undefined {
  const [year, month, day] = [parts.year, parts.month, parts.day].map((text) => asciiDigits(text).trim()) as [
    string,
    string,
    string,
  ]
  if (year === '' && month === '' && day === '') return null
  if (!/^\d{4}$/.test(year)) return undefined
  if (day !== '' && month === '') return undefined
  if (precision !== 'year' && month === '') return undefined
  if (precision === 'day' && day === '') return undefined
  const text = [year, month, day]
    .filter((part) => part !== '')
    .map((part) => part.padStart(2, '0'))
    .join('-')
  return isPartialDate(text) ? text : undefined
}
