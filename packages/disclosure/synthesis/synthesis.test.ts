import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { uniformBelow } from '../noise/random-words.ts'
import { repeatableWords } from '../noise/testing.ts'
import { parseCodeLists } from './code-lists.ts'
import { shownCounts } from './count-tables.ts'
import { intervalsOf } from './intervals.ts'
import { manifestOf } from './manifest.ts'
import { noisyTotal } from './measure.ts'
import { type CodedRecords, countMarginal } from './records.ts'
import { regimeFor, type SynthesisRequest, synthesize } from './synthesize.ts'
import { stated, unlimited } from './testing.ts'

const CODES = {
  version: '2026-1',
  columns: {
    year: ['2021', '2022', '2023'],
    sex: { codes: ['woman', 'man'], required: true },
    age: ['0-17', '18-47', '48+'],
    child: { codes: ['yes', 'no'], required: true },
    exploitation: ['labour', 'sexual', 'other'],
  },
  impossible: [
    { age: ['48+', '18-47'], child: ['yes'] },
    { age: ['0-17'], child: ['no'] },
  ],
  official: [['year', 'sex']],
}
const codeLists = unwrap(parseCodeLists(CODES))
const sizes = codeLists.columns.map(({ codes }) => codes.length)
const PEOPLE = 3000

function invented(words = repeatableWords(5), people = PEOPLE): CodedRecords {
  const values = sizes.map(() => new Uint16Array(people))
  for (let row = 0; row < people; row++) {
    const age = uniformBelow(words, 4)
    const sex = uniformBelow(words, 3) === 0 ? 1 : 0
    const child = age === 1 ? 0 : age === 0 ? uniformBelow(words, 2) : 1
    const exploitation = sex === 0 && uniformBelow(words, 3) > 0 ? 2 : uniformBelow(words, 4)
    for (const [column, code] of [uniformBelow(words, 4), sex, age, child, exploitation].entries()) {
      values[column]![row] = code
    }
  }
  return { count: people, values }
}

const request = (more: Partial<SynthesisRequest> = {}): SynthesisRequest => ({
  codeLists,
  epsilon: 4,
  delta: 'auto',
  method: 'auto',
  ...more,
})
const release = async (records: CodedRecords, seed: number, more: Partial<SynthesisRequest> = {}) =>
  unwrap(await synthesize(records, request(more), { words: repeatableWords(seed), charge: unlimited }))

for (const method of ['aim', 'pairs'] as const) {
  test(`${method}: the records are as many as the noisy total, and no record is impossible`, async () => {
    const synthesis = await release(invented(), 1, { method })
    assert.equal(synthesis.records.count, noisyTotal(synthesis.measurements))
    const [, , age, child] = synthesis.records.values
    for (let row = 0; row < synthesis.records.count; row++) {
      assert.ok(!(age![row]! > 1 && child![row] === 0) && !(age![row] === 1 && child![row] === 1))
    }
  })

  test(`${method}: counts of codes and pairs come out near the true ones`, async () => {
    const records = invented()
    const synthesis = await release(records, 2, { method })
    for (const columns of [[0], [2], [4], [1, 4], [2, 3]]) {
      const true_ = countMarginal(records, columns, sizes)
      const shown = countMarginal(synthesis.records, columns, sizes)
      for (const [cell, count] of true_.entries()) {
        assert.ok(Math.abs(count - shown[cell]!) < 60, `${columns.join()} ${cell}: ${count} and ${shown[cell]}`)
      }
    }
  })

  test(`${method}: official tables take a fifth of the budget, however many columns they have, and are the surer for it`, async () => {
    const official = unwrap(
      parseCodeLists({
        ...CODES,
        official: [
          ['year', 'sex'],
          ['sex', 'age', 'exploitation'],
        ],
      }),
    )
    // So many that they stand out from the noise; of fewer it is a tenth.
    const records = invented(repeatableWords(5), 6000)
    const made = await release(records, 4, { method, codeLists: official })
    const shares = official.official.map((table) =>
      made.measurements
        .filter(({ columns }) => columns.join() === table.join())
        .reduce((most, { variance }) => Math.max(most, 1 / (2 * variance) / made.rho), 0),
    )
    // Each half of a fifth: the variance is rounded up, and the total was counted before.
    for (const share of shares) assert.ok(share > 0.095 && share <= 0.1001, `${share}`)
    for (const table of official.official) {
      const { lower, upper } = intervalsOf(made.measurements, table, sizes)
      const widest = upper.reduce((most, high, cell) => Math.max(most, high - lower[cell]!), 0)
      // Twice 2.05 deviations of a tenth of the budget, and rounding outwards.
      assert.ok(widest <= 4.1 * Math.sqrt(1 / (2 * 0.095 * made.rho)) + 2)
    }
  })

  test(`${method}: what measuring and selecting cost is within the budget, to the last part`, async () => {
    const charges: number[] = []
    const wholes: number[] = []
    const synthesis = unwrap(
      await synthesize(invented(), request({ method }), {
        words: repeatableWords(3),
        charge: (part, cost, whole) => {
          charges.push(cost.rho)
          wholes.push(whole.rho)
          return unlimited(part, cost, whole)
        },
      }),
    )
    const measured = synthesis.measurements.reduce((sum, { variance }) => sum + 1 / (2 * variance), 0)
    assert.equal(charges.length, 2)
    // Before the count was charged, the whole had to fit, whatever the count comes to.
    assert.ok(wholes[0]! >= charges[0]! + charges[1]! && wholes[1] === charges[1])
    assert.ok(measured <= charges[1]! * (1 + 1e-9))
    assert.ok(measured > 0.7 * charges[1]!)
    assert.ok(Math.abs(charges[0]! + charges[1]! - synthesis.rho) < 1e-12)
  })
}

test('a ledger that refuses ends the release before the records are looked at', async () => {
  const unreadable: CodedRecords = {
    get count(): number {
      throw new Error('the records were looked at')
    },
    values: [],
  }
  const refused = { ok: false as const, error: { code: 'disclosure.budget_exceeded' } }
  const answer = await synthesize(unreadable, request(), {
    words: repeatableWords(1),
    charge: () => Promise.resolve(refused),
  })
  assert.equal(answer.ok, false)
})

test('intervals hold the true count in at least 95 of 100 cells, and always the number shown', async () => {
  const records = invented()
  const truth = new Map<string, number>()
  let held = 0
  let all = 0
  for (let seed = 10; seed < 22; seed++) {
    const synthesis = await release(records, seed, { method: seed % 2 ? 'aim' : 'pairs', epsilon: 1 })
    const shown = shownCounts(synthesis.records, synthesis.measurements, { columns: codeLists.columns, floor: 0 })
    for (const { columns, codes, estimate, lower, upper } of shown) {
      assert.ok(lower <= estimate && estimate <= upper)
      const key = `${columns.join()}=${codes.join()}`
      if (!truth.has(key)) truth.set(key, trueCount(records, columns, codes))
      if (lower <= truth.get(key)! && truth.get(key)! <= upper) held++
      all++
    }
  }
  assert.ok(held / all >= 0.95, `${held} of ${all}`)
})

function trueCount(records: CodedRecords, names: readonly string[], codes: readonly string[]): number {
  const wanted = names.map((name, at) => {
    const column = codeLists.columns.findIndex((each) => each.name === name)
    return [column, codeLists.columns[column]!.codes.indexOf(codes[at]!)] as const
  })
  let count = 0
  for (let row = 0; row < records.count; row++) {
    if (wanted.every(([column, code]) => records.values[column]![row] === code)) count++
  }
  return count
}

test('nothing below the display floor is shown', async () => {
  const synthesis = await release(invented(), 4)
  const shown = shownCounts(synthesis.records, synthesis.measurements, { columns: codeLists.columns, floor: 10 })
  assert.ok(shown.length > 50)
  assert.ok(shown.every(({ estimate }) => estimate >= 10))
})

test('a manifest tells what the release costs and never the exact number of people or a seed', async () => {
  const records = invented()
  const synthesis = await release(records, 6)
  assert.notEqual(synthesis.records.count, PEOPLE)
  const manifest = manifestOf(synthesis, codeLists, stated)
  const text = JSON.stringify(manifest)
  assert.ok(!/seed/i.test(text))
  assert.ok(!text.includes(String(PEOPLE)))
  assert.equal(manifest.records, synthesis.records.count)
  assert.ok(manifest.epsilon <= 4 && manifest.delta < 1e-3 && manifest.rho > 0)
  assert.equal(manifest.unit, 'person')
})

test('the regime depends on the public lists, the noisy number and the budget alone', () => {
  const dense = [21, 4, 10, 41, 41, 5, 9, 5, 2, 2, 2, 2]
  const sparse = [21, 4, 10, 62, 78, ...Array.from({ length: 21 }, () => 2)]
  assert.equal(regimeFor(dense, { people: 2000, rho: 0.44 }), 'aim')
  assert.equal(regimeFor(dense, { people: 10_000, rho: 0.03 }), 'aim')
  assert.equal(regimeFor(sparse, { people: 97_750, rho: 0.31 }), 'pairs')
  assert.equal(regimeFor(sparse, { people: 5000, rho: 0.4 }), 'aim')
})

test('lists whose pairs would not fit into memory are refused', () => {
  const long = Array.from({ length: 1500 }, (_, at) => `code ${at}`)
  const lists = (columns: number) =>
    Object.fromEntries(Array.from({ length: columns }, (_, at) => [`column ${at}`, long] as const))
  assert.ok(parseCodeLists(lists(4)).ok)
  const refused = parseCodeLists(lists(5))
  assert.ok(!refused.ok && refused.error.code === 'disclosure.codes_cells')
})

test('no epsilon that protects nothing and no delta that lets a person out whole is taken', async () => {
  for (const more of [{ epsilon: 0 }, { epsilon: 1e6 }, { epsilon: Number.NaN }, { delta: 0.5 }, { delta: 0 }]) {
    const answer = await synthesize(invented(undefined, 10), request(more), {
      words: repeatableWords(1),
      charge: unlimited,
    })
    assert.equal(answer.ok, false)
  }
})
