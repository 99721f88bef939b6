import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, asInstant, asPlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import {
  adultFrom,
  ageResult,
  appealMissing,
  bornAs,
  couldBeChild,
  endsChildhood,
  leavingMissing,
  medicalTooHarsh,
  medicalTooSoon,
  notAdult,
} from './age.ts'
import type { Recorded, Said } from './said.ts'

const day = asPlainDate
const TODAY = day('2026-11-24')
const said = (step: string, by: string, answers: Record<string, string | number> = {}): Said => ({
  step,
  by,
  happenedAt: asInstant('2026-11-01T09:00:00Z'),
  answers: Object.fromEntries(Object.entries(answers).map(([field, value]) => [field, { value }])),
})
const record = (state: string, ...steps: readonly Said[]): Recorded => ({ id: 'a', state, steps })
const presumed = (from: string, to: string) => said('presume', 'w', { born_from: from, born_to: to, basis: 'declared' })

test('somebody is a child to the last possible day, and born on 29 February until 1 March', () => {
  assert.equal(adultFrom(day('2008-11-25')), '2026-11-25')
  assert.equal(couldBeChild({ from: null, to: day('2008-11-25') }, TODAY), true)
  assert.equal(couldBeChild({ from: null, to: day('2008-11-24') }, TODAY), false)
  assert.equal(adultFrom(day('2008-02-29')), '2026-03-01')
  assert.equal(couldBeChild({ from: day('2000-01-01'), to: null }, TODAY), true, 'an unknown last day is any day')
})

test('no statement, in whatever order, makes anybody older than the youngest that was stated', () => {
  const born = fc.integer({ min: 0, max: 9000 }).map((days) => addDays(day('2000-01-01'), days))
  fc.assert(
    fc.property(fc.array(fc.tuple(born, fc.option(born)), { minLength: 1, maxLength: 8 }), (stated) => {
      const steps = stated.map(([from, to], index) =>
        said(index === 0 ? 'presume' : 'restate', 'w', { born_from: from, ...(to && { born_to: to }) }),
      )
      const { to } = bornAs(record('presumed', ...steps))
      if (stated.some(([, last]) => last === null)) assert.equal(to, null)
      else for (const [, last] of stated) assert.ok(to !== null && to >= last!)
    }),
    { seed: 3 },
  )
  const before = record('presumed', presumed('2010-01-01', '2011-12-31'))
  assert.equal(
    endsChildhood(before, said('restate', 'w', { born_from: '2000-01-01', born_to: '2000-12-31' }), TODAY),
    true,
  )
  assert.equal(
    endsChildhood(before, said('restate', 'w', { born_from: '2009-01-01', born_to: '2009-12-31' }), TODAY),
    false,
  )
})

const step = (kind: string, from: number, margin = 0) =>
  said('examine', 'x', { step: kind, from_months: from, to_months: 260, margin_months: margin, professions: 2 })
const conclusion = (given: string, lowest = 230, by = 'x') =>
  said('conclude', by, { conclusion: given, lowest_months: lowest, professions: 2, signatures: 2 })
const begun = (...steps: readonly Said[]) =>
  record('assessing', presumed('2008-01-01', '2012-01-01'), said('doubt', 'w'), said('begin', 'w'), ...steps)

test('medical comes last, and a range that reaches below 18 is a child', () => {
  assert.equal(medicalTooSoon(begun(step('documents', 230)), step('medical', 230)), true)
  assert.equal(medicalTooSoon(begun(step('documents', 230), step('interview', 230)), step('medical', 230)), false)
  assert.equal(medicalTooSoon(begun(), step('elsewhere', 230)), false, 'written down, without effect')
  assert.equal(notAdult(begun(step('elsewhere', 240)), conclusion('adult')), 'steps_missing')
  assert.equal(
    notAdult(begun(step('documents', 230), step('interview', 220, 12)), conclusion('adult')),
    'range_below_18',
  )
  assert.equal(
    notAdult(begun(step('documents', 230), step('interview', 230)), conclusion('adult', 215)),
    'range_below_18',
  )
  assert.equal(notAdult(begun(step('documents', 230), step('interview', 230)), conclusion('adult')), null)
})

const settled = (given: string, appeal = 'passed', settledBy = 'y') => [
  said('begin', 'w'),
  conclusion(given),
  said('tell', 'w', { guardian_heard: 'heard' }),
  said('settle', settledBy, { appeal, guardian_agreed: 'yes' }),
]

test('two assessments that differ leave the person a child; an appeal that was upheld does too', () => {
  assert.equal(ageResult(record('presumed', ...settled('adult'))), 'adult')
  assert.equal(ageResult(record('presumed', ...settled('adult', 'upheld'))), 'minor_presumed')
  assert.equal(ageResult(record('presumed', ...settled('inconclusive'))), 'minor_presumed')
  assert.equal(ageResult(record('presumed', ...settled('minor'), ...settled('adult'))), 'minor')
  assert.equal(ageResult(record('presumed', ...settled('adult'), ...settled('minor'))), 'minor')
  assert.equal(
    ageResult(record('presumed', ...settled('adult', 'passed', 'x'))),
    'minor_presumed',
    'nobody settles their own conclusion',
  )
})

test('a file leaves the child path by the birthday, a document that two found genuine, or a settled assessment, and by nothing else', () => {
  const leaving = (...steps: readonly Said[]) => leavingMissing(record('presumed', ...steps), TODAY)
  assert.deepEqual(leavingMissing(undefined, TODAY), ['age_not_settled'])
  assert.deepEqual(leaving(presumed('2008-01-01', '2008-11-24')), [])
  assert.deepEqual(leaving(presumed('2008-01-01', '2008-11-25')), ['age_not_settled'])
  assert.deepEqual(leaving(presumed('2010-01-01', '2010-12-31'), ...settled('adult')), [])
  assert.deepEqual(leaving(presumed('2010-01-01', '2010-12-31'), ...settled('minor'), ...settled('adult')), [
    'age_still_child',
  ])
  const child = presumed('2010-01-01', '2010-12-31')
  const seen = (by: string, agency: string) =>
    said('see_document', by, { checked: 'genuine', agency, born_on: '2001-05-05' })
  const again = (by: string, agency: string, heard = 'heard') =>
    said('confirm_document', by, { checked: 'genuine', agency, guardian_heard: heard, child_informed: 'yes' })
  assert.deepEqual(leaving(child, seen('w', 'Border')), ['age_not_settled'])
  assert.deepEqual(
    leaving(child, seen('w', 'Border'), again('v', ' border ')),
    ['age_not_settled'],
    'one agency, written twice',
  )
  assert.deepEqual(leaving(child, seen('w', 'Border'), again('v', 'Laboratory', 'absent')), ['age_not_settled'])
  assert.deepEqual(leaving(child, seen('w', 'Border'), again('v', 'Laboratory')), [])
  const before = { checked: 'genuine', agency: 'Laboratory', guardian_heard: 'yes', child_told: 'yes' }
  assert.deepEqual(
    leaving(child, seen('w', 'Border'), said('confirm_document', 'v', before)),
    [],
    'as it was asked before why somebody was not heard was',
  )
  const doubted = record('doubted', child, ...settled('adult'), said('doubt', 'w'))
  assert.deepEqual(leavingMissing(doubted, TODAY), ['age_in_doubt'])
})

test('1 January is the whole year, unless the document itself gives the day', () => {
  assert.deepEqual(bornAs(record('presumed', presumed('2008-01-01', '2008-01-01'))), {
    from: '2008-01-01',
    to: '2008-12-31',
  })
  assert.equal(bornAs(record('presumed', presumed('2008-01-01', '2008-01-02'))).to, '2008-01-02')
  const leaving = (born: string, gives?: string) =>
    leavingMissing(
      record(
        'presumed',
        presumed('2010-01-01', '2010-12-31'),
        said('see_document', 'w', { checked: 'genuine', agency: 'Border', born_on: born, ...(gives && { gives }) }),
        said('confirm_document', 'v', {
          checked: 'genuine',
          agency: 'Laboratory',
          guardian_heard: 'heard',
          child_informed: 'yes',
        }),
      ),
      TODAY,
    )
  assert.deepEqual(leaving('2008-01-01', 'day'), [])
  assert.deepEqual(leaving('2008-01-01'), ['age_not_settled'])
  assert.deepEqual(leaving('2008-01-01', 'year'), ['age_not_settled'])
  assert.deepEqual(leaving('2008-03-01', 'year'), ['age_not_settled'], 'the year alone is the year')
  assert.deepEqual(leaving('2007-01-01', 'year'), [])
  const leap = record('presumed', presumed('2008-02-29', '2008-02-29'))
  assert.deepEqual(leavingMissing(leap, day('2026-02-28')), ['age_not_settled'])
  assert.deepEqual(leavingMissing(leap, day('2026-03-01')), [])
})

test('what a body found that wants somebody removed or detained takes nobody off the child path', () => {
  const doubt = (wants: string) =>
    said('doubt', 'w', { raised_agency: 'Border Police', raised_function: wants, reason: 'no_document' })
  const document = (wants: string, agency: string) =>
    leavingMissing(
      record(
        'presumed',
        presumed('2010-01-01', '2010-12-31'),
        doubt(wants),
        said('see_document', 'w', { checked: 'genuine', agency, born_on: '2001-05-05' }),
        said('confirm_document', 'v', {
          checked: 'genuine',
          agency: 'Laboratory',
          guardian_heard: 'heard',
          child_informed: 'yes',
        }),
      ),
      TODAY,
    )
  assert.deepEqual(document('removal', 'border  police'), ['age_not_settled'])
  assert.deepEqual(document('detention', 'Border Police'), ['age_not_settled'])
  assert.deepEqual(document('protection', 'Border Police'), [])
  assert.deepEqual(document('removal', 'Registry'), [])
  const assessed = (ordered: string) => {
    const [, ...rest] = settled('adult')
    return ageResult(record('presumed', doubt('removal'), said('begin', 'w', { ordered_by: ordered }), ...rest))
  }
  assert.deepEqual([assessed('Border Police'), assessed('Court')], ['minor_presumed', 'adult'])
})

test('assessments that differ leave a child until a panel has looked, which decides nothing past the guardian', () => {
  const differing = record('presumed', ...settled('minor'), ...settled('adult'))
  const panel = (option: string, more: { purpose?: string; heard?: string; state?: string; on?: string } = {}) => ({
    id: 'd',
    state: more.state ?? 'approved',
    steps: [
      said('prepare', 'o', { purpose: more.purpose ?? 'age' }),
      {
        ...said('approve', 'p', { option, guardian_heard: more.heard ?? 'heard' }),
        happenedAt: asInstant(more.on ?? '2026-11-02T09:00:00Z'),
      },
    ],
  })
  assert.equal(ageResult(differing), 'minor')
  assert.equal(ageResult(differing, [panel('age_adult')]), 'adult')
  assert.deepEqual(leavingMissing(differing, TODAY, [panel('age_adult')]), [])
  for (const no of [
    panel('remain'),
    panel('age_adult', { purpose: 'return' }),
    panel('age_adult', { heard: 'absent' }),
    panel('age_adult', { state: 'void' }),
    panel('age_adult', { on: '2026-10-01T09:00:00Z' }),
  ])
    assert.equal(ageResult(differing, [no]), 'minor')
  assert.equal(ageResult(record('presumed', ...settled('minor')), [panel('age_adult')]), 'minor', 'none differs')
})

test('a medical step undresses nobody and says why, an interview is held by two people, and an appeal is waited for', () => {
  const medical = (more: Record<string, string>) =>
    medicalTooHarsh(
      said('examine', 'w', {
        step: 'medical',
        why: 'Not conclusive.',
        least_invasive: 'yes',
        undressed: 'no',
        ...more,
      }),
    )
  assert.equal(medical({}), false)
  for (const [question, given] of [
    ['why', ' '],
    ['least_invasive', 'unknown'],
    ['undressed', 'yes'],
    ['undressed', 'unknown'],
  ] as const)
    assert.equal(medical({ [question]: given }), true, `${question} ${given}`)
  const interview = (people: number) =>
    said('examine', 'x', { step: 'interview', from_months: 230, margin_months: 0, professions: 2, people })
  assert.equal(notAdult(begun(step('documents', 230), interview(1)), conclusion('adult')), 'too_few_professions')
  assert.equal(notAdult(begun(step('documents', 230), interview(2)), conclusion('adult')), null)

  const until = asInstant('2026-11-23T23:00:00Z')
  const [early, late] = [asInstant('2026-11-23T22:59:00Z'), asInstant('2026-11-23T23:00:00Z')]
  const told = record('told', said('tell', 'w'))
  const appeal = said('settle', 'y', { appeal: 'passed' })
  assert.equal(appealMissing(told, appeal, { now: early, until }), 'appeal_not_over')
  assert.equal(appealMissing(told, appeal, { now: late, until }), null)
  const lodged = record('told', said('tell', 'w'), said('appeal', 'w'))
  assert.equal(appealMissing(lodged, appeal, { now: late, until }), 'appeal_open')
  assert.equal(appealMissing(lodged, said('settle', 'y', { appeal: 'rejected' }), { now: early, until }), null)
})
