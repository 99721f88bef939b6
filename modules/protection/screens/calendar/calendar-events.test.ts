import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMessages } from '@gloact/messages'
import type { CalendarEntry } from '../../contract/calendar/calendar.ts'
import { calendarEvents } from './calendar-events.ts'

const messages = createMessages({
  language: 'en',
  // The device is elsewhere: the clocks of the country count.
  timeZone: 'America/Bogota',
  catalogues: {
    en: { 'protection.calendar.time': '{from}–{until}', 'protection.appointment.status.declined': 'Declined' },
  },
})

const entry = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: 'a',
  fileId: 'f',
  fileNumber: 'DL-7K3MQ-9',
  kind: 'medical',
  startsAt: '2026-11-24T03:30:00.000Z',
  endsAt: '2026-11-24T04:30:00.000Z',
  allDay: false,
  status: 'planned',
  staffIds: [],
  assignedTo: null,
  ...more,
})

const shown = (more: Partial<CalendarEntry> = {}) =>
  calendarEvents([entry(more)], messages, (code) => `kind ${code}`, 'Asia/Bishkek')[0]

test('an appointment shows the number of the file and the kind, by the clocks of the country, and opens in the file', () => {
  assert.deepEqual(shown(), {
    id: 'a',
    to: '/files/f/appointments#a',
    on: '2026-11-24',
    time: '09:30–10:30',
    order: '2026-11-24T03:30:00.000Z',
    title: 'DL-7K3MQ-9',
    about: 'kind medical',
  })
})

test('what does not take place says so; a whole day has no time', () => {
  assert.equal(shown({ status: 'declined' })?.off, 'Declined')
  for (const status of ['planned', 'kept', 'missed'] as const) assert.equal(shown({ status })?.off, undefined)
  const whole = shown({
    allDay: true,
    startsAt: '2026-11-23T18:00:00.000Z',
    endsAt: '2026-11-24T18:00:00.000Z',
  })
  assert.deepEqual([whole?.time, whole?.on, whole?.until], [null, '2026-11-24', undefined])
})
