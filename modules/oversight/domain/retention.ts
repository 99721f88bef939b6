import { addMonths, type PlainDate } from '@gloact/kernel'

/** How long a country keeps closed files, as its page shows it. Protection reckons by it when each file's time ends. */
export interface RetentionRule {
  readonly adultYears: number
  readonly childYearsAfter18: number
  readonly basis: string
}

/** What the end of a file's retention was reckoned from; `child_age_unknown`: as if the child had been newborn. */
export const RETENTION_KINDS = ['adult', 'child', 'child_age_unknown'] as const

/** A closed file as this page sees it: whose it is, its number and the first day on which it need no longer be kept. */
export interface ClosedFile {
  readonly fileId: string
  readonly number: string
  readonly agencyName: string | null
  readonly kind: (typeof RETENTION_KINDS)[number]
  readonly endsOn: PlainDate
}

/** The twelve months from the one that `today` lies in, as `YYYY-MM`. */
export const monthsFrom = (today: PlainDate, count = 12): readonly string[] =>
  Array.from({ length: count }, (_, index) => addMonths(`${today.slice(0, 7)}-01` as PlainDate, index).slice(0, 7))
