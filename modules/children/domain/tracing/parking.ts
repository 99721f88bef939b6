import { addDays, type PlainDate } from '@gloact/kernel'
import { changedBetween } from './compared.ts'
import type { ComparedName } from './lists.ts'
import type { Suggestion } from './suggestion.ts'

type Sides = Pick<Suggestion, 'request' | 'child'>

/**
 * What is said otherwise since a suggestion was set aside: of what spoke for it or against it, and of what both sides say only now. None: it waits
 * for its day.
 */
export function changedSinceParked(parked: Pick<Suggestion, 'reasons'> & Sides, now: Sides): readonly ComparedName[] {
  const spoke = new Set(parked.reasons.flatMap(({ field, weight }) => (weight === 0 ? [] : [field])))
  const bothSay = ({ request, child }: Sides, name: ComparedName) =>
    (request[name] ?? '') !== '' && (child[name] ?? '') !== ''
  const changed = new Set([...changedBetween(parked.request, now.request), ...changedBetween(parked.child, now.child)])
  return [...changed].filter((name) => spoke.has(name) || (bothSay(now, name) && !bothSay(parked, name)))
}

/** Whether a suggestion may be set aside until this day: a day to come, and not so far that it is forgotten. */
export const mayParkUntil = (day: string, today: PlainDate, mostDays: number): boolean =>
  day > today && day <= addDays(today, mostDays)
