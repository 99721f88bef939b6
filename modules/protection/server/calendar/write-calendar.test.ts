import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, type PlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import { readIcal, plainText } from '../testing/read-ical.ts'
import { fold, writeCalendar, type CalendarEvent } from '@gloact/calendar'

const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'a1',
  summary: 'Appointment DL-7K3MQ-9',
  startsAt: asInstant('2026-11-25T04:00:00Z'),
  endsAt: asInstant('2026-11-25T05:00:00Z'),
  on: null,
  cancelled: false,
  revision: 2,
  changedAt: asInstant('2026-11-24T09:00:00Z'),
  ...more,
})

test('a calendar is written as RFC 5545 wants it', () => {
  const text = writeCalendar('Appointments', [
    event(),
    event({ uid: 'a2', on: '2026-11-26' as PlainDate }),
    event({ uid: 'a3', cancelled: true }),
  ])
  const { properties, events } = readIcal(text)
  assert.equal(properties['X-WR-CALNAME']?.[0]?.value, 'Appointments')
  assert.deepEqual(
    events.map((each) => [each['DTSTART']?.[0], each['DTEND']?.[0]?.value, each['STATUS']?.[0]?.value]),
    [
      [{ params: '', value: '20261125T040000Z' }, '20261125T050000Z', 'CONFIRMED'],
      [{ params: ';VALUE=DATE', value: '20261126' }, undefined, 'CONFIRMED'],
      [{ params: '', value: '20261125T040000Z' }, '20261125T050000Z', 'CANCELLED'],
    ],
  )
  assert.equal(events[0]?.['SEQUENCE']?.[0]?.value, '2')
  assert.equal(events[0]?.['DTSTAMP']?.[0]?.value, '20261124T090000Z')
})

test('the same appointments give the same text, so that a calendar program sees when nothing changed', () => {
  assert.equal(writeCalendar('A', [event()]), writeCalendar('A', [event()]))
})

test('no word ends a line, whatever a calendar program takes for its end', () => {
  const text = writeCalendar('One\nEND:VCALENDAR', [event({ summary: 'a\r\nb\u2028c\u2029BEGIN:VEVENT' })])
  const { properties, events } = readIcal(text)
  assert.equal(properties['X-WR-CALNAME']?.[0]?.value, String.raw`One\nEND:VCALENDAR`)
  assert.deepEqual(
    events.map((each) => each['SUMMARY']?.[0]?.value),
    [String.raw`a\nb\nc\nBEGIN:VEVENT`],
  )
  assert.doesNotMatch(text, /[\u2028\u2029]/)
})

test('any words survive folding and escaping, and no line is longer than 75 octets', () => {
  const words = fc.string({ unit: 'grapheme-composite', maxLength: 200 }).map((text) =>
    // Control characters reach no word here: the contract refuses them.
    text.replaceAll(/\p{Cc}/gu, ''),
  )
  const ended = (text: string): string => text.replaceAll(/[\u2028\u2029]/g, '\n')
  fc.assert(
    fc.property(words, words, (name, summary) => {
      const { properties, events } = readIcal(writeCalendar(name, [event({ summary })]))
      assert.equal(plainText(properties['X-WR-CALNAME']![0]!.value), ended(name))
      assert.equal(plainText(events[0]!['SUMMARY']![0]!.value), ended(summary))
    }),
  )
})

test('a line of three-octet characters is folded between them', () => {
  const folded = fold(`SUMMARY:${'ก'.repeat(60)}`)
  for (const line of folded.split('\r\n')) assert.ok(new TextEncoder().encode(line).length <= 75)
  assert.equal(folded.replaceAll('\r\n ', ''), `SUMMARY:${'ก'.repeat(60)}`)
})
