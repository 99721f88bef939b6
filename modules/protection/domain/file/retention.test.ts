import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, asPlainDate, type PlainDate } from '@gloact/kernel'
import { closedAtTheLatest, retentionEnd, type ClosedFile } from './retention.ts'

const RULE = { adultYears: 10, childYearsAfter18: 10, basis: 'test' }
const file = (part: Partial<ClosedFile>): ClosedFile => ({
  path: 'adult',
  openedOn: asPlainDate('2020-03-01'),
  closedOn: asPlainDate('2021-05-10'),
  ageAtContact: 30,
  ...part,
})

test('an adult’s file is kept so many years after it was closed', () => {
  assert.deepEqual(retentionEnd(file({}), RULE), { kind: 'adult', endsOn: '2031-05-10' })
  assert.deepEqual(retentionEnd(file({ ageAtContact: null }), RULE), { kind: 'adult', endsOn: '2031-05-10' })
})

test('a child’s is kept so many years after the eighteenth birthday', () => {
  assert.deepEqual(retentionEnd(file({ path: 'child', ageAtContact: 10 }), RULE), {
    kind: 'child',
    endsOn: '2038-03-01',
  })
})

test('a child whose age is not known is reckoned as the youngest', () => {
  assert.deepEqual(retentionEnd(file({ path: 'child', ageAtContact: null }), RULE), {
    kind: 'child_age_unknown',
    endsOn: '2048-03-01',
  })
})

test('a child’s file that was closed late is not let go before an adult’s would be', () => {
  const late = file({ path: 'child', ageAtContact: 17, closedOn: asPlainDate('2030-01-31') })
  assert.equal(retentionEnd(late, RULE).endsOn, '2040-01-31')
})

test('anyone who looks at the files closed by that day misses none whose retention has ended', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: 0, max: 30 }),
      fc.constantFrom('adult', 'child'),
      fc.option(fc.integer({ min: 0, max: 60 })),
      (closed, now, years, path, ageAtContact) => {
        const [closedOn, today] = [closed, now].map((days) => addDays(asPlainDate('1990-01-01'), days)) as [
          PlainDate,
          PlainDate,
        ]
        const rule = { adultYears: years, childYearsAfter18: years, basis: 'test' }
        const { endsOn } = retentionEnd({ path, openedOn: closedOn, closedOn, ageAtContact }, rule)
        assert.ok(endsOn > today || closedOn <= closedAtTheLatest(today, rule))
      },
    ),
  )
})
