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
import { FROM_ABROAD } from '../request-kind.ts'
import { belongsTo, REFERRAL_MESSAGES, type ReferralMessage } from '../tracks.ts'
import { VICTIM_FORMS } from './forms.ts'
import {
  mayBeCalledBack,
  toldVictimState,
  VICTIM_CLOCKS,
  VICTIM_MESSAGE_OF,
  VICTIM_STEP_OF,
  victimClock,
  victimMessageOf,
  victimReferral,
} from './kind.ts'

test('what holds for every kind of request holds for a referral abroad, in every state', () => {
  assert.deepEqual(
    [...everyWalkHolds(victimReferral, { runs: 8_000 }).visited].toSorted(),
    Object.keys(victimReferral.states).toSorted(),
  )
})

test('every form that a step needs is there, and every message is of this track and takes a step', () => {
  for (const [step, { needs }] of Object.entries(victimReferral.steps) as [string, { needs?: string }][])
    assert.ok(needs === undefined || needs in VICTIM_FORMS, step)
  for (const message of Object.values(VICTIM_MESSAGE_OF)) assert.ok(belongsTo(message, 'referral'), message)
  for (const message of REFERRAL_MESSAGES) {
    assert.ok(VICTIM_STEP_OF[message] in victimReferral.steps, message)
    for (const track of ['evidence', 'intelligence'] as const) assert.equal(belongsTo(message, track), false)
  }
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
const staff = (userId: string, party: string): RequestActor => ({
  userId,
  parties: [party],
  may: (permission) => permission !== FROM_ABROAD,
})

test('who offered somebody does not hand over who they are', () => {
  const [one, other] = [newId<'user'>(), newId<'user'>()]
  const request = [
    ['draft', 'sending'],
    ['ask', 'sending'],
    ['say_room', 'receiving'],
    ['offer', 'sending'],
    ['accept', 'receiving'],
  ].reduce<RequestState>(
    (state, [step, party]) => reduceStep(victimReferral, state, taken(step!, one, party!)),
    UNOPENED_REQUEST,
  )
  assert.deepEqual(checkStep(victimReferral, request, 'hand_over', staff(one, 'sending')), {
    ok: false,
    error: { code: 'records.second_person' },
  })
  assert.ok(checkStep(victimReferral, request, 'hand_over', staff(other, 'sending')).ok)
})

type Party = 'sending' | 'receiving'
interface Side {
  request: RequestState
  readonly sends: ReferralMessage[]
  readonly told: ReferralMessage[]
}
const RARE = [
  'amend',
  'follow_up',
  'tell_status',
  'tell_status_back',
  'withdraw',
  'recall',
  'discard',
  'not_taken',
  'enquire',
]

/** What arrives is taken as its step, or noted as having crossed one of ours: what the server does. */
const passed = new Set<string>()
function receive(side: Side, party: Party, message: ReferralMessage, index: number): void {
  const abroad: RequestActor = {
    userId: newId<'user'>(),
    parties: [party],
    may: () => true,
    independentOf: () => true,
  }
  const name = VICTIM_STEP_OF[message]
  const step = checkStep(victimReferral, side.request, name, abroad).ok ? name : 'crossed'
  assert.ok(
    checkStep(victimReferral, side.request, step, abroad).ok,
    `${message} can be explained in ${side.request.state}`,
  )
  side.request = reduceStep(victimReferral, side.request, taken(step, abroad.userId, party, index))
  side.told.push(message)
  passed.add(side.request.state ?? '')
}

/** People of both countries do what they may, and messages arrive when they do; each direction keeps its order. */
function converse(choices: readonly number[]): Record<Party, Side> {
  const side = (): Side => ({ request: UNOPENED_REQUEST, sends: [], told: [] })
  const sides: Record<Party, Side> = { sending: side(), receiving: side() }
  const queues: Record<Party, ReferralMessage[]> = { sending: [], receiving: [] }
  const people = [newId<'user'>(), newId<'user'>()]
  const deliver = (to: Party, index: number): void => {
    const message = queues[to].shift()
    if (message) receive(sides[to], to === 'sending' ? 'receiving' : 'sending', message, index)
  }
  const act = (party: Party, choice: number, index: number): void => {
    const mine = sides[party]
    if (party === 'receiving' && mine.request.state === null) return
    const moves = [
      ...people.flatMap((userId) =>
        stepsOpenTo(victimReferral, mine.request, staff(userId, party)).map((open) => ({ userId, ...open })),
      ),
      // The platform recalls on the sending side alone: the other has no consent to judge.
      ...(party === 'sending'
        ? stepsOpenTo(victimReferral, mine.request, { userId: null, parties: [] }).map((open) => ({
            userId: null,
            ...open,
          }))
        : []),
    ].filter(
      ({ barredBy, step }) =>
        barredBy === undefined &&
        !(step === 'withdraw' && !mayBeCalledBack(mine.request.state ?? '')) &&
        !(RARE.includes(step) && choice % 4 !== 0),
    )
    const move = moves[choice % Math.max(1, moves.length)]
    if (!move) return
    mine.request = reduceStep(victimReferral, mine.request, taken(move.step, move.userId, move.party, index))
    const message = victimMessageOf(move.step)
    if (!message) return
    mine.sends.push(message)
    queues[party === 'sending' ? 'receiving' : 'sending'].push(message)
  }
  for (const [index, choice] of choices.entries()) {
    const kind = choice % 4
    if (kind === 0) deliver('sending', index)
    else if (kind === 1) deliver('receiving', index)
    else act(kind === 2 ? 'sending' : 'receiving', Math.floor(choice / 4), index)
  }
  for (let index = choices.length; queues.sending.length + queues.receiving.length > 0; index++) {
    deliver('receiving', index)
    deliver('sending', index)
  }
  return sides
}

test('no referral reaches a state that the other side cannot explain, whatever crosses on the way; a recall always arrives', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 400 }), { minLength: 40, maxLength: 260 }), (choices) => {
      const { sending, receiving } = converse(choices)
      const ours = toldVictimState(sending.request.state ?? 'draft')
      assert.equal(receiving.request.state, ours)
      assert.deepEqual(receiving.told, sending.sends)
      assert.deepEqual(sending.told, receiving.sends)
      if (sending.sends.includes('cooperation.victim_recalled'))
        assert.ok(['recalled', 'destroyed'].includes(ours ?? ''), `called back, and ${ours}`)
    }),
    { numRuns: 2000, seed: 1 },
  )
  // The runs came through every state that a message leads to, or the property would have said little.
  for (const state of Object.keys(victimReferral.states))
    assert.ok(['draft', 'discarded'].includes(state) || passed.has(state), state)
})

test('an arrival is due on the day that was named, and a country may say how long the other clocks run', () => {
  const clock = victimClock({ follow_up: { unit: 'days', amount: 10, onNonWorkingDay: 'next' } })
  for (const name of VICTIM_CLOCKS) assert.ok(clock(name, {}), name)
  assert.equal(clock('arrival', { arrival_days: 4 })?.amount, 5)
  assert.equal(clock('follow_up', {})?.amount, 10)
  assert.deepEqual(clock('answer', { urgency: 'emergency' }), { unit: 'hours', amount: 24, onNonWorkingDay: 'keep' })
})
