import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, newId } from '@gloact/kernel'
import {
  checkStep,
  reduceStep,
  stepsOpenTo,
  UNOPENED_REQUEST,
  type RequestActor,
  type RequestState,
} from '@gloact/records'
import { everyWalkHolds } from '@gloact/records/testing'
import fc from 'fast-check'
import { FROM_ABROAD } from '../request-kind.ts'
import type { IntelligenceMessage } from '../tracks.ts'
import { REPORT_FORMS } from './forms.ts'
import { intelligence, mayCloseReport, REPORT_STEP_OF, reportClock, reportMessageOf } from './kind.ts'

test('what holds for every kind of request holds for a report, in every state; each step has its form, each clock its time', () => {
  const { visited } = everyWalkHolds(intelligence, { runs: 2_000 })
  assert.deepEqual([...visited].toSorted(), Object.keys(intelligence.states).toSorted())
  for (const [step, { needs }] of Object.entries(intelligence.steps) as [string, { needs?: string }][])
    assert.ok(needs === undefined || needs in REPORT_FORMS, step)
  for (const clock of Object.keys(intelligence.clocks)) assert.ok(reportClock(clock), clock)
})

const PARTIES = ['sending', 'receiving'] as const
type Party = (typeof PARTIES)[number]
const told = (state: string | null) => (state === 'sent' || state === 'undelivered' ? 'delivered' : state)

test('no conversation about a report reaches a state that the other side cannot explain', () => {
  const ended = new Set<string | null>()
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 5, maxLength: 40 }), (choices) => {
      const people = [newId<'user'>(), newId<'user'>()]
      const sides: Record<Party, RequestState> = { sending: UNOPENED_REQUEST, receiving: UNOPENED_REQUEST }
      const queues: Record<Party, IntelligenceMessage[]> = { sending: [], receiving: [] }
      const take = (at: Party, step: string, by: string | null, party: string, index: number): void => {
        const happenedAt = asInstant(Date.parse('2026-03-01T08:00:00Z') + index * 1_000)
        sides[at] = reduceStep(intelligence, sides[at], { id: newId<'action'>(), step, by, party, happenedAt })
      }
      const deliver = (to: Party, index: number): void => {
        const message = queues[to].shift()
        if (!message) return
        const from = to === 'sending' ? 'receiving' : 'sending'
        const abroad: RequestActor = {
          userId: newId<'user'>(),
          parties: [from],
          may: () => true,
          independentOf: () => true,
        }
        const name = REPORT_STEP_OF[message]
        const step = checkStep(intelligence, sides[to], name, abroad).ok ? name : 'crossed'
        assert.ok(checkStep(intelligence, sides[to], step, abroad).ok, `${message} in ${sides[to].state}`)
        take(to, step, abroad.userId, from, index)
      }
      const act = (party: Party, choice: number, index: number): void => {
        if (party === 'receiving' && sides.receiving.state === null) return
        const actors: readonly RequestActor[] = [
          ...people.map((userId) => ({
            userId,
            parties: [party],
            may: (permission: string) => permission !== FROM_ABROAD,
          })),
          ...(party === 'sending' ? [{ userId: null, parties: [] }] : []),
        ]
        const moves = actors.flatMap((actor) =>
          stepsOpenTo(intelligence, sides[party], actor)
            .filter(({ barredBy, step }) => barredBy === undefined && step !== 'discard')
            .map((open) => ({ userId: actor.userId, ...open })),
        )
        const open = moves.filter(({ step }) => step !== 'close' || mayCloseReport(sides[party].state ?? ''))
        const move = open[choice % Math.max(1, open.length)]
        if (!move) return
        take(party, move.step, move.userId, move.party, index)
        const message = reportMessageOf(move.step)
        if (message) queues[party === 'sending' ? 'receiving' : 'sending'].push(message)
      }
      for (const [index, choice] of choices.entries()) {
        const party = PARTIES[choice % 2]!
        if (choice % 3 === 0) deliver(party, index)
        else act(party, Math.floor(choice / 6), index)
      }
      for (const party of PARTIES) for (; queues[party].length > 0;) deliver(party, choices.length)
      const here = told(sides.sending.state)
      if (sides.receiving.state !== null) assert.equal(sides.receiving.state, here)
      ended.add(sides.receiving.state)
    }),
    { seed: 1, numRuns: 2_000 },
  )
  for (const state of ['delivered', 'assessed', 'closed']) assert.ok(ended.has(state), state)
})
