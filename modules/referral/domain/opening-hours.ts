/** Days as Open Referral and calendars write them, Monday first. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** On some days of the week from one time to another; past midnight where it ends before it begins. */
export interface Opening {
  readonly days: readonly Weekday[]
  readonly opens: string
  readonly closes: string
}

const PART =
  /^((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*) ([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/
const MOST = 14

/** Opening hours as they are kept: `MO,TU,WE 08:00-16:00; SA 09:00-12:00`. Null where it says none. */
export function readHours(text: string): readonly Opening[] | null {
  const parts = text.split('; ')
  if (parts.length > MOST) return null
  const openings = parts.map((part): Opening | null => {
    const found = PART.exec(part)
    if (!found) return null
    const [, days, h1, m1, h2, m2] = found
    return { days: days!.split(',') as Weekday[], opens: `${h1}:${m1}`, closes: `${h2}:${m2}` }
  })
  return openings.every((each) => each !== null) ? openings : null
}

export const writeHours = (openings: readonly Opening[]): string =>
  openings
    .map(({ days, opens, closes }) => `${WEEKDAYS.filter((day) => days.includes(day)).join(',')} ${opens}-${closes}`)
    .join('; ')

/** Whether it is open on this day of the week at this time of the day (`08:30`). */
export function isOpenAt(openings: readonly Opening[], day: Weekday, time: string): boolean {
  const before = WEEKDAYS[(WEEKDAYS.indexOf(day) + WEEKDAYS.length - 1) % WEEKDAYS.length]!
  return openings.some(({ days, opens, closes }) =>
    opens < closes
      ? days.includes(day) && opens <= time && time < closes
      : (days.includes(day) && opens <= time) || (days.includes(before) && time < closes),
  )
}

/** The day of the week and the time of the day of a moment, where the country's clocks are. */
export function timeIn(moment: string, timeZone: string): { readonly day: Weekday; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(moment))
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? ''
  const day = part('weekday').slice(0, 2).toUpperCase() as Weekday
  return { day, time: `${part('hour')}:${part('minute')}` }
}
