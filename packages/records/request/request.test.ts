import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { asInstant, newId } from '@gloact/kernel'
import {
  checkStep,
  problemsOfKind,
  reduceStep,
  requestAfter,
  requestKind,
  stepsDue,
  stepsOpenTo,
  UNOPENED_REQUEST,
  viewOf,
  type RequestKind,
  type TakenStep,
} from '../index.ts'
import { everyWalkHolds } from '../testing.ts'

/** A request for mutual legal assistance, shortened. */
const assistance = requestKind({
  kind: 'cooperation.assistance',
  parties: ['requesting', 'requested'],
  states: {
    draft: { turn: 'requesting', hiddenFrom: ['requested'] },
    approved: { turn: 'requesting', hiddenFrom: ['requested'] },
    sent: { turn: 'requested' },
    more_asked: { turn: 'requesting' },
    answered: { turn: null },
    withdrawn: { turn: null },
    expired: { turn: null },
  },
  clocks: { answer: { of: 'requested', runsOut: 'expire' } },
  steps: {
    draft: { from: 'new', to: 'draft', by: ['requesting'], needs: 'request' },
    amend: { from: ['draft'], to: 'same', by: ['requesting'], needs: 'request', seenBy: ['requesting'] },
    approve: { from: ['draft'], to: 'approved', by: ['requesting'], notBy: ['draft', 'amend'], permission: 'approve' },
    send: { from: ['approved'], to: 'sent', by: ['requesting'], starts: ['answer'], tells: ['requested'] },
    ask_more: { from: ['sent'], to: 'more_asked', by: ['requested'], pauses: ['answer'], needs: 'question' },
    give_more: { from: ['more_asked'], to: 'sent', by: ['requesting'], resumes: ['answer'], needs: 'material' },
    answer: { from: ['sent'], to: 'answered', by: ['requested'], needs: 'answer', stops: ['answer'] },
    expire: { from: ['sent', 'more_asked'], to: 'expired', by: ['system'] },
    note: { from: ['sent', 'more_asked'], to: 'same', by: ['requesting'], seenBy: ['requesting'] },
    pass_on: { from: ['sent', 'more_asked'], to: 'same', by: ['system'], passes: 'requesting' },
    withdraw: {
      from: ['draft', 'approved', 'sent', 'more_asked'],
      to: 'withdrawn',
      by: ['requesting'],
      needs: 'reason',
    },
  },
})

const [anna, bela, carl] = [newId<'user'>(), newId<'user'>(), newId<'user'>()]
const requesting = (userId: string, permitted = true) => ({ userId, parties: ['requesting'], may: () => permitted })
const requested = { userId: carl, parties: ['requested'] }
const at = (day: number) => asInstant(`2026-03-${String(day).padStart(2, '0')}T09:00:00Z`)
const taken = (step: string, by: string | null, party: string, day: number): TakenStep => ({
  id: newId<'action'>(),
  step,
  by,
  party,
  happenedAt: at(day),
})
const names = (open: readonly { readonly step: string; readonly barredBy?: string }[]) =>
  open.map(({ step, barredBy }) => (barredBy === undefined ? step : `${step} (${barredBy})`))

const DRAFTED = [taken('draft', anna, 'requesting', 1)]
const SENT = [...DRAFTED, taken('approve', bela, 'requesting', 2), taken('send', anna, 'requesting', 3)]

test('one function answers which steps are open to whom', () => {
  const drafted = requestAfter(assistance, DRAFTED)
  assert.deepEqual(names(stepsOpenTo(assistance, UNOPENED_REQUEST, requesting(anna))), ['draft'])
  assert.deepEqual(names(stepsOpenTo(assistance, drafted, requesting(anna))), [
    'amend',
    'approve (second_person)',
    'withdraw',
  ])
  assert.deepEqual(names(stepsOpenTo(assistance, drafted, requesting(bela))), ['amend', 'approve', 'withdraw'])
  assert.deepEqual(names(stepsOpenTo(assistance, drafted, requesting(bela, false))), [
    'amend',
    'approve (not_permitted)',
    'withdraw',
  ])
  assert.deepEqual(names(stepsOpenTo(assistance, drafted, requested)), [])
  assert.deepEqual(names(stepsOpenTo(assistance, requestAfter(assistance, SENT), requested)), ['ask_more', 'answer'])
})

test('the person who amended last is no second person either, nor is an account that the first let in', () => {
  const amended = requestAfter(assistance, [...DRAFTED, taken('amend', bela, 'requesting', 2)])
  assert.deepEqual(checkStep(assistance, amended, 'approve', requesting(bela)), {
    ok: false,
    error: { code: 'records.second_person' },
  })
  const puppet = { ...requesting(newId<'user'>()), independentOf: (first: string) => first !== anna }
  assert.equal(checkStep(assistance, amended, 'approve', puppet).ok, false)
  assert.equal(checkStep(assistance, amended, 'approve', requesting(newId<'user'>())).ok, true)
})

test('a step that is not open says in which state the request is', () => {
  assert.deepEqual(checkStep(assistance, requestAfter(assistance, SENT), 'approve', requesting(bela)), {
    ok: false,
    error: { code: 'records.not_open', params: { state: 'sent' } },
  })
  assert.deepEqual(checkStep(assistance, UNOPENED_REQUEST, 'nothing', requesting(bela)), {
    ok: false,
    error: { code: 'records.unknown_step' },
  })
})

test('a clock stands still while the other side is asked, and an end stops every clock', () => {
  const paused = requestAfter(assistance, [...SENT, taken('ask_more', carl, 'requested', 5)])
  assert.deepEqual(paused.clocks['answer'], { startedAt: at(3), pausedAt: at(5), pausedFor: 0, stoppedAt: null })
  const resumed = reduceStep(assistance, paused, taken('give_more', anna, 'requesting', 9))
  const DAY = 86_400_000
  assert.deepEqual(resumed.clocks['answer'], { startedAt: at(3), pausedAt: null, pausedFor: 4 * DAY, stoppedAt: null })
  const withdrawn = reduceStep(assistance, resumed, taken('withdraw', anna, 'requesting', 10))
  assert.equal(withdrawn.clocks['answer']?.stoppedAt, at(10))
  // One that is entered late, as having ended before it began, is no pause.
  const late = reduceStep(assistance, paused, taken('give_more', anna, 'requesting', 4))
  assert.equal(late.clocks['answer']?.pausedFor, 0)
})

test('the system takes the step of a clock that has run out, and none of one that stands still', () => {
  const sent = requestAfter(assistance, SENT)
  const due = () => at(20)
  assert.deepEqual(stepsDue(assistance, sent, due, at(19)), [])
  assert.deepEqual(stepsDue(assistance, sent, due, at(20)), ['expire'])
  const paused = reduceStep(assistance, sent, taken('ask_more', carl, 'requested', 5))
  assert.deepEqual(stepsDue(assistance, paused, due, at(21)), [])
})

test('a party sees its own side by name, the other by party, and of a draft and of inner steps nothing', () => {
  assert.equal(viewOf(assistance, requestAfter(assistance, DRAFTED), 'requested'), undefined)
  const log = [DRAFTED[0]!, taken('amend', anna, 'requesting', 1), ...SENT.slice(1)]
  const seen = viewOf(assistance, requestAfter(assistance, log), 'requested')
  assert.deepEqual(
    seen?.steps.map(({ step, by }) => [step, by]),
    [
      ['draft', null],
      ['approve', null],
      ['send', null],
    ],
  )
  assert.equal(seen?.turn, 'requested')
  const own = viewOf(assistance, requestAfter(assistance, log), 'requesting')
  assert.deepEqual(
    own?.steps.map(({ by }) => by),
    [anna, anna, bela, anna],
  )
})

test('over any history: the agency that takes a party’s place sees nothing that was said inside before, and no name of who was there', () => {
  const agencies = [newId<'user'>(), newId<'user'>(), newId<'user'>()]
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 40 }), (choices) => {
      const log: TakenStep[] = []
      // Who holds the requesting side, one person each, at every step.
      const held: number[] = []
      let holder = 0
      let request = UNOPENED_REQUEST
      for (const [index, choice] of choices.entries()) {
        const actors = [
          requesting(agencies[holder]!),
          { ...requesting(bela), independentOf: () => true },
          requested,
          { userId: null, parties: [] },
        ]
        const free = actors.flatMap((actor) =>
          stepsOpenTo(assistance, request, actor).flatMap((open) => (open.barredBy ? [] : [{ actor, ...open }])),
        )
        if (free.length === 0) break
        const { actor, step, party } = free[choice % free.length]!
        const one = {
          ...taken(step, actor.userId, party, 1),
          happenedAt: asInstant(new Date(index * 1000).toISOString()),
        }
        log.push(one)
        held.push(holder)
        request = reduceStep(assistance, request, one)
        if (step === 'pass_on') holder = (holder + 1) % agencies.length
      }
      const passed = log.findLastIndex(({ step }) => step === 'pass_on')
      const inner = (step: string) => assistance.steps[step as 'note'].seenBy !== undefined
      const own = viewOf(assistance, request, 'requesting')?.steps ?? []
      for (const seen of own) {
        const at = log.findIndex(({ id }) => id === seen.id)
        assert.ok(at >= passed || (seen.by === null && !inner(seen.step)), `${seen.step} was another agency's`)
      }
      // Nothing of the own time is missing, and the other side sees what it always saw.
      const ofOwnTime = log.filter((one, at) => at > passed && one.party === 'requesting')
      if (request.state !== null) assert.ok(ofOwnTime.every(({ id }) => own.some((seen) => seen.id === id)))
      const others = viewOf(assistance, request, 'requested')
      if (others)
        assert.deepEqual(
          others.steps.map(({ id }) => id),
          log.flatMap((one) => (inner(one.step) ? [] : [one.id])),
        )
      assert.deepEqual(requestAfter(assistance, log), request)
    }),
    { numRuns: 500, seed: 1 },
  )
})

test('what holds for every kind of request holds for this one, in every state', () => {
  assert.deepEqual([...everyWalkHolds(assistance).visited].toSorted(), Object.keys(assistance.states).toSorted())
})

test('a declaration that cannot be meant is refused, and says why', () => {
  const changed = (change: Partial<RequestKind>): string =>
    problemsOfKind({ ...(assistance as RequestKind), ...change }).join('; ')
  const { steps, states, clocks } = assistance as RequestKind
  const without = (...gone: string[]) =>
    Object.fromEntries(Object.entries(steps).filter(([name]) => !gone.includes(name)))
  for (const [expected, change] of [
    [/no step opens it/, { steps: without('draft') }],
    [/no step reaches more_asked/, { steps: without('ask_more') }],
    [/no end is reached from stuck/, { states: { ...states, stuck: { turn: 'requesting' } } }],
    [/turn of requested in sent, who has no step/, { steps: without('ask_more', 'answer') }],
    [
      /answered has ended, and reopen leads out/,
      { steps: { ...steps, reopen: { from: ['answered'], to: 'sent', by: ['requested'] } } },
    ],
    [/nothing starts the clock idle/, { clocks: { ...clocks, idle: { of: 'requested' } } }],
    [/paused and never goes on/, { steps: { ...steps, give_more: { ...steps['give_more']!, resumes: [] } } }],
    [/own second person/, { steps: { ...steps, approve: { ...steps['approve']!, notBy: ['approve'] } } }],
    [
      /answer never comes before approve/,
      { steps: { ...steps, approve: { ...steps['approve']!, notBy: ['answer'] } } },
    ],
    [
      /withdraw leads requesting to withdrawn, which is hidden/,
      { states: { ...states, withdrawn: { turn: null, hiddenFrom: ['requesting'] } } },
    ],
    [/names the party stranger/, { steps: { ...steps, send: { ...steps['send']!, by: ['stranger'] } } }],
    [/not by the system/, { clocks: { answer: { of: 'requested', runsOut: 'answer' } } }],
    [
      /send passes a party on, and is not the platform/,
      { steps: { ...steps, send: { ...steps['send']!, passes: 'requesting' } } },
    ],
    [
      /pass_on names the party stranger/,
      { steps: { ...steps, pass_on: { ...steps['pass_on']!, passes: 'stranger' } } },
    ],
    [/not module.name/, { kind: 'assistance' }],
  ] as const) {
    assert.match(changed(change), expected)
  }
  assert.throws(() => requestKind({ ...(assistance as RequestKind), steps: without('draft') }), TypeError)
})

test('a clock that can never stop is refused', () => {
  const problems = problemsOfKind({
    kind: 'a.b',
    parties: ['one'],
    states: { open: { turn: 'one' } },
    clocks: { answer: { of: 'one' } },
    steps: { open: { from: 'new', to: 'open', by: ['one'], starts: ['answer'] } },
  })
  assert.match(problems.join('; '), /the clock answer that open starts can never stop/)
  assert.match(problems.join('; '), /it never ends/)
})
