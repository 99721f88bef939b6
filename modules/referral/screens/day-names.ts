import { readHours, WEEKDAYS, type Opening, type Weekday } from '../domain/opening-hours.ts'
import { useReferralWords } from './referral-words.ts'

/** The days of the week in the reader's language. */
export function useDayNames(): (day: Weekday) => string {
  const { language } = useReferralWords()
  const names = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  // The fifth of January 2026 is a Monday.
  return (day) => names.format(new Date(Date.UTC(2026, 0, 5 + WEEKDAYS.indexOf(day))))
}

/** Opening hours as they are kept, in the reader's language. */
export function useHoursWords(): (kept: string) => string {
  const { language } = useReferralWords()
  const dayName = useDayNames()
  const list = new Intl.ListFormat(language, { style: 'narrow', type: 'conjunction' })
  const part = ({ days, opens, closes }: Opening) => `${list.format(days.map(dayName))} ${opens}–${closes}`
  return (kept) => readHours(kept)?.map(part).join(' · ') ?? kept
}
