import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import {
  CPIMS_CARE,
  CPIMS_DETERMINED,
  CPIMS_NOT_REUNITED,
  CPIMS_RECOMMENDATION,
  CPIMS_REUNIFIED,
  CPIMS_SEPARATION,
  cpimsCsv,
  CPIMS_STATUS,
  CPIMS_TRACING,
  CPIMS_VERIFIED,
} from './cpims.ts'
import { CAUSES, FINDINGS, FOUND_BY, NOT_REUNITED } from './outcomes.ts'
import { cumulativeIncidence, type Lived } from './cumulative-incidence.ts'
import { monthsTold } from './figure-months.ts'
import * as figures from './figures.ts'
import { KINDS } from './kinds.ts'
import type { CountedChild, CountedRecord } from './figures.ts'
import { tracingRequest } from './tracing/request-kind.ts'

const DAY = 86_400_000
const SPAN = { from: 0, to: 30 * DAY }

const record = (
  kind: CountedRecord['kind'],
  steps: readonly (readonly [step: string, day: number])[],
  more: Partial<CountedRecord> = {},
): CountedRecord => ({
  kind,
  facts: {},
  clocks: {},
  ...more,
  steps: steps.map(([step, day]) => ({ step, at: day * DAY })),
})
const child = (...records: readonly CountedRecord[]): CountedChild => ({ records })
const shown = (counts: figures.Counts) =>
  Object.fromEntries([...counts].map(([row, cells]) => [row, Object.fromEntries(cells)]))

test('children are counted where they stood on the last day, not where they stand now', () => {
  const children = [
    child(
      record('age', [['presume', -5]]),
      record(
        'guardianship',
        [
          ['ask', -5],
          ['provide', 3],
          ['appoint', 40],
        ],
        { facts: { reason: 'unaccompanied' } },
      ),
    ),
    child(record('age', [['presume', -5]]), record('guardianship', [['ask', 2]])),
    child(record('age', [['presume', 1]])),
    // Left the child path within the month, and came after it.
    child(
      record('age', [
        ['presume', -90],
        ['close', 10],
      ]),
    ),
    child(record('age', [['presume', 31]])),
  ]
  assert.deepEqual(shown(figures.stock(children, SPAN)), {
    unaccompanied: { provisional: 1 },
    not_asked: { asked: 1, none: 1 },
  })
  const placed = child(
    record('age', [['presume', 0]]),
    record(
      'care',
      [
        ['place', 1],
        ['end', 9],
      ],
      { facts: { type: 'foster' } },
    ),
    record('care', [['record_irregular', 9]], { facts: { type: 'detained' } }),
  )
  assert.deepEqual(shown(figures.care([placed, child(record('age', [['presume', 0]]))], SPAN)), {
    detained: { children: 1 },
    not_asked: { children: 1 },
  })
})

test('a clock is counted in the month in which its time ended: kept, kept late, or not at all', () => {
  const asked = (dueAt: number | null, stoppedAt: number | null, how = 'provide') =>
    child(
      record('guardianship', [['ask', 0], ...(stoppedAt === null ? [] : [[how, stoppedAt] as const])], {
        clocks: {
          provisional: {
            dueAt: dueAt === null ? null : dueAt * DAY,
            stoppedAt: stoppedAt === null ? null : stoppedAt * DAY,
          },
        },
      }),
    )
  const children = [
    asked(1, 1),
    asked(1, 0.5),
    asked(2, 40),
    asked(3, null),
    // Left without one: the record ended, and its clocks with it.
    asked(4, 3, 'close'),
    asked(30, 29),
    asked(-1, -2),
    asked(null, 1),
  ]
  assert.deepEqual(shown(figures.clocksKept(children, SPAN)), {
    guardianship_provisional: { in_time: 2, late: 1, missed: 2 },
  })
  const school = (how: string, stoppedAt: number | null) =>
    child(
      record('schooling', [['seek', 0], ...(stoppedAt === null ? [] : [[how, stoppedAt] as const])], {
        clocks: { place: { dueAt: 5 * DAY, stoppedAt: stoppedAt === null ? null : stoppedAt * DAY } },
      }),
    )
  const pupils = [
    school('enrol', 2),
    school('give_reason', 3),
    school('enrol', 9),
    school('close', 4),
    school('', null),
  ]
  assert.deepEqual(shown(figures.clocksKept(pupils, SPAN)), { schooling_place: { in_time: 2, late: 1, missed: 2 } })
})

test('every clock that is counted can be kept: a step of its record does what is due', () => {
  for (const [kind, clock] of figures.COUNTED_CLOCKS) {
    const steps: readonly { readonly stops?: readonly string[] }[] = Object.values(KINDS[kind].steps)
    assert.ok(
      steps.some(({ stops }) => stops?.includes(clock)),
      `${kind} ${clock}`,
    )
  }
})

test('a guardian’s load counts children of the last day, guardians without any among them', () => {
  const of = (guardian: string, ...steps: readonly (readonly [string, number])[]) =>
    child(record('guardianship', [['ask', 0], ...steps], { facts: { guardian_id: guardian } }))
  const children = [
    of('a', ['appoint', 1]),
    of('a', ['provide', 2]),
    of('b', ['appoint', 1], ['close', 9]),
    of('c', ['appoint', 35]),
  ]
  const limits = new Map([
    ['a', 1],
    ['b', 3],
    ['c', 3],
    ['d', 3],
  ])
  assert.deepEqual(figures.guardiansLoad(children, limits, SPAN), { guardians: 4, median: 0, largest: 2, overLimit: 1 })
  assert.deepEqual(figures.guardiansLoad([], new Map(), SPAN), {
    guardians: 0,
    median: null,
    largest: null,
    overLimit: 0,
  })
})

test('the share of the reunited is what Aalen and Johansen work out by hand', () => {
  const lived: readonly Lived[] = [
    { months: 1, event: 'of_interest' },
    { months: 2, event: 'other' },
    { months: 2, event: null },
    { months: 3, event: 'of_interest' },
    { months: 4, event: null },
  ]
  // 1/5 at one; a fifth leaves otherwise at two, so that three fifths are free with two followed: half of them at three.
  assert.ok(Math.abs(cumulativeIncidence(lived, 1)! - 0.2) < 1e-12)
  assert.ok(Math.abs(cumulativeIncidence(lived, 3)! - 0.5) < 1e-12)
  assert.equal(cumulativeIncidence(lived, 5), null, 'nobody was followed for so long')
  assert.equal(cumulativeIncidence([], 1), null)
})

test('without anybody waiting it is the plain share; it never falls, and with its competitor never passes one', () => {
  const anybody = fc.record({
    months: fc.integer({ min: 0, max: 40 }),
    event: fc.constantFrom<Lived['event']>('of_interest', 'other', null),
  })
  fc.assert(
    fc.property(fc.array(anybody, { minLength: 1, maxLength: 30 }), (lived) => {
      const swapped = lived.map(({ months, event }): Lived => ({
        months,
        event: event === null ? null : event === 'other' ? 'of_interest' : 'other',
      }))
      let before = 0
      for (let month = 0; month <= 40; month++) {
        const share = cumulativeIncidence(lived, month)
        if (share === null) continue
        assert.ok(share >= before - 1e-12 && share + cumulativeIncidence(swapped, month)! <= 1 + 1e-9)
        before = share
        if (lived.every(({ event }) => event !== null)) {
          const plain =
            lived.filter(({ months, event }) => months <= month && event === 'of_interest').length / lived.length
          assert.ok(Math.abs(share - plain) < 1e-9)
        }
      }
    }),
  )
})

test('time to reunification begins when the child was met and ends at the hand-over to the family', () => {
  const met = record('age', [['presume', -400]])
  const handed = (option: string, day: number) =>
    record(
      'solution',
      [
        ['plan', day - 9],
        ['hand_over', day],
      ],
      { facts: { option } },
    )
  const found = figures.timeTo(
    'reunited',
    [
      child(met, handed('reunification_here', -300)),
      child(met, handed('transfer', -200)),
      child(met),
      child(record('age', [['presume', 60]])),
    ],
    SPAN,
  )
  assert.deepEqual([found.children, found.reunited], [3, 1])
  assert.ok(Math.abs(found.after[0]!.share! - 1 / 3) < 1e-12)
  assert.equal(found.after[2]!.share, null)
})

test('a month is told some days after it has ended', () => {
  const told = (day: string) => monthsTold(asPlainDate(day), 5, 3).map(({ id }) => id)
  assert.deepEqual(told('2027-02-05'), ['2026-12', '2026-11', '2026-10'])
  assert.deepEqual(told('2027-02-06'), ['2027-01', '2026-12', '2026-11'])
})

test('every code has its counterpart in CPIMS+, and a withheld count is an empty cell', () => {
  assert.deepEqual(
    figures.CARE.filter((code) => code !== figures.NOT_ASKED && !(code in CPIMS_CARE)),
    [],
  )
  assert.deepEqual(
    Object.keys(tracingRequest.states).filter((state) => !(state in CPIMS_TRACING)),
    [],
  )
  assert.deepEqual(
    figures.MOVES.filter((code) => code !== figures.NOT_ASKED && !(code in CPIMS_RECOMMENDATION)),
    [],
  )
  for (const [codes, theirs] of [
    [CAUSES, CPIMS_SEPARATION],
    [figures.OPTIONS, CPIMS_DETERMINED],
    [FINDINGS, CPIMS_VERIFIED],
    [FOUND_BY, CPIMS_REUNIFIED],
    [NOT_REUNITED, CPIMS_NOT_REUNITED],
  ] as const)
    assert.deepEqual(
      codes.filter((code) => code !== figures.NOT_ASKED && !(code in theirs)),
      [],
    )
  // What its forms of 1.8 have, and no other word.
  for (const [theirs, has] of [
    [CPIMS_VERIFIED, 'yes no further_tracing long_term_alternative_care reunification reunification_enhanced_support'],
    [CPIMS_REUNIFIED, 'case_by_case informal_spontaneous mass_tracing mediation photo_tracing spontaneous other'],
    [CPIMS_NOT_REUNITED, 'change_of_mind death death_of_adult failed_verification n_a other'],
    [
      CPIMS_DETERMINED,
      'local_integration maintain_change_current_arrangements medical repatriation resettlement_to_3rd_country reunification other',
    ],
  ] as const)
    assert.deepEqual(
      Object.values(theirs).filter((code) => !has.split(' ').includes(code)),
      [],
    )
  // A parent who is implicated stands beside the child: neither of the two words of CPIMS+.
  assert.deepEqual(
    figures.REASONS.filter((code) => !(code in CPIMS_STATUS)),
    ['parent_implicated', figures.NOT_ASKED],
  )
  const csv = cpimsCsv({
    month: '2026-10',
    tables: {
      care: {
        columns: ['total'],
        rows: [
          { code: null, cells: [31] },
          { code: 'foster', cells: [null] },
          { code: 'emergency', cells: [12] },
        ],
      },
      solutions: { columns: ['planned'], rows: [{ code: 'return_to_family', cells: [11] }] },
      separation: { columns: ['total'], rows: [{ code: 'armed_group', cells: [14] }] },
      reunified: {
        columns: ['total'],
        rows: [
          { code: 'request', cells: [13] },
          { code: 'consulate', cells: [null] },
          { code: 'elsewhere', cells: [10] },
        ],
      },
      not_reunited: { columns: ['total'], rows: [{ code: 'not_safe', cells: [12] }] },
    },
    shares: [
      { id: 'cleared.SY', of: 20, share: 0.58 },
      { id: 'held', of: null, share: null },
    ],
  })
  assert.equal(
    csv,
    [
      'month,table,code,column,cpims_lookup,cpims_code,cpims_other,count',
      '2026-10,care,total,total,,,,31',
      '2026-10,care,foster,total,lookup-care-arrangements-type,foster_care,,',
      '2026-10,care,emergency,total,lookup-care-arrangements-type,other,"One night, in an emergency",12',
      '2026-10,solutions,return_to_family,planned,best_interest.recommendation,repatriation,,11',
      '2026-10,separation,armed_group,total,lookup-separation-cause,caafag,,14',
      '2026-10,reunified,request,total,reunification_type,case_by_case,,13',
      '2026-10,reunified,consulate,total,reunification_type,other,Consulate,',
      '2026-10,reunified,elsewhere,total,reunification_type,other,Decided and carried out by others,10',
      '2026-10,not_reunited,not_safe,total,not_reunited,other,Not safe,12',
      '2026-10,shares,cleared.SY,share,,,,0.58',
      '2026-10,shares,cleared.SY,about_of,,,,20',
      '2026-10,shares,held,share,,,,',
      '2026-10,shares,held,about_of,,,,',
      '',
    ].join('\r\n'),
  )
})

test('a child counts by the youngest age that is possible on the last day, and by the sex that the file says', () => {
  const on = asPlainDate('2026-11-01')
  const child = (sex: string | undefined, youngest: string | null) => ({
    sex,
    youngest: youngest === null ? null : asPlainDate(youngest),
  })
  const counted = figures.people(
    [
      child('female', '2019-11-01'),
      child('female', '2019-11-02'),
      child('male', '2010-11-01'),
      child('intersex', '2010-11-02'),
      child(undefined, null),
    ],
    on,
  )
  assert.deepEqual(
    [...counted].map(([sex, ages]) => [sex, Object.fromEntries(ages)]),
    [
      ['female', { from_7: 1, under_7: 1 }],
      ['male', { from_16: 1 }],
      ['other', { from_12: 1 }],
      ['not_asked', { not_asked: 1 }],
    ],
  )
})
