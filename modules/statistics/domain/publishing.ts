import { addMonths, asPlainDate, type PlainDate } from '@gloact/kernel'

/** Whether what was published on a day stays: it was published so many months after the end of its year, or later. */
export const isClosed = (year: number, publishedOn: PlainDate, afterMonths: number): boolean =>
  publishedOn >= addMonths(asPlainDate(`${year + 1}-01-01`), afterMonths)
