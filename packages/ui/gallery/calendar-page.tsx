import type { PlainDate } from '@gloact/kernel'
import { useState } from 'react'
import { Calendar, type CalendarEvent, type CalendarView, PageHeader, Stack, TimeField, useMessages } from '../index.ts'

const TODAY = '2026-11-24' as PlainDate

const EVENTS: readonly Omit<CalendarEvent, 'about' | 'off'>[] = [
  { id: '1', to: '/file', on: TODAY, time: '09:30–10:30', order: '1', title: 'DL-7K3M-9' },
  { id: '2', to: '/file', on: TODAY, time: '11:00–12:00', order: '2', title: 'DL-2QF8-4' },
  { id: '3', to: '/file', on: TODAY, time: null, order: '0', title: 'DL-9XT2-1' },
  { id: '4', to: '/file', on: TODAY, time: '15:00–15:30', order: '4', title: 'DL-5BN0-7' },
  {
    id: '5',
    to: '/file',
    on: '2026-11-26' as PlainDate,
    until: '2026-11-28' as PlainDate,
    time: null,
    order: '5',
    title: 'DL-7K3M-9',
  },
  { id: '6', to: '/file', on: '2026-11-20' as PlainDate, time: '08:00–09:00', order: '6', title: 'DL-2QF8-4' },
]

/** A calendar with a day of several entries, one of some days, and one that is over; and times of day. */
export function CalendarPage() {
  const { t } = useMessages()
  const [view, setView] = useState<CalendarView>('month')
  const [day, setDay] = useState(TODAY)
  const [time, setTime] = useState<string | null>('09:30')
  const [missing, setMissing] = useState<string | null>(null)
  const events: readonly CalendarEvent[] = EVENTS.map((event) => ({
    ...event,
    about: t('gallery.task_review'),
    ...(event.id === '6' && { off: t('gallery.off') }),
  }))
  return (
    <>
      <PageHeader title={t('gallery.calendar')} />
      <Stack gap="lg">
        <Calendar
          label={t('gallery.calendar')}
          view={view}
          day={day}
          today={TODAY}
          events={events}
          empty={t('gallery.no_files')}
          onChange={(next) => {
            setView(next.view)
            setDay(next.day)
          }}
        />
        <TimeField label={t('gallery.time')} value={time} onChange={setTime} />
        <TimeField
          label={t('gallery.time')}
          required
          error={t('gallery.wrong')}
          value={missing}
          onChange={setMissing}
        />
      </Stack>
    </>
  )
}
