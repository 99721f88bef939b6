import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import type { CountedChild, CountedRecord } from './figures.ts'
import { KINDS, KIND_NAMES, type KindName } from './kinds.ts'
import { detained, preparedShare, sharesOf } from './shares.ts'

const DAY = 86_400_000
const SPAN = { from: 0, to: 30 * DAY }

const record = (
  kind: KindName,
  steps: readonly (readonly [step: string, day: number])[],
  more: Partial<CountedRecord> = {},
): CountedRecord => ({
  kind,
  facts: {},
  clocks: {},
  ...more,
  steps: steps.map(([step, day]) => ({ step, at: day * DAY })),
})
const due = (clock: string, dueAt: number, stoppedAt: number | null) => ({
  clocks: { [clock]: { dueAt: dueAt * DAY, stoppedAt: stoppedAt === null ? null : stoppedAt * DAY } },
})
const child = (...records: readonly CountedRecord[]): CountedChild => ({ records })
const told = (id: string, ...children: readonly CountedChild[]) => {
  const share = sharesOf(children, SPAN).find((each) => each.id === id)
  return share && [share.part, share.of, share.children]
}

test('a child who left without a guardian did not get one in time, though the clock stopped', () => {
  const provided = child(
    record(
      'guardianship',
      [
        ['ask', 1],
        ['provide', 1.5],
      ],
      due('provisional', 2, 1.5),
    ),
  )
  const left = child(
    record(
      'guardianship',
      [
        ['ask', 1],
        ['close', 1.5],
      ],
      due('provisional', 2, 1.5),
    ),
  )
  const late = child(
    record(
      'guardianship',
      [
        ['ask', 1],
        ['provide', 3],
      ],
      due('provisional', 2, 3),
    ),
  )
  assert.deepEqual(told('guardian_at_once', provided, left, late), [1, 3, { part: 1, rest: 2 }])
  // From the first day to the end of the month: 29 days that need one; half a day, half a day, two days without.
  const [without, days] = told('guardian_without', provided, late) as [number, number]
  assert.deepEqual([without, days], [2.5, 58])
})

test('a decision counts as heard where the step that says so said so; a child who was heard afterwards was heard', () => {
  const decided = (kind: KindName, steps: Parameters<typeof record>[1], facts: CountedRecord['facts']) =>
    child(record(kind, steps, { facts }))
  const children = [
    decided('care', [['place', 2]], { child_heard_place: true, guardian_heard_place: false }),
    decided(
      'assessment',
      [
        ['submit', 1],
        ['approve', 2],
      ],
      { child_heard_submit: false, guardian_heard_submit: true },
    ),
    // Not decided in the month; nothing said of it.
    decided(
      'assessment',
      [
        ['submit', 1],
        ['approve', 40],
      ],
      { child_heard_submit: false },
    ),
    decided('solution', [['decide', 3]], {}),
  ]
  assert.deepEqual(told('heard_child', ...children), [1, 2, { part: 1, rest: 1 }])
  assert.deepEqual(told('heard_guardian', ...children), [1, 2, { part: 1, rest: 1 }])
})

test('what became void counts only where nothing had been decided by it; what was approved long ago is not asked about', () => {
  const bid = (...steps: readonly (readonly [string, number])[]) => record('determination', steps)
  const children = [
    child(bid(['approve', -40], ['report_change', 3])),
    child(
      bid(['approve', -40], ['report_change', 3]),
      record('solution', [
        ['plan', -39],
        ['decide', -10],
      ]),
    ),
    child(bid(['approve', -40])),
    child(bid(['approve', -500], ['report_change', 3])),
  ]
  assert.deepEqual(told('void_before_use', ...children), [1, 3, { part: 1, rest: 2 }])
})

test('after a year those who were not found are shown apart, and those whom nobody went to see are not left out', () => {
  const home = (result: string | undefined, day = -400) =>
    child(record('solution', [['hand_over', day]], { facts: result === undefined ? {} : { after_12_months: result } }))
  const children = ['going_well', 'support_needed', 'not_found', 'broken_down', undefined].map((result) => home(result))
  const lasts = (how: string) => told(`lasts.${how}`, ...children, home('going_well', -300))?.slice(0, 2)
  assert.deepEqual(lasts('goes_on'), [2, 5])
  assert.deepEqual(lasts('not_found'), [1, 5])
  assert.deepEqual(lasts('ended_or_unknown'), [2, 5])
})

test('days of care, nights and episodes, detention by the hour', () => {
  const foster = record(
    'care',
    [
      ['place', 0],
      ['end', 10],
    ],
    { facts: { type: 'foster' } },
  )
  const held = record(
    'care',
    [
      ['record_irregular', 10],
      ['end', 10.5],
    ],
    { facts: { type: 'detained' } },
  )
  const home = record(
    'care',
    [
      ['place', 20],
      ['report_missing', 21],
      ['find', 25],
      ['report_missing', 26],
    ],
    {
      facts: { type: 'residential' },
    },
  )
  const one = child(record('age', [['presume', 0]]), foster, held, home)
  assert.deepEqual(told('care.foster', one)?.slice(0, 2), [10, 20.5])
  assert.deepEqual(told('care.detained', one)?.slice(0, 2), [0.5, 20.5])
  assert.deepEqual(told('missing_per_1000_nights', one)?.slice(0, 2), [2, 20.5])
  // Of the second the week is not over within the month.
  assert.deepEqual(told('found_in_a_week', one)?.slice(0, 2), [1, 1])
  assert.deepEqual(detained([one], SPAN), { hours: 12, children: 1 })
})

test('a child was asked too often by the third interview on one topic, not by the third interview', () => {
  const interview = (topics: string, day: number) => record('interview', [['record', day]], { facts: { topics } })
  const often = child(interview('family+journey', 1), interview('journey', 2), interview('journey', -200))
  const various = child(interview('family', 1), interview('journey', 2), interview('wishes', 3))
  const before = child(interview('journey', 1), interview('journey', 2), interview('journey', -400))
  assert.deepEqual(told('asked_again', often, various, before), [1, 3, { part: 1, rest: 2 }])
})

test('18 is prepared where a plan stood before the latest day that is possible', () => {
  const days = { from: asPlainDate('2026-01-01'), to: asPlainDate('2026-02-01') }
  const momentOf = (day: string) => Date.parse(`${day}T00:00:00Z`)
  const planned = (on: string) => ({
    records: [{ ...record('transition', []), steps: [{ step: 'agree', at: momentOf(on) }] }],
  })
  const born = asPlainDate('2008-01-15')
  const share = preparedShare(
    [
      { child: planned('2025-08-01'), youngest: born },
      { child: planned('2026-01-20'), youngest: born },
      { child: child(), youngest: born },
      { child: planned('2025-08-01'), youngest: asPlainDate('2009-01-15') },
      { child: planned('2025-08-01'), youngest: null },
    ],
    days,
    momentOf,
  )
  assert.deepEqual([share.part, share.of], [1, 3])
})

test('no part is more than its whole, and no more children are behind both than there are', () => {
  const anyRecord = fc.constantFrom(...KIND_NAMES).chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      facts: fc.record({
        type: fc.constantFrom('foster', 'detained', 'unrelated_adult'),
        band: fc.constantFrom('days_2', 'days_7'),
        topics: fc.constantFrom('family', 'family+journey'),
        conclusion: fc.constantFrom('adult', 'minor'),
        appeal: fc.constantFrom('upheld', 'rejected', 'passed'),
        siblings_kept: fc.boolean(),
        child_heard_place: fc.boolean(),
      }),
      clocks: fc.constant({}),
      steps: fc
        .array(fc.tuple(fc.constantFrom(...Object.keys(KINDS[kind].steps)), fc.integer({ min: -50, max: 50 })), {
          maxLength: 6,
        })
        .map((steps) => steps.toSorted((a, b) => a[1] - b[1]).map(([step, day]) => ({ step, at: day * DAY }))),
    }),
  )
  fc.assert(
    fc.property(
      fc.array(fc.record({ records: fc.array(anyRecord, { maxLength: 5 }) }), { maxLength: 6 }),
      (children) => {
        for (const { id, part, of, children: behind } of sharesOf(children, SPAN)) {
          if (id !== 'missing_per_1000_nights') assert.ok(part <= of + 1e-9, id)
          assert.ok(behind.part <= children.length && behind.rest <= children.length, id)
          assert.ok(part === 0 || behind.part > 0, id)
        }
      },
    ),
    { numRuns: 300 },
  )
})
