import type { PlainDate } from '@gloact/kernel'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { ForScreenReaders } from '../layout/text.tsx'
import { Button } from '../press/button.tsx'
import { IconButton } from '../press/icon-button.tsx'
import { useMessages } from '../providers/messages.tsx'
import { useLinkProps } from '../providers/navigation.tsx'
import {
  CALENDAR_VIEWS,
  dayByKey,
  daysShown,
  eventsByDay,
  stepDay,
  weekOf,
  weeksOfMonth,
  weekStartOf,
  type CalendarEvent,
  type CalendarView,
} from './calendar-days.ts'
import styles from './calendar.module.css'

export { daysShown, weekStartOf, CALENDAR_VIEWS, type CalendarEvent, type CalendarView } from './calendar-days.ts'

export interface CalendarProps {
  readonly label: string
  readonly view: CalendarView
  /** The day that is looked at; week, month and list are those around or after it. */
  readonly day: PlainDate
  readonly today: PlainDate
  readonly events: readonly CalendarEvent[]
  readonly onChange: (next: { readonly view: CalendarView; readonly day: PlainDate }) => void
  /** What is said where nothing is shown. */
  readonly empty: ReactNode
  readonly busy?: boolean
}

/**
 * What is on which day: a day, a week, a month or a list. Arrow keys go from day to day, Page Up and Page Down from month
 * to month. Weeks begin where the language has them begin.
 */
export function Calendar({ label, view, day, today, events, onChange, empty, busy = false }: CalendarProps) {
  const { t, language, formatDate, formatDay, direction } = useMessages()
  const weekStart = weekStartOf(language)
  const days = useMemo(() => eventsByDay(events), [events])
  const shown = daysShown(view, day, weekStart)
  const title =
    view === 'month'
      ? formatDate(day.slice(0, 7) as PlainDate)
      : view === 'day'
        ? formatDay(day)
        : t('ui.calendar.from_until', { from: formatDate(shown.from), until: formatDate(shown.until) })
  const byKey = useDayKeys({ day, weekStart, direction, onDay: (next) => onChange({ view, day: next }) })
  const count = [...days.entries()].filter(([on]) => on >= shown.from && on <= shown.until).length
  const openDay = (next: PlainDate) => onChange({ view: 'day', day: next })
  const parts = { day, today, days, weekStart, openDay, byKey }
  return (
    <section aria-label={label} aria-busy={busy} className={styles.calendar}>
      <div className={styles.bar}>
        <div className={styles.steps}>
          <IconButton
            icon="back"
            label={t(`ui.calendar.previous.${view}`)}
            onPress={() => onChange({ view, day: stepDay(view, day, -1) })}
          />
          <Button size="sm" onPress={() => onChange({ view, day: today })}>
            {t('ui.calendar.today')}
          </Button>
          <IconButton
            icon="forward"
            label={t(`ui.calendar.next.${view}`)}
            onPress={() => onChange({ view, day: stepDay(view, day, 1) })}
          />
        </div>
        <h2 className={styles.title} aria-live="polite">
          {title}
        </h2>
        <div role="group" aria-label={t('ui.calendar.views')} className={styles.views}>
          {CALENDAR_VIEWS.map((each) => (
            <button
              key={each}
              type="button"
              className={styles.view}
              aria-pressed={each === view}
              onClick={() => onChange({ view: each, day })}
            >
              {t(`ui.calendar.view.${each}`)}
            </button>
          ))}
        </div>
      </div>
      {view === 'month' && <Month {...parts} />}
      {view === 'week' && <Week {...parts} />}
      {view === 'list' && <List from={shown.from} until={shown.until} {...parts} />}
      {view === 'day' && <Events events={days.get(day) ?? []} />}
      {count === 0 && <div className={styles.empty}>{empty}</div>}
    </section>
  )
}

interface Parts {
  readonly day: PlainDate
  readonly today: PlainDate
  readonly days: ReadonlyMap<PlainDate, readonly CalendarEvent[]>
  readonly weekStart: number
  readonly openDay: (day: PlainDate) => void
  readonly byKey: DayKeys
}

interface DayKeys {
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly ref: React.RefObject<HTMLButtonElement | null>
}

/** Keys that go from day to day; the day that is looked at is the one stop of Tab, and has the focus after a key. */
function useDayKeys({
  day,
  weekStart,
  direction,
  onDay,
}: {
  readonly day: PlainDate
  readonly weekStart: number
  readonly direction: 'ltr' | 'rtl'
  readonly onDay: (day: PlainDate) => void
}): DayKeys {
  const ref = useRef<HTMLButtonElement>(null)
  const moved = useRef(false)
  // After every drawing: the day that the key led to has been drawn by then.
  useEffect(() => {
    if (!moved.current) return
    moved.current = false
    ref.current?.focus()
  })
  return {
    ref,
    onKeyDown: (event) => {
      const next = dayByKey(event.key, day, { weekStart, direction })
      if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      moved.current = true
      onDay(next)
    },
  }
}

/** Events that a cell of a month shows; the rest is in the day. */
const IN_A_CELL = 3

function Month({ day, days, weekStart, ...parts }: Parts) {
  const { t, formatDate } = useMessages()
  const weeks = weeksOfMonth(day, weekStart)
  return (
    <table className={styles.month}>
      <caption>
        <ForScreenReaders>{formatDate(day.slice(0, 7) as PlainDate)}</ForScreenReaders>
      </caption>
      <thead>
        <tr>
          {weeks[0]!.map((each) => (
            <th key={each} scope="col">
              <Weekday day={each} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((each) => {
              const events = days.get(each) ?? []
              return (
                <td key={each} className={each.slice(0, 7) === day.slice(0, 7) ? undefined : styles.outside}>
                  <DayButton each={each} day={day} count={events.length} {...parts}>
                    {Number(each.slice(8))}
                  </DayButton>
                  {events.length > 0 && (
                    <span className={styles.count} aria-hidden="true">
                      {events.length}
                    </span>
                  )}
                  <div className={styles.cell}>
                    <Events events={events.slice(0, IN_A_CELL)} short />
                    {events.length > IN_A_CELL && (
                      <button type="button" className={styles.more} onClick={() => parts.openDay(each)}>
                        {t('ui.calendar.more', { count: events.length - IN_A_CELL })}
                        <ForScreenReaders> {formatDate(each)}</ForScreenReaders>
                      </button>
                    )}
                  </div>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Week({ day, days, weekStart, ...parts }: Parts) {
  const { formatDay } = useMessages()
  return (
    <ol className={styles.week}>
      {weekOf(day, weekStart).map((each) => (
        <li key={each} className={styles.weekday}>
          <h3 className={styles.heading}>
            <DayButton each={each} day={day} count={days.get(each)?.length ?? 0} {...parts}>
              {formatDay(each)}
            </DayButton>
          </h3>
          <Events events={days.get(each) ?? []} />
        </li>
      ))}
    </ol>
  )
}

function List({ from, until, days, today }: Parts & { readonly from: PlainDate; readonly until: PlainDate }) {
  const { t, formatDay } = useMessages()
  const filled = [...days.keys()].filter((each) => each >= from && each <= until).toSorted()
  return filled.map((each) => (
    <div key={each} className={styles.listed}>
      <h3 className={styles.heading}>
        {formatDay(each)}
        {each === today && <span className={styles.quiet}> · {t('ui.calendar.today')}</span>}
      </h3>
      <Events events={days.get(each) ?? []} />
    </div>
  ))
}

interface DayButtonProps extends Pick<Parts, 'day' | 'today' | 'openDay' | 'byKey'> {
  readonly each: PlainDate
  readonly count: number
  readonly children: ReactNode
}

function DayButton({ each, day, today, count, openDay, byKey, children }: DayButtonProps) {
  const { t, formatDay } = useMessages()
  return (
    <button
      type="button"
      ref={each === day ? byKey.ref : undefined}
      tabIndex={each === day ? 0 : -1}
      className={each === today ? `${styles.day} ${styles.today}` : styles.day}
      aria-label={t('ui.calendar.day_with', { day: formatDay(each), count })}
      aria-current={each === today ? 'date' : undefined}
      onKeyDown={byKey.onKeyDown}
      onClick={() => openDay(each)}
    >
      {children}
    </button>
  )
}

/** "Mon", with the whole word for who listens. */
function Weekday({ day }: { day: PlainDate }) {
  const { language } = useMessages()
  const at = new Date(`${day}T00:00:00Z`)
  const say = (weekday: 'long' | 'short') => new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(at)
  return <abbr title={say('long')}>{say('short')}</abbr>
}

function Events({ events, short = false }: { events: readonly CalendarEvent[]; short?: boolean }) {
  if (events.length === 0) return null
  return (
    <ul className={styles.events}>
      {events.map((event) => (
        <li key={event.id}>
          <Event event={event} short={short} />
        </li>
      ))}
    </ul>
  )
}

function Event({ event, short }: { event: CalendarEvent; short: boolean }) {
  const { t } = useMessages()
  return (
    <a
      {...useLinkProps(event.to)}
      className={[styles.event, short && styles.short, event.off !== undefined && styles.off].filter(Boolean).join(' ')}
    >
      <span className={styles.time}>{event.time ?? t('ui.calendar.all_day')}</span>
      <bdi className={styles.name}>{event.title}</bdi>
      {event.about !== undefined && <span className={styles.quiet}>{event.about}</span>}
      {event.off !== undefined && <span className={styles.state}>{event.off}</span>}
    </a>
  )
}
