import type { RequestKind } from './definition.ts'

/** The ids of the sentences that every kind of request has in its module's catalogue, made from its name. */
export const requestWords = {
  title: (kind: string) => `${kind}.title`,
  state: (kind: string, state: string) => `${kind}.state.${state}`,
  /** What the party whose turn it is does next, as a task says it: "Acknowledge receipt". */
  turn: (kind: string, state: string) => `${kind}.turn.${state}`,
  /** What to do, as a button says it: "Accept". */
  step: (kind: string, step: string) => `${kind}.step.${step}`,
  /** What was done, as the timeline says it: "Accepted". */
  taken: (kind: string, step: string) => `${kind}.taken.${step}`,
  clock: (kind: string, clock: string) => `${kind}.clock.${clock}`,
  /** What to do by a clock, where its name does not say so: "Child missing: tell police and guardian". */
  due: (kind: string, clock: string) => `${kind}.due.${clock}`,
  party: (kind: string, party: string) => `${kind}.party.${party}`,
} as const

/** Every sentence that a kind needs: for a test that holds the catalogues against the declaration. */
export function wordsOfKind({ kind, states, steps, clocks, parties }: RequestKind): readonly string[] {
  return [
    requestWords.title(kind),
    ...Object.keys(states).map((state) => requestWords.state(kind, state)),
    ...Object.entries(states).flatMap(([state, { turn }]) =>
      turn === null || turn === 'system' ? [] : [requestWords.turn(kind, state)],
    ),
    ...Object.keys(steps).map((step) => requestWords.taken(kind, step)),
    ...Object.entries(steps).flatMap(([step, { by }]) =>
      by.every((party) => party === 'system') ? [] : [requestWords.step(kind, step)],
    ),
    ...Object.keys(clocks).map((clock) => requestWords.clock(kind, clock)),
    ...Object.entries(clocks).flatMap(([clock, { says }]) => (says ? [requestWords.due(kind, clock)] : [])),
    ...parties.map((party) => requestWords.party(kind, party)),
    requestWords.party(kind, 'system'),
  ]
}
