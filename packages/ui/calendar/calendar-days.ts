import { addDays, addMonths, daysBetween, type PlainDate } from '@gloact/kernel'

export const CALENDAR_VIEWS = ['day', 'week', 'month', 'list'] as const
export type CalendarView = (typeof CALENDAR_VIEWS)[number]

/** Days in the list, from the one that is looked at. */
export const LIST_DAYS = 28

/** The day of the week as ISO 8601 numbers it: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: PlainDate): number => {
  // The first of January of the year 1 was a Monday.
  const since = daysBetween('0001-01-01' as PlainDate, day) % 7
  return (since < 0 ? since + 7 : since) + 1
}

/** On which day weeks begin where a language is spoken (CLDR); Monday where the browser cannot tell. */
export function weekStartOf(language: string): number {
  const locale = new Intl.Locale(language === 'en' ? 'en-001' : language)
  const info = 'getWeekInfo' in locale ? (locale.getWeekInfo as () => { firstDay: number }).call(locale) : undefined
  return info?.firstDay ?? 1
}

/** The week that holds a day. */
export function weekOf(day: PlainDate, weekStart: number): readonly PlainDate[] {
  const first = addDays(day, -((weekdayOf(day) - weekStart + 7) % 7))
  return Array.from({ length: 7 }, (_, index) => addDays(first, index))
}

/** The whole weeks that a month lies in. */
export function weeksOfMonth(day: PlainDate, weekStart: number): readonly (readonly PlainDate[])[] {
  const weeks: (readonly PlainDate[])[] = []
  let week = weekOf(firstOfMonth(day), weekStart)
  while (week[0]! <= lastOfMonth(day)) {
    weeks.push(week)
    week = weekOf(addDays(week[0]!, 7), weekStart)
  }
  return weeks
}

const firstOfMonth = (day: PlainDate): PlainDate => `${day.slice(0, 7)}-01` as PlainDate
const lastOfMonth = (day: PlainDate): PlainDate => addDays(addMonths(firstOfMonth(day), 1), -1)

/** The first and the last day that a view shows. */
export function daysShown(
  view: CalendarView,
  day: PlainDate,
  weekStart: number,
): { readonly from: PlainDate; readonly until: PlainDate } {
  if (view === 'day') return { from: day, until: day }
  if (view === 'list') return { from: day, until: addDays(day, LIST_DAYS - 1) }
  const days = view === 'week' ? weekOf(day, weekStart) : weeksOfMonth(day, weekStart).flat()
  return { from: days[0]!, until: days.at(-1)! }
}

/** The day to look at one step on (or back, where `by` is -1). */
export function stepDay(view: CalendarView, day: PlainDate, by: 1 | -1): PlainDate {
  if (view === 'month') return addMonths(day, by)
  return addDays(day, by * { day: 1, week: 7, list: LIST_DAYS }[view])
}

/** The day that a key leads to; undefined where the key is none of the calendar's. Right and left follow the script. */
export function dayByKey(
  key: string,
  day: PlainDate,
  { weekStart, direction }: { readonly weekStart: number; readonly direction: 'ltr' | 'rtl' },
): PlainDate | undefined {
  const forward = direction === 'rtl' ? -1 : 1
  switch (key) {
    case 'ArrowRight':
      return addDays(day, forward)
    case 'ArrowLeft':
      return addDays(day, -forward)
    case 'ArrowDown':
      return addDays(day, 7)
    case 'ArrowUp':
      return addDays(day, -7)
    case 'PageDown':
      return addMonths(day, 1)
    case 'PageUp':
      return addMonths(day, -1)
    case 'Home':
      return weekOf(day, weekStart)[0]
    case 'End':
      return weekOf(day, weekStart).at(-1)
    default:
      return undefined
  }
}

/** What is in a calendar: the words to show, and the days on which it is shown. */
export interface CalendarEvent {
  readonly id: string
  /** Where it is opened. */
  readonly to: string
  readonly on: PlainDate
  /** The last day, where it goes beyond the first. */
  readonly until?: PlainDate
  /** From when until when, in words; null where only the day is known. */
  readonly time: string | null
  /** The order within a day. */
  readonly order: string
  readonly title: string
  readonly about?: string
  /** It does not take place, or did not: which of these, in a word. Shown quietly. */
  readonly off?: string
}

/** The events of each day, whole days first, then in the order of their times. */
export function eventsByDay(events: readonly CalendarEvent[]): ReadonlyMap<PlainDate, readonly CalendarEvent[]> {
  const days = new Map<PlainDate, CalendarEvent[]>()
  for (const event of events) {
    const last = event.until ?? event.on
    for (let day = event.on; day <= last; day = addDays(day, 1)) {
      const there = days.get(day)
      if (there) there.push(event)
      else days.set(day, [event])
    }
  }
  for (const there of days.values()) {
    there.sort((a, b) => Number(b.time === null) - Number(a.time === null) || (a.order < b.order ? -1 : 1))
  }
  return days
}
