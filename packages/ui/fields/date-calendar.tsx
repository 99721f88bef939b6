import { dateIn, type Instant, type PartialDate, type PlainDate } from '@gloact/kernel'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { dayByKey, stepDay, weeksOfMonth, weekStartOf } from '../calendar/calendar-days.ts'
import { Button } from '../press/button.tsx'
import { IconButton } from '../press/icon-button.tsx'
import { useMessages } from '../providers/messages.tsx'
import { dateWords } from './date-text.ts'
import styles from './date-calendar.module.css'

export interface DateCalendarProps {
  readonly value: PartialDate | PlainDate | null
  readonly onPick: (day: PlainDate) => void
}

/** A month to pick a day from. Arrow keys go from day to day, Page Up and Page Down from month to month. */
export function DateCalendar({ value, onPick }: DateCalendarProps) {
  const { t, language, direction, timeZone } = useMessages()
  const [today] = useState(() => dateIn(new Date().toISOString() as Instant, timeZone))
  const words = dateWords(language)
  const weekStart = weekStartOf(language)
  const [day, setDay] = useState<PlainDate>(value !== null && value.length === 10 ? (value as PlainDate) : today)
  const grid = useRef<HTMLTableElement>(null)
  const byKeys = useRef(true)
  // The hands follow the day that keys led to, and the first one that is shown.
  useEffect(() => {
    if (byKeys.current) grid.current?.querySelector<HTMLButtonElement>('[tabindex="0"]')?.focus()
    byKeys.current = false
  })
  const weeks = weeksOfMonth(day, weekStart)
  const month = day.slice(0, 7)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = dayByKey(event.key, day, { weekStart, direction })
    if (next === undefined) return
    event.preventDefault()
    byKeys.current = true
    setDay(next)
  }
  return (
    <div className={styles.calendar}>
      <div className={styles.head}>
        <IconButton
          icon="back"
          label={t('ui.calendar.previous.month')}
          onPress={() => setDay(stepDay('month', day, -1))}
        />
        <strong aria-live="polite">{words.of(month as PartialDate)}</strong>
        <IconButton
          icon="forward"
          label={t('ui.calendar.next.month')}
          onPress={() => setDay(stepDay('month', day, 1))}
        />
      </div>
      <table ref={grid} aria-label={words.of(month as PartialDate)} className={styles.grid}>
        <thead>
          <tr>
            {weeks[0]?.map((each) => (
              <th key={each} scope="col" aria-label={weekday(each, language, 'long')}>
                {weekday(each, language, 'narrow')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((each) => (
                <td key={each}>
                  <button
                    type="button"
                    className={styles.day}
                    tabIndex={each === day ? 0 : -1}
                    aria-label={words.of(each)}
                    aria-pressed={each === value}
                    {...(each === today ? { 'aria-current': 'date' as const } : {})}
                    data-outside={each.startsWith(month) ? undefined : true}
                    onKeyDown={onKeyDown}
                    onClick={() => onPick(each)}
                  >
                    {Number(each.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="sm" onPress={() => onPick(today)}>
        {t('ui.calendar.today')}
      </Button>
    </div>
  )
}

const weekday = (day: PlainDate, language: string, style: 'long' | 'narrow'): string =>
  new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00.000Z`))
