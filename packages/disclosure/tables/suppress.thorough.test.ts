import { test } from 'node:test'
import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { flatDimension, treeDimension } from './dimension.ts'
import { disclosureRule } from './rule.ts'
import { counts, flat, holds, REGIONS, tableOf } from './testing/holds.ts'

const rule = unwrap(disclosureRule({ audience: 'agency' }))

test('of no hidden cell of a table with two dimensions can too much be worked out, and the audit is exact', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .record({ rows: fc.integer({ min: 1, max: 4 }), columns: fc.integer({ min: 1, max: 4 }) })
        .chain(({ rows, columns }) =>
          fc.record({ rows: fc.constant(rows), columns: fc.constant(columns), cells: counts(rows * columns) }),
        ),
      ({ rows, columns, cells }) => holds(tableOf(flat(rows, columns), cells), rule),
    ),
    { numRuns: 20 },
  )
})

test('nor of one with three', async () => {
  await fc.assert(
    fc.asyncProperty(counts(12), (cells) => holds(tableOf(flat(3, 2, 2), cells), rule)),
    { numRuns: 25 },
  )
})

test('nor of one with districts within regions, alone, against another dimension and against themselves', async () => {
  await fc.assert(
    fc.asyncProperty(counts(5), (cells) => holds(tableOf([REGIONS], cells), rule)),
    { numRuns: 20 },
  )
  await fc.assert(
    fc.asyncProperty(counts(15), fc.boolean(), (cells, first) => {
      const across = flatDimension('sex', ['F', 'M', 'X'])
      return holds(tableOf(first ? [REGIONS, across] : [across, REGIONS], cells), rule)
    }),
    { numRuns: 20 },
  )
  const steps = treeDimension('age', ['Total', 'child', 'c1', 'c2', 'adult'], [-1, 0, 1, 1, 0])
  await fc.assert(
    fc.asyncProperty(counts(15), (cells) => holds(tableOf([REGIONS, steps], cells), rule)),
    { numRuns: 12 },
  )
})

test('nor where others are hidden blindly', async () => {
  for (const [sizes, runs] of [
    [[3, 4], 12],
    [[3, 2, 2], 6],
  ] as const) {
    const inner = sizes.reduce<number>((product, size) => product * size, 1)
    await fc.assert(
      fc.asyncProperty(counts(inner), (cells) => holds(tableOf(flat(...sizes), cells), { ...rule, cover: 'blind' })),
      { numRuns: runs },
    )
  }
})
