declare const brand: unique symbol

/** A date without a time: `YYYY-MM-DD`, proleptic Gregorian. Never a `Date`: those shift with the time zone. */
export type PlainDate = string & { readonly [brand]: 'PlainDate' }

/** A date known to the year, the month or the day: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type PartialDate = string & { readonly [brand]: 'PartialDate' }

/** A moment: ISO 8601 in UTC with milliseconds, `2026-11-24T15:35:07.000Z`. */
export type Instant = string & { readonly [brand]: 'Instant' }

const DAY = 86_400_000
const PLAIN = /^(\d{4})-(\d{2})-(\d{2})$/
const PARTIAL = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/

/** Whether the text is a date that exists (30 February does not, nor does the year 0). */
export function isPlainDate(text: string): text is PlainDate {
  if (!PLAIN.test(text) || text.startsWith('0000')) return false
  const time = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

/**
 * The days that something which people enter or ask for may be of. A date outside of them is a slip of the hand (0226 for
 * 2026), and what is reckoned from a date within them stays within the calendar.
 */
export const DATE_RANGE = { first: '1800-01-01', last: '2199-12-31' } as const

/** Whether the text is a date that exists, within what is taken. */
export const isDateInRange = (text: string): text is PlainDate =>
  isPlainDate(text) && text >= DATE_RANGE.first && text <= DATE_RANGE.last

/** Whether the text is a moment within the same days, whatever its offset. */
export function isMomentInRange(text: string): boolean {
  const time = Date.parse(text)
  return (
    time >= Date.parse(`${DATE_RANGE.first}T00:00:00.000Z`) && time <= Date.parse(`${DATE_RANGE.last}T23:59:59.999Z`)
  )
}

export function isPartialDate(text: string): text is PartialDate {
  const parts = PARTIAL.exec(text)
  if (!parts) return false
  return isPlainDate(`${parts[1]}-${parts[2] ?? '01'}-${parts[3] ?? '01'}`)
}

/** Brands a text as a date; throws where it is none. */
export function asPlainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new TypeError('not a date of the form YYYY-MM-DD')
  return text
}

export function asInstant(value: string | number | Date): Instant {
  return new Date(value).toISOString() as Instant
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The date that the instant falls on in a time zone (IANA name, such as `Asia/Bishkek`). */
export function dateIn(instant: Instant, timeZone: string): PlainDate {
  // Made once a zone: making one takes longer than everything else that is done with an answer.
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format.format(new Date(instant)) as PlainDate
}

const toDays = (date: PlainDate): number => Date.parse(`${date}T00:00:00.000Z`) / DAY

const FIRST_DAY = '0001-01-01' as PlainDate
const LAST_DAY = '9999-12-31' as PlainDate

/** A year has four digits: before the first day is the first, after the last is the last. */
const fromDays = (days: number): PlainDate => {
  if (days <= toDays(FIRST_DAY)) return FIRST_DAY
  if (days >= toDays(LAST_DAY)) return LAST_DAY
  return new Date(days * DAY).toISOString().slice(0, 10) as PlainDate
}

/** So many days later or, where negative, earlier; at the ends of the calendar its last or first day. */
export const addDays = (date: PlainDate, days: number): PlainDate => fromDays(toDays(date) + days)

/** Days from the first date to the second; negative where the second is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => toDays(to) - toDays(from)

/** The same day of a later month; the month's last day where that day does not exist (31 January + 1 = 28 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const index = year * 12 + (month - 1) + months
  if (index >= 10_000 * 12) return LAST_DAY
  if (index < 12) return FIRST_DAY
  const lastDay = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate()
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  return `${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}-${pad(Math.min(day, lastDay), 2)}` as PlainDate
}

/** The first and the last day that a partial date may mean. */
export function spanOf(date: PartialDate): { readonly first: PlainDate; readonly last: PlainDate } {
  const [year, month, day] = date.split('-')
  if (day !== undefined) return { first: date as string as PlainDate, last: date as string as PlainDate }
  const first = `${year}-${month ?? '01'}-01` as PlainDate
  return { first, last: addDays(addMonths(first, month === undefined ? 12 : 1), -1) }
}

/** Completed years between a birth date and a day. */
export function ageOn(birth: PlainDate, on: PlainDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}
