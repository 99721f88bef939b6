import type { RequestKind } from './definition.ts'
import type { RequestClocks } from './clocks-due.ts'
import { requestWords } from './words.ts'

const STAKES = ['life', 'guardian', 'law'] as const

const rankOf = (kind: RequestKind, clock: string): number => {
  const stakes = kind.clocks[clock]?.stakes
  return stakes === undefined ? STAKES.length : STAKES.indexOf(stakes)
}

/**
 * The clock that a task of a request is about: of those that run and are the party's, the one with most at stake; of those that are alike in
 * that, the one that ends first. Null where none runs.
 */
export function clockOfTask(
  kind: RequestKind,
  clocks: RequestClocks,
  party: string | null,
): { readonly clock: string; readonly dueAt: string } | null {
  const running = Object.entries(clocks).flatMap(([clock, { stoppedAt, dueAt }]) =>
    stoppedAt === null && dueAt !== null && (party === null || kind.clocks[clock]?.of === party)
      ? [{ clock, dueAt: String(dueAt) }]
      : [],
  )
  return (
    running.toSorted(
      (a, b) => rankOf(kind, a.clock) - rankOf(kind, b.clock) || (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0),
    )[0] ?? null
  )
}

/**
 * Whether the sentence of a state's turn speaks of a clock: it is the only one that the party has, or a step of that turn leads on from there and
 * stops it. What is due by another clock is another matter ("Visit the child" says nothing of a child who is missing).
 */
export function turnSpeaksFor(kind: RequestKind, state: string, clock: string): boolean {
  const turn = kind.states[state]?.turn ?? null
  const own = Object.entries(kind.clocks).filter(([, { of }]) => of === turn)
  if (own.length === 1 && own[0]![0] === clock) return true
  return Object.values(kind.steps).some(
    ({ from, to, by, stops = [], retreats }) =>
      from !== 'new' &&
      from.includes(state) &&
      to !== 'same' &&
      to !== state &&
      retreats !== true &&
      by.some((party) => party === turn) &&
      stops.includes(clock),
  )
}

/** The id of the sentence that says what is to be done: the clock's where its own is not what the turn of the state says. */
export function taskSentence(kind: RequestKind, state: string, clock: string | null): string {
  if (clock === null || kind.clocks[clock] === undefined) return requestWords.turn(kind.kind, state)
  if (kind.clocks[clock].says) return requestWords.due(kind.kind, clock)
  return turnSpeaksFor(kind, state, clock) ? requestWords.turn(kind.kind, state) : requestWords.clock(kind.kind, clock)
}
