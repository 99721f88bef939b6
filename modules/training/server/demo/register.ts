import { addMonths, type PlainDate } from '@gloact/kernel'
import { notePlace } from '../roster.ts'
import type { WordKey } from '../context.ts'
import { EMPLOYERS } from './invented.ts'

interface Stage {
  readonly owned: { readonly country: string; readonly agency_id: string }
  readonly userId: string
  readonly now: string
  readonly today: PlainDate
  readonly key: WordKey
}

const idOf = (kind: string, number: number): string =>
  `00000000-0000-4000-8000-7${kind}${String(number).padStart(9, '0')}`
const practitioner = (number: number): string => idOf('a0', number)

/** A post of the Border Guard that two who were trained have left: nobody there has been since. */
const LEFT = { employer: 'Border Guard, eastern post', profession: 'border_guard' } as const

/** What is known of the invented practitioners besides their events. */
export function demoRegister({ owned, userId, now, today, key }: Stage) {
  const recorded = { recorded_by: userId, recorded_at: now }
  return {
    'training.double_decision': [
      {
        ...owned,
        id: idOf('d0', 1),
        one_id: practitioner(1),
        other_id: practitioner(12),
        same: false,
        decided_by: userId,
        decided_at: now,
        undone_by: null,
        undone_at: null,
      },
    ],
    'training.contact_consent': Array.from({ length: 60 }, (_, at) => ({
      ...owned,
      id: idOf('cc', at + 1),
      practitioner_id: practitioner(at + 1),
      given: at % 9 !== 4,
      how: 'code',
      recorded_by: null,
      recorded_at: now,
    })),
    'training.transfer': [9, 16].map((number, at) => ({
      ...owned,
      id: idOf('f0', number),
      practitioner_id: practitioner(number),
      from_employer: LEFT.employer,
      from_profession: LEFT.profession,
      to_employer: EMPLOYERS[1]!.name,
      to_profession: 'border_guard',
      since: addMonths(today, -5 - at),
      ...recorded,
    })),
    'training.trainer': [
      { number: 3, topics: 'Evidence without testimony', languages: ['en', 'fr'], cleared: true },
      { number: 30, topics: 'First contact with children', languages: ['ar'], cleared: false },
    ].map(({ number, ...said }) => ({
      ...owned,
      id: idOf('1a', number),
      practitioner_id: practitioner(number),
      ...said,
      listed: true,
      ...recorded,
    })),
    'training.delivery': [
      { number: 3, event: 1, rating: 4, note: 'Gave people time to answer.' },
      { number: 3, event: 3, rating: 5, note: '' },
      { number: 30, event: 2, rating: null, note: '' },
    ].map(({ number, event, rating, note }) => ({
      ...owned,
      id: idOf('1d', number * 10 + event),
      practitioner_id: practitioner(number),
      event_id: idOf('e0', event),
      observed: rating !== null,
      rating,
      sealed_note: note === '' ? null : key.seal(notePlace(idOf('1d', number * 10 + event)), note),
      ...recorded,
    })),
  }
}
