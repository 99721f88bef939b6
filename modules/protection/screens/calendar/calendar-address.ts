import { isPlainDate, type PlainDate } from '@gloact/kernel'
import { CALENDAR_OF, type CalendarOf } from '../../contract/calendar/calendar.ts'

const VIEWS = ['day', 'week', 'month', 'list'] as const
export type ShownView = (typeof VIEWS)[number]

/** What a calendar's address says. What is not there is left to the screen: a phone begins with the list. */
export interface CalendarAddress {
  readonly view?: ShownView
  readonly on?: PlainDate
  readonly of: CalendarOf
}

/** The calendar that an address names; what it does not say, or says wrongly, is left out. */
export function calendarOf(search: string): CalendarAddress {
  const found = new URLSearchParams(search)
  const view = VIEWS.find((each) => each === found.get('view'))
  const on = found.get('on') ?? ''
  return {
    ...(view && { view }),
    ...(isPlainDate(on) && { on }),
    of: CALENDAR_OF.find((each) => each === found.get('of')) ?? 'mine',
  }
}

export function calendarAddress({ view, on, of }: CalendarAddress): string {
  const search = new URLSearchParams()
  if (view) search.set('view', view)
  if (on) search.set('on', on)
  if (of !== 'mine') search.set('of', of)
  return search.size === 0 ? '/calendar' : `/calendar?${search.toString()}`
}
