import type { Instant, PlainDate } from '@gloact/kernel'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const formats = new Map<string, Intl.DateTimeFormat>()

/** What the clock on the wall says: the date, and the milliseconds that it shows since midnight. */
export interface LocalTime {
  readonly date: PlainDate
  readonly sinceMidnight: number
}

/**
 * Since then every zone that is known has changed its clocks on a quarter of an hour of UTC. Casey in Antarctica did so at a minute past,
 * until 2022.
 */
const ON_QUARTERS = Date.UTC(2023, 0, 1)
const QUARTER = 15 * MINUTE
/** Quarters of an hour that are kept of one zone, before it is begun again: less than 2 MB. */
const MOST_OFFSETS = 20_000

const offsets = new Map<string, Map<number, number>>()

/** The local date and time of a moment (milliseconds since 1970 in UTC) in a time zone. */
export function localTimeOf(moment: number, timeZone: string): LocalTime {
  if (!(moment >= ON_QUARTERS)) return shownAt(moment, timeZone)
  // Formatting a moment is slow, and the same days are asked for again and again.
  const known = offsetsOf(timeZone)
  const quarter = Math.floor(moment / QUARTER)
  let offset = known.get(quarter)
  if (offset === undefined) {
    const { date, sinceMidnight } = shownAt(quarter * QUARTER, timeZone)
    offset = Date.parse(`${date}T00:00:00.000Z`) + sinceMidnight - quarter * QUARTER
    known.set(quarter, offset)
  }
  const local = moment + offset
  const sinceMidnight = ((local % DAY) + DAY) % DAY
  return { date: new Date(local).toISOString().slice(0, 10) as PlainDate, sinceMidnight }
}

function offsetsOf(timeZone: string): Map<number, number> {
  const known = offsets.get(timeZone)
  if (known && known.size < MOST_OFFSETS) return known
  const begun = new Map<number, number>()
  offsets.set(timeZone, begun)
  return begun
}

/** As the formatter shows it. */
function shownAt(moment: number, timeZone: string): LocalTime {
  // Made once a zone: it is slow to make, and a list asks for it hundreds of times.
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(timeZone, format)
  }
  const parts: Record<string, string> = {}
  for (const part of format.formatToParts(moment)) parts[part.type] = part.value
  const milliseconds = ((moment % 1000) + 1000) % 1000
  return {
    date: `${parts['year']!.padStart(4, '0')}-${parts['month']}-${parts['day']}` as PlainDate,
    sinceMidnight:
      Number(parts['hour']) * HOUR + Number(parts['minute']) * MINUTE + Number(parts['second']) * 1000 + milliseconds,
  }
}

/**
 * The first moment of a date in a time zone. Where the clocks skip midnight, the first moment there is; where they
 * skip the whole date, that of the next.
 */
export const startOfDay = (date: PlainDate, timeZone: string): number => momentOf({ date, sinceMidnight: 0 }, timeZone)

/** The moment at which the clock on the wall first shows (or, where it skips it, passes) a local time. */
export function momentOf(local: LocalTime, timeZone: string): number {
  const asUtc = Date.parse(`${local.date}T00:00:00.000Z`) + local.sinceMidnight
  // The offset before a change of clocks and the one after it; zones lie within 14 hours of UTC.
  const offsets = [offsetAt(asUtc - DAY, timeZone), offsetAt(asUtc + DAY, timeZone)]
  const shown = offsets
    .map((offset) => asUtc - offset)
    .filter((moment) => moment + offsetAt(moment, timeZone) === asUtc)
  if (shown.length > 0) return Math.min(...shown)
  return firstMomentPast(asUtc, timeZone)
}

/** The wall clock never shows this: finds the change of clocks that skips it, by halving, to the minute. */
function firstMomentPast(asUtc: number, timeZone: string): number {
  let before = Math.floor((asUtc - DAY) / MINUTE)
  let past = Math.ceil((asUtc + DAY) / MINUTE)
  while (past - before > 1) {
    const middle = Math.floor((before + past) / 2)
    if (middle * MINUTE + offsetAt(middle * MINUTE, timeZone) >= asUtc) past = middle
    else before = middle
  }
  return past * MINUTE
}

function offsetAt(moment: number, timeZone: string): number {
  const local = localTimeOf(moment, timeZone)
  return Date.parse(`${local.date}T00:00:00.000Z`) + local.sinceMidnight - moment
}

export const instantOf = (moment: number): Instant => new Date(moment).toISOString() as Instant
