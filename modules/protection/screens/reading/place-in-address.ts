import { lastMomentOf } from '@gloact/calendar'
import { asInstant, isPlainDate, type Instant, type PlainDate } from '@gloact/kernel'

/** A moment of a file's past, as it stands in an address: an action's number, or the end of a day in the country. */
export type PastMoment =
  | { readonly kind: 'sequence'; readonly sequence: number }
  | { readonly kind: 'recorded' | 'happened'; readonly day: PlainDate }

const HAPPENED = 'happened-'

export const momentInAddress = (moment: PastMoment): string =>
  moment.kind === 'sequence' ? String(moment.sequence) : `${moment.kind === 'happened' ? HAPPENED : ''}${moment.day}`

/** The moment that an address names; undefined where it names none. */
export function momentOfAddress(text: string): PastMoment | undefined {
  if (/^[1-9]\d{0,5}$/.test(text)) return { kind: 'sequence', sequence: Number(text) }
  const happened = text.startsWith(HAPPENED)
  const day = happened ? text.slice(HAPPENED.length) : text
  return isPlainDate(day) ? { kind: happened ? 'happened' : 'recorded', day } : undefined
}

/** The last moment of a day in the country. */
export const endOfDay = (day: PlainDate, timeZone: string): Instant =>
  asInstant(lastMomentOf(day, { timeZone, weekend: [], holidays: [] }))

export const pastAddress = (fileId: string, moment: PastMoment): string =>
  `/files/${fileId}/then/${momentInAddress(moment)}`

export const differenceAddress = (fileId: string, from: number, to: number): string =>
  `/files/${fileId}/difference/${from}/${to}`
