import type { Instant } from '@gloact/kernel'
import type { StepDefinition } from './definition.ts'

/** How a clock stands, by the entered legal times of the steps that moved it. */
export interface ClockState {
  readonly startedAt: Instant
  /** Since when it stands still. */
  readonly pausedAt: Instant | null
  /** For how long it stood still before, in milliseconds: a deadline is that much later. */
  readonly pausedFor: number
  readonly stoppedAt: Instant | null
}

export type Clocks = Readonly<Record<string, ClockState>>

const span = (from: Instant, to: Instant): number => Math.max(0, Date.parse(to) - Date.parse(from))

/**
 * The clocks after a step that happened `at` a moment. One that runs is started again by a step that starts it again; what
 * is stopped stays stopped; an end stops all. Moments are the law's, and may be entered late and out of order: a pause
 * that would have ended before it began is none.
 */
export function moveClocks(clocks: Clocks, step: StepDefinition, ends: boolean, at: Instant): Clocks {
  const moved = new Map(Object.entries(clocks))
  const change = (names: readonly string[] | undefined, to: (clock: ClockState) => ClockState): void => {
    for (const name of names ?? []) {
      const clock = moved.get(name)
      if (clock && clock.stoppedAt === null) moved.set(name, to(clock))
    }
  }
  const running = (clock: ClockState): ClockState =>
    clock.pausedAt === null
      ? clock
      : { ...clock, pausedAt: null, pausedFor: clock.pausedFor + span(clock.pausedAt, at) }
  change(step.pauses, (clock) => (clock.pausedAt === null ? { ...clock, pausedAt: at } : clock))
  change(step.resumes, running)
  change(ends ? [...moved.keys()] : step.stops, (clock) => ({ ...running(clock), stoppedAt: at }))
  if (!ends) {
    for (const name of step.starts ?? [])
      moved.set(name, { startedAt: at, pausedAt: null, pausedFor: 0, stoppedAt: null })
  }
  return Object.fromEntries(moved)
}

/** The clocks that run or stand still: those that have a deadline. */
export const openClocks = (clocks: Clocks): readonly (readonly [string, ClockState])[] =>
  Object.entries(clocks).filter(([, clock]) => clock.stoppedAt === null)
