import type { Instant } from '@gloact/kernel'
import { clocksDue } from '@gloact/records'
import { childrenClock } from '../domain/clocks.ts'
import { lastOf, type Recorded } from '../domain/said.ts'
import type { ChildrenContext } from './children-context.ts'

/** Until when the result of an age assessment can be appealed against, from when the child was told; null where nobody was. */
export function appealUntil(
  { calendar, clocks }: Pick<ChildrenContext, 'calendar' | 'clocks'>,
  age: Recorded,
): Instant | null {
  const tell = lastOf(age, 'tell')
  if (!tell) return null
  const appeal = { startedAt: tell.happenedAt, pausedAt: null, pausedFor: 0, stoppedAt: null }
  return clocksDue({ appeal }, (clock) => childrenClock('age', clocks)(clock, {}), calendar)['appeal']?.dueAt ?? null
}
