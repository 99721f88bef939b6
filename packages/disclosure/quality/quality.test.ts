import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uniformBelow } from '../noise/random-words.ts'
import { repeatableWords } from '../noise/testing.ts'
import type { CodedRecords } from '../synthesis/records.ts'
import { simulateAttacks } from './attacks.ts'
import { compareRecords } from './compare-records.ts'

const recordsOf = (rows: readonly (readonly number[])[]): CodedRecords => ({
  count: rows.length,
  values: (rows[0] ?? []).map((_, column) => Uint16Array.from(rows, (row) => row[column]!)),
})
const times = (count: number, row: readonly number[]) => Array.from({ length: count }, () => row)
const sizes = [3, 3]

test('records compared with themselves have no error, lose and invent nothing', async () => {
  const records = recordsOf([...times(30, [1, 1]), ...times(12, [2, 2]), [1, 2]])
  const { lengths } = await compareRecords(records, records, { sizes, longest: 4 })
  assert.equal(lengths.length, 2)
  for (const { meanAbsoluteError, preservation, lost, invented } of lengths) {
    assert.deepEqual([meanAbsoluteError, preservation, lost.ofCombinations, invented.toCombinations], [0, 1, 0, 0])
  }
})

test('errors, lost and invented combinations and rare ones are counted as defined', async () => {
  const sensitive = recordsOf([...times(20, [1, 1]), ...times(10, [1, 2]), [2, 1], [0, 2]])
  const synthetic = recordsOf([...times(26, [1, 1]), [2, 1], ...times(4, [2, 2])])
  const { lengths } = await compareRecords(sensitive, synthetic, { sizes, longest: 2 })
  const pairs = lengths[1]!
  // (1,1): 20 and 26; (1,2): 10 and 0; (2,1): 1 and 1; (2,2): invented four times; (0,2) is no combination.
  assert.equal(pairs.combinations, 3)
  assert.equal(pairs.meanAbsoluteError, 16 / 3)
  assert.equal(pairs.meanAbsoluteErrorCommon, 8)
  assert.equal(pairs.emptyReleaseErrorCommon, 15)
  assert.equal(pairs.preservation, 0.5)
  assert.deepEqual(pairs.lost, { ofCombinations: 1 / 3, ofCommon: 0.5, ofPeople: 10 / 31 })
  assert.deepEqual(pairs.invented, { toCombinations: 1 / 3, ofRecords: 4 / 31 })
  assert.deepEqual(pairs.rare, {
    combinations: 1,
    leaked: 1,
    unique: 1,
    uniqueSeen: 1,
    inventedAmongRareShown: 0.5,
  })
  assert.deepEqual(
    pairs.byCount
      .filter(({ combinations }) => combinations > 0)
      .map(({ from, meanAbsoluteError }) => [from, meanAbsoluteError]),
    [
      [1, 0],
      [10, 10],
      [20, 6],
    ],
  )
})

test('the people of each code are told of by the pairs that they hold, the worst first', async () => {
  const sensitive = recordsOf([...times(20, [1, 1]), ...times(10, [1, 2]), ...times(16, [2, 1]), [2, 2]])
  const synthetic = recordsOf([...times(26, [1, 1]), ...times(8, [1, 2]), ...times(4, [2, 1]), ...times(9, [2, 2])])
  const { subgroups } = await compareRecords(sensitive, synthetic, { sizes, longest: 2 })
  assert.deepEqual(
    subgroups.map(({ column, code, people, shown, pairs }) => [column, code, people, shown, pairs]),
    // Errors of pairs that ten or more hold: (1,1) 6 of 20, (1,2) 2 of 10, (2,1) 12 of 16.
    [
      [0, 2, 17, 13, 1],
      [1, 1, 36, 30, 2],
      [0, 1, 30, 34, 2],
      [1, 2, 11, 17, 1],
    ],
  )
  assert.deepEqual(
    subgroups.map(({ meanAbsoluteError }) => meanAbsoluteError),
    [12, 9, 4, 2],
  )
  assert.ok(Math.abs(subgroups[1]!.meanRelativeError - (0.3 + 0.75) / 2) < 1e-12)
})

test('rows that one person alone has are looked for in the synthetic records, whole and with what is not recorded', async () => {
  const sensitive = recordsOf([...times(3, [1, 1]), [1, 2], [2, 0], [0, 0], [2, 2]])
  const synthetic = recordsOf([...times(2, [1, 1]), ...times(2, [2, 0]), [0, 0], [0, 1], [2, 1]])
  const { uniqueRows } = await compareRecords(sensitive, synthetic, { sizes, longest: 1 })
  assert.deepEqual(uniqueRows, { unique: 4, matched: 2 })
})

function wide(words: ReturnType<typeof repeatableWords>, count: number): CodedRecords {
  return {
    count,
    values: Array.from({ length: 10 }, () => Uint16Array.from({ length: count }, () => 1 + uniformBelow(words, 6))),
  }
}
const wideSizes = Array.from({ length: 10 }, () => 7)

test('publishing the records themselves is found out by both attacks', async () => {
  const words = repeatableWords(3)
  const sensitive = wide(words, 800)
  const report = await simulateAttacks(words, {
    sensitive,
    synthetic: sensitive,
    sizes: wideSizes,
    others: wide(words, 800),
  })
  assert.ok(report.membership.areaUnderCurve > 0.95)
  assert.ok(report.singlingOut.success > 0.95)
})

test('records of other people give neither attack an advantage', async () => {
  const words = repeatableWords(4)
  const report = await simulateAttacks(words, {
    sensitive: wide(words, 800),
    synthetic: wide(words, 800),
    sizes: wideSizes,
    others: wide(words, 800),
  })
  assert.ok(Math.abs(report.membership.areaUnderCurve - 0.5) < 2 * report.membership.uncertainty)
  const { success, baseline, uncertainty } = report.singlingOut
  assert.ok(Math.abs(success - baseline) < 2 * uncertainty)
})
