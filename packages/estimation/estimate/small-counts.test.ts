import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StrataGroupResidual } from '../strata/goodness-strata.ts'
import { isSmall, toldEach, toldGroups, toldHistories } from './small-counts.ts'

const rule = { threshold: 10, zerosSensitive: false }
const residual = (observed: number) => ({ mask: 3, observed, expected: observed + 1, standardised: -0.5 })
/** Of each group: its level, all who were seen, and its people on each list. */
type Group = readonly [level: string, all: number, onList: Readonly<Record<string, number>>]
const residuals = (covariate: string | undefined, groups: readonly Group[]): StrataGroupResidual[] =>
  groups.flatMap(([level, all, onList]) =>
    ([[undefined, all], ...Object.entries(onList)] as const).map(([list, observed]) => ({
      covariate,
      levels: [level],
      list,
      observed,
      expected: observed + 1,
      standardised: 1,
    })),
  )
const rows = (groups: readonly StrataGroupResidual[], by = rule) => {
  const { told, withheld } = toldGroups(groups, by)
  return [told.map(({ levels, list = 'all', observed }) => `${levels.join()} ${list} ${observed}`), withheld]
}

test('a count from 1 to below the threshold is small; 0 is where the country’s rule says so', () => {
  assert.deepEqual(
    [0, 1, 9, 10].map((count) => isSmall(rule, count)),
    [false, true, true, false],
  )
  assert.equal(isSmall({ ...rule, zerosSensitive: true }, 0), true)
})

test('a residual of a small number is left out whole, and counted', () => {
  const { told, withheld } = toldEach([9, 40, 0, 1].map(residual), rule, ({ observed }) => observed)
  assert.deepEqual([told.map(({ observed }) => observed), withheld], [[40, 0], 2])
})

test('histories are told all together or not at all, since the others tell a small one by taking away', () => {
  assert.equal(toldHistories([40, 0, 12].map(residual), rule).told.length, 3)
  assert.deepEqual(toldHistories([40, 2, 12].map(residual), rule), { told: [], withheld: 3 })
})

test('where one group has few people on a list none of its covariate is told on that list, and on the others all are', () => {
  const sexes = residuals('sex', [
    ['f', 400, { a: 150, d: 172 }],
    ['m', 60, { a: 30, d: 6 }],
  ])
  assert.deepEqual(rows(sexes), [['f all 400', 'm all 60', 'f a 150', 'm a 30'], 2])
  // Another covariate is another table.
  const ages = residuals('age', [['adult', 460, { a: 180, d: 178 }]])
  assert.deepEqual(rows([...sexes, ...ages])[1], 2)
})

test('people of a group who are not on a list are as few as those who are on it', () => {
  const nearly = residuals('sex', [
    ['f', 400, { a: 150 }],
    ['m', 40, { a: 39 }],
  ])
  assert.deepEqual(rows(nearly), [['f all 400', 'm all 40'], 2])
  const every = residuals('sex', [['m', 40, { a: 40, b: 20 }]])
  assert.deepEqual(rows(every)[1], 0)
  assert.deepEqual(rows(every, { ...rule, zerosSensitive: true })[1], 1)
})
