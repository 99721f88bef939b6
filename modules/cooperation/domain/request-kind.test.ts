import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, newId, type Instant } from '@gloact/kernel'
import {
  checkStep,
  reduceStep,
  stepsOpenTo,
  UNOPENED_REQUEST,
  type RequestActor,
  type RequestState,
  type TakenStep,
} from '@gloact/records'
import { everyWalkHolds } from '@gloact/records/testing'
import fc from 'fast-check'
import { ANSWER_FORMS } from './answer-forms.ts'
import { GROUNDS, NO_GROUNDS, POSTPONEMENT_GROUNDS, REFUSAL_GROUNDS } from './grounds.ts'
import { isGroundFor, mayBeClosed, OTHER_TYPE_NAMES, OTHER_TYPES } from './other-types.ts'
import { requestForm } from './request-form.ts'
import {
  assistance,
  assistanceClock,
  awaitsSecond,
  CLOCKS,
  FROM_ABROAD,
  mayBeWithdrawn,
  messageOf,
  sendsResult,
  STEP_OF,
  toldState,
  URGENCIES,
} from './request-kind.ts'
import type { EvidenceMessage } from './tracks.ts'

test('what holds for every kind of request holds for this one, in every state', () => {
  assert.deepEqual(
    [...everyWalkHolds(assistance, { runs: 4_000 }).visited].toSorted(),
    Object.keys(assistance.states).toSorted(),
  )
})

test('every form that a step needs is there', () => {
  const forms = { request: requestForm, ...ANSWER_FORMS }
  for (const [step, { needs }] of Object.entries(assistance.steps) as [string, { needs?: string }][])
    assert.ok(needs === undefined || needs in forms, step)
})

const at = (index: number): Instant =>
  asInstant(new Date(Date.parse('2026-03-01T08:00:00Z') + index * 1000).toISOString())
const taken = (step: string, by: string | null, party: string, index = 0): TakenStep => ({
  id: newId<'action'>(),
  step,
  by,
  party,
  happenedAt: at(index),
})
const [writer, approver] = [newId<'user'>(), newId<'user'>()]
const officer = (userId: string, party: string): RequestActor => ({
  userId,
  parties: [party],
  // Nobody's but the other country's.
  may: (permission) => permission !== FROM_ABROAD,
})

test('who wrote a request, changed it or put it forward does not approve it', () => {
  const log = [
    taken('draft', writer, 'requesting'),
    taken('amend', approver, 'requesting'),
    taken('submit', writer, 'requesting'),
  ]
  const request = log.reduce<RequestState>((state, step) => reduceStep(assistance, state, step), UNOPENED_REQUEST)
  for (const who of [writer, approver])
    assert.deepEqual(checkStep(assistance, request, 'approve', officer(who, 'requesting')), {
      ok: false,
      error: { code: 'records.second_person' },
    })
  assert.ok(checkStep(assistance, request, 'approve', officer(newId<'user'>(), 'requesting')).ok)
})

test('nobody here takes a step that is the other country’s to take by a message', () => {
  for (const step of ['arrive', 'crossed'] as const) {
    const declared: { permission?: string } = assistance.steps[step]
    assert.equal(declared.permission, FROM_ABROAD)
  }
})

const RARE = [
  'withdraw',
  'discard',
  'refuse',
  'take_back',
  'send_back',
  'enquire',
  'ask_permission',
  'give_permission',
  'withhold_permission',
  'correct',
  'recall',
  'end_use',
]

/** One country's side: its own log, and what is on the way to the other. */
interface Side {
  request: RequestState
  readonly sends: { message: EvidenceMessage; n: number }[]
  readonly told: string[]
}

/** What arrives is taken as its step, or noted as having crossed one of ours: what `server/receive.ts` does. */
function receive(side: Side, party: 'requesting' | 'requested', message: EvidenceMessage, index: number): void {
  const abroad: RequestActor = { userId: newId<'user'>(), parties: [party], may: () => true }
  const step = checkStep(assistance, side.request, STEP_OF[message], abroad).ok ? STEP_OF[message] : 'crossed'
  assert.ok(
    checkStep(assistance, side.request, step, abroad).ok,
    `${message} can be explained in ${side.request.state}`,
  )
  side.request = reduceStep(assistance, side.request, taken(step, abroad.userId, party, index))
  side.told.push(message)
}

/** Officers of both countries do what they may, and messages arrive when they do; each direction keeps its order. */
function converse(choices: readonly number[]): { requesting: Side; requested: Side } {
  const sides = {
    requesting: { request: UNOPENED_REQUEST, sends: [], told: [] } as Side,
    requested: { request: UNOPENED_REQUEST, sends: [], told: [] } as Side,
  }
  const queues: Record<'requesting' | 'requested', EvidenceMessage[]> = { requesting: [], requested: [] }
  const people = [newId<'user'>(), newId<'user'>()]
  const deliver = (to: 'requesting' | 'requested', index: number): void => {
    const message = queues[to].shift()
    if (message) receive(sides[to], to === 'requesting' ? 'requested' : 'requesting', message, index)
  }
  const act = (party: 'requesting' | 'requested', choice: number, index: number): void => {
    const side = sides[party]
    if (party === 'requested' && side.request.state === null) return
    const moves = [
      ...people.flatMap((userId) =>
        stepsOpenTo(assistance, side.request, officer(userId, party)).map((open) => ({ userId, ...open })),
      ),
      ...stepsOpenTo(assistance, side.request, { userId: null, parties: [] }).map((open) => ({
        userId: null,
        ...open,
      })),
    ].filter(
      ({ barredBy, step }) =>
        barredBy === undefined &&
        // As the routes have it: an answer is not withdrawn, and a result goes only after it was prepared.
        !(step === 'withdraw' && !mayBeWithdrawn(side.request.state ?? '')) &&
        // Some of them ask for no result, and are closed without one.
        !(step === 'close' && !mayBeClosed(choice % 7 === 0 ? 'spontaneous' : 'records', side.request.state ?? '')) &&
        !(sendsResult(step) && !awaitsSecond(side.request.state ?? '')) &&
        // Now and then, so that most conversations go on.
        !(RARE.includes(step) && choice % 5 !== 0),
    )
    const move = moves[choice % Math.max(1, moves.length)]
    if (!move) return
    side.request = reduceStep(assistance, side.request, taken(move.step, move.userId, move.party, index))
    const message = messageOf(move.step)
    if (message) {
      side.sends.push({ message, n: index })
      queues[party === 'requesting' ? 'requested' : 'requesting'].push(message)
    }
  }
  for (const [index, choice] of choices.entries()) {
    const kind = choice % 4
    if (kind === 0) deliver('requesting', index)
    else if (kind === 1) deliver('requested', index)
    else act(kind === 2 ? 'requesting' : 'requested', Math.floor(choice / 4), index)
  }
  // The network is back: what is on the way arrives.
  for (let index = choices.length; queues.requesting.length + queues.requested.length > 0; index++) {
    deliver('requested', index)
    deliver('requesting', index)
  }
  return sides
}

test('no conversation reaches a state that the other side cannot explain, whatever crosses on the way', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 400 }), { minLength: 10, maxLength: 160 }), (choices) => {
      const { requesting, requested } = converse(choices)
      const [ours, theirs] = [toldState(requesting.request.state ?? 'draft'), requested.request.state]
      assert.equal(theirs === null ? null : toldState(theirs), ours)
      // Each was told all that the other sent, once and in its order.
      assert.deepEqual(
        requested.told,
        requesting.sends.map(({ message }) => message),
      )
      assert.deepEqual(
        requesting.told,
        requested.sends.map(({ message }) => message),
      )
      if (ours !== null) seen.add(ours)
    }),
    { numRuns: 2000, seed: 1 },
  )
  // The runs came to every end, or the property would have said little.
  for (const state of [
    'closed',
    'withdrawn',
    'refused',
    'answered',
    'postponed',
    'accepted',
    'more_asked',
    'partly_executed',
  ])
    assert.ok(seen.has(state), state)
})

test('a withdrawal that crosses an answer ends the request on both sides', () => {
  const requesting: Side = { request: UNOPENED_REQUEST, sends: [], told: [] }
  const requested: Side = { request: UNOPENED_REQUEST, sends: [], told: [] }
  const step = (side: Side, name: string, party: string) =>
    (side.request = reduceStep(assistance, side.request, taken(name, newId<'user'>(), party)))
  for (const name of ['draft', 'submit', 'approve', 'deliver']) step(requesting, name, 'requesting')
  receive(requested, 'requesting', 'cooperation.mla_request', 1)
  step(requested, 'acknowledge', 'requested')
  receive(requesting, 'requested', 'cooperation.mla_acknowledged', 2)
  step(requested, 'refuse', 'requested')
  step(requesting, 'withdraw', 'requesting')
  receive(requesting, 'requested', 'cooperation.mla_refused', 3)
  receive(requested, 'requesting', 'cooperation.mla_withdrawn', 3)
  assert.deepEqual([requesting.request.state, requested.request.state], ['withdrawn', 'withdrawn'])
})

test('grounds of refusal are the Convention’s, each with its article, and bank secrecy and fiscal matters are none', () => {
  for (const ground of [...REFUSAL_GROUNDS, ...POSTPONEMENT_GROUNDS])
    assert.match(GROUNDS[ground].article, /^(?:UNTOC|SOM) \d+/)
  for (const none of NO_GROUNDS) assert.ok(!(REFUSAL_GROUNDS as readonly string[]).includes(none))
})

test('a country may say how long a clock runs; where it says nothing it runs as usual, and none refuses by itself', () => {
  const clock = assistanceClock({ urgent: { decide: { unit: 'days', amount: 3, onNonWorkingDay: 'next' } } })
  assert.deepEqual(clock('decide', { urgency: 'urgent' })?.amount, 3)
  for (const urgency of URGENCIES) for (const name of CLOCKS) assert.ok(clock(name, { urgency }), `${urgency} ${name}`)
  // A request is acknowledged within a week, unless it is urgent: sooner.
  assert.deepEqual(clock('acknowledge', { urgency: 'routine' }), { unit: 'days', amount: 7, onNonWorkingDay: 'next' })
  const declared = assistance.clocks as Readonly<Record<string, { readonly runsOut?: string }>>
  assert.deepEqual(
    Object.entries(declared).flatMap(([name, { runsOut }]) => (runsOut === undefined ? [] : [[name, runsOut]])),
    [['receipt', 'miss_receipt']],
  )
})

test('a ground of extradition, of the sea or of returns is none for another type; only what asks for nothing is closed without an answer', () => {
  for (const name of OTHER_TYPE_NAMES)
    for (const ground of OTHER_TYPES[name].grounds) {
      assert.ok(isGroundFor(name, ground), `${name} ${ground}`)
      assert.equal(isGroundFor('records', ground), false, ground)
    }
  for (const type of ['records', ...OTHER_TYPE_NAMES]) {
    const open = ['delivered', 'acknowledged', 'accepted', 'postponed'].filter((state) => mayBeClosed(type, state))
    assert.deepEqual(open, ['spontaneous', 'joint_team'].includes(type) ? ['acknowledged', 'accepted'] : [], type)
    for (const state of ['answered', 'partly_executed', 'refused']) assert.ok(mayBeClosed(type, state), type)
  }
})
