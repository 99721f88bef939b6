import assert from 'node:assert/strict'
import fc from 'fast-check'
import { asInstant, newId } from '@gloact/kernel'
import { isEnd, type RequestKind } from './request/definition.ts'
import { viewOf } from './request/request-view.ts'
import { turnOf, wayOf } from './request/way.ts'
import {
  checkStep,
  reduceStep,
  requestAfter,
  stepsOpenTo,
  UNOPENED_REQUEST,
  type RequestActor,
  type RequestState,
  type TakenStep,
} from './request/take-step.ts'

const SECOND = 1_000
const START = Date.parse('2026-03-01T08:00:00Z')

/** Two people of each party, one who is of all of them, and the system. */
const actorsOf = (kind: RequestKind): readonly RequestActor[] => [
  ...kind.parties.flatMap((party) =>
    [0, 1].map(() => ({ userId: newId<'user'>(), parties: [party], may: () => true })),
  ),
  { userId: newId<'user'>(), parties: kind.parties, may: () => true },
  { userId: null, parties: [] },
]

/**
 * What holds for every kind of request, on random walks through it: a person who may take a step can; a second person is never the
 * first; a state is shown as done only where a step led to it, and it is nobody's turn who has no step; somebody has a step as long as it has not ended, and when it has nobody has, but the platform one to another end; the person whose turn it is has one; no clock
 * outlives the end; a log that is replayed gives what its steps gave one by one. Throws (fast-check) with the shortest walk
 * that does not hold. `visited` says which states the walks came to, all of them where the kind is not very long.
 */
export function everyWalkHolds(
  kind: RequestKind,
  { runs = 300, seed = 1 } = {},
): { readonly visited: ReadonlySet<string> } {
  const visited = new Set<string>()
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 60 }), (choices) => {
      const actors = actorsOf(kind)
      const log: TakenStep[] = []
      let request: RequestState = UNOPENED_REQUEST
      for (const [index, choice] of choices.entries()) {
        const open = actors.flatMap((actor) => stepsOpenTo(kind, request, actor).map((each) => ({ actor, ...each })))
        const free = open.filter(({ barredBy }) => barredBy === undefined)
        for (const { actor, step, barredBy } of open) {
          assert.equal(checkStep(kind, request, step, actor).ok, barredBy === undefined, `${step} is shown as it is`)
        }
        if (request.state !== null) {
          visited.add(request.state)
          if (isEnd(kind, request.state)) {
            assert.ok(
              free.every(({ step, party }) => {
                const { to } = kind.steps[step]!
                return to === 'same' || (party === 'system' && isEnd(kind, to))
              }),
              `${request.state} has ended`,
            )
            const running = Object.entries(request.clocks).filter(([, { stoppedAt }]) => stoppedAt === null)
            assert.deepEqual(running, [], `no clock outlives ${request.state}`)
          } else {
            const turn = kind.states[request.state]?.turn
            const leads = free.some(({ step, party }) => party === turn && kind.steps[step]?.to !== 'same')
            assert.ok(leads, `${turn ?? ''} has a step out of ${request.state}`)
          }
        }
        for (const actor of actors) saidTruly(kind, request, actor)
        if (free.length === 0) break
        const { actor, step, party } = free[choice % free.length]!
        for (const first of kind.steps[step]?.notBy ?? []) {
          const latest = log.findLast((taken) => taken.step === first)
          if (latest?.by && actor.userId) assert.notEqual(actor.userId, latest.by, `${step} by a second person`)
        }
        const happenedAt = asInstant(new Date(START + index * SECOND).toISOString())
        const taken = { id: newId<'action'>(), step, by: actor.userId, party, happenedAt }
        log.push(taken)
        request = reduceStep(kind, request, taken)
      }
      assert.deepEqual(requestAfter(kind, log), request)
    }),
    { numRuns: runs, seed },
  )
  return { visited }
}

/** The way and the turn as each party reads them say nothing that did not happen, and nothing that they cannot do. */
function saidTruly(kind: RequestKind, request: RequestState, actor: RequestActor): void {
  for (const party of actor.parties) {
    const view = viewOf(kind, request, party)
    if (!view) continue
    const open = stepsOpenTo(kind, request, actor).filter((each) => each.party !== 'system')
    const read = { ...view, you: actor.parties, open }
    const led = new Set(request.steps.map(({ step }) => kind.steps[step]?.to))
    for (const { state, is } of wayOf(kind, read, Object.keys(kind.states))) {
      if (is === 'done') assert.ok(led.has(state), `${state} is done, and nothing led to it`)
      assert.equal(is === 'current', state === view.state, `${state} is where it stands`)
    }
    const mine = open.some(
      ({ step, barredBy }) => barredBy === undefined && kind.steps[step]?.to !== 'same' && !kind.steps[step]?.retreats,
    )
    if (turnOf(kind, read) === 'you')
      assert.ok(mine, `it is the turn of ${party} in ${view.state}, and they have no step`)
  }
}
