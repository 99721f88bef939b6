import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { charge, type LedgerLine } from '../accounting/privacy-ledger.ts'
import { openLedger } from '../accounting/testing.ts'
import { rhoOf, deltaFor } from '../accounting/zero-concentrated.ts'
import { discreteLaplace } from '../noise/discrete-laplace.ts'
import { chiSquare, repeatableWords } from '../noise/testing.ts'
import { parseCodeLists } from './code-lists.ts'
import { shownCounts } from './count-tables.ts'
import { intervalsOf } from './intervals.ts'
import { manifestOf } from './manifest.ts'
import { measurerOf } from './measure.ts'
import { type CodedRecords, countMarginal } from './records.ts'
import { synthesize } from './synthesize.ts'
import { stated, unlimited } from './testing.ts'

// The nine flaws found by reading the code of an earlier system (docs/methods/disclosure.md), each as what holds here instead.

const codeLists = unwrap(parseCodeLists({ columns: { a: ['x', 'y', 'nobody'], b: ['1', '2', '3'], c: ['yes', 'no'] } }))
const sizes = codeLists.columns.map(({ codes }) => codes.length)
const codeOf = (column: number, code: string): number => codeLists.columns[column]!.codes.indexOf(code)

function people(count: number, extra: readonly (readonly number[])[] = []): CodedRecords {
  const rows = [...Array.from({ length: count }, (_, row) => [row % 3, 1 + (row % 3), row % 2]), ...extra]
  return { count: rows.length, values: sizes.map((_, column) => Uint16Array.from(rows, (row) => row[column]!)) }
}

const release = async (records: CodedRecords, seed: number, epsilon = 1) =>
  unwrap(
    await synthesize(
      records,
      { codeLists, epsilon, delta: 'auto', method: 'aim' },
      { words: repeatableWords(seed), charge: unlimited },
    ),
  )

test('1: what can come out is given by the public lists: one person more changes no range and no candidate', () => {
  for (const records of [people(200), people(200, [[3, 0, 0]])]) {
    const measurer = measurerOf(records, sizes, { words: repeatableWords(1), budget: 1 })
    assert.equal(measurer.measure([0, 1], 0.1).noisy.length, sizes[0]! * sizes[1]!)
  }
})

test('2: a code that nobody has is counted with noise like the others', () => {
  const drawn = new Set<number>()
  for (let seed = 0; seed < 20; seed++) {
    const measurer = measurerOf(people(200), sizes, { words: repeatableWords(seed), budget: 1 })
    drawn.add(measurer.measure([0], 0.01).noisy[3]!)
  }
  assert.ok(drawn.size > 5)
  assert.ok([...drawn].some((value) => value < 0) && [...drawn].some((value) => value > 0))
})

test('3: noise is whole, and of the exact distribution: floating-point noise that is rounded is told apart', async () => {
  const { measurements } = await release(people(300), 2)
  assert.ok(measurements.every(({ noisy }) => noisy.every(Number.isSafeInteger)))
  const words = repeatableWords(11)
  const measurer = measurerOf(people(0), sizes, { words, budget: 1e9 })
  const weight = (x: number) => Math.exp(-x * x)
  const noise = () => measurer.measure([], 1).noisy[0]!
  const exact = chiSquare(noise, weight, { draws: 20_000, reach: 5 })
  assert.ok(exact.statistic < exact.critical)
  // The variance is 1/2, and so is that of these.
  const fraction = () => (words.next() + 1) / 2 ** 32
  const rounded = () => Math.round(Math.sqrt(-Math.log(fraction())) * Math.cos(2 * Math.PI * fraction()))
  const floating = chiSquare(rounded, weight, { draws: 20_000, reach: 5 })
  assert.ok(floating.statistic > floating.critical)
})

test('4: nothing of a release but chance equals the exact number of records', async () => {
  let equal = 0
  for (let seed = 0; seed < 20; seed++) {
    const { records, measurements, ...rest } = await release(people(300), seed, 0.5)
    if (records.count === 300) equal++
    assert.ok(!JSON.stringify(rest).includes('300'))
    assert.equal(
      measurements.some(({ variance }) => variance <= 0),
      false,
    )
  }
  assert.ok(equal <= 4)
})

test('5: what is published has no figure of quality: it is counts of the synthetic records, and intervals of the noise', async () => {
  const sensitive = people(300)
  const made = await release(sensitive, 3)
  const counts = shownCounts(made.records, made.measurements, { columns: codeLists.columns, floor: 5 })
  const ofColumn = (name: string) => codeLists.columns.findIndex((column) => column.name === name)
  let unlike = 0
  for (const { columns, codes, estimate, lower, upper, ...more } of counts) {
    const held = columns.map(ofColumn)
    const cell = held.reduce((at, column, place) => at * sizes[column]! + codeOf(column, codes[place]!), 0)
    const noise = intervalsOf(made.measurements, held, sizes)
    assert.equal(estimate, countMarginal(made.records, held, sizes)[cell])
    assert.equal(lower, Math.min(estimate, noise.lower[cell]!))
    assert.equal(upper, Math.max(estimate, noise.upper[cell]!))
    assert.deepEqual(more, {})
    if (estimate !== countMarginal(sensitive, held, sizes)[cell]) unlike++
  }
  // Were they the true counts, the above would not tell.
  assert.ok(unlike > counts.length / 2)
  const manifest = manifestOf(made, codeLists, stated)
  // Of what could be counted from records there is the number of synthetic ones; the rest is said of the method and the lists.
  assert.equal(manifest.records, made.records.count)
  assert.deepEqual(Object.keys(manifest).toSorted(), [
    'codeLists',
    'columns',
    'delta',
    'displayFloor',
    'epsilon',
    'format',
    'impossibleCombinations',
    'intervals',
    'ledger',
    'measured',
    'method',
    'neighbours',
    'noise',
    'officialTables',
    'records',
    'release',
    'rho',
    'software',
    'unit',
    'universe',
  ])
  for (const measured of manifest.measured) assert.deepEqual(Object.keys(measured), ['columns', 'standardDeviation'])
})

test('5: nothing else that is published hangs on the records: of two sets unlike in all and in number it is the same', async () => {
  const others = [
    people(300),
    people(
      7,
      Array.from({ length: 400 }, () => [3, 1, 2]),
    ),
  ]
  const manifests = await Promise.all(
    others.map(async (records, seed) => {
      const made = unwrap(
        await synthesize(
          records,
          { codeLists, epsilon: 1, delta: 1e-5, method: 'pairs', publicRecords: 1000 },
          { words: repeatableWords(seed), charge: unlimited },
        ),
      )
      const { records: count, ...rest } = manifestOf(made, codeLists, stated)
      assert.equal(count, made.records.count)
      return rest
    }),
  )
  assert.deepEqual(manifests[0], manifests[1])
})

test('6: no list is made of the data: a column without one is an error, not a guess', () => {
  assert.equal(parseCodeLists({ columns: { a: [] } }).ok, false)
  assert.equal(parseCodeLists({ columns: {} }).ok, false)
  assert.equal(parseCodeLists({ columns: { a: 'auto' } }).ok, false)
  // Lists that were taken from the data stay marked as such, in what is published.
  const proposed = unwrap(parseCodeLists({ status: 'proposed', columns: { a: ['x'] } }))
  assert.equal(proposed.status, 'proposed')
  const statusOf = (json: unknown) => unwrap(parseCodeLists(json)).status
  assert.equal(statusOf({ status: 'reviewed', columns: { a: ['x'] } }), 'reviewed')
  assert.equal(statusOf({ status: 'Proposed ', columns: { a: ['x'] } }), 'proposed')
  // That people looked at lists is never claimed for them.
  for (const silent of [{ columns: { a: ['x'] } }, { a: ['x'] }, { status: 'final', columns: { a: ['x'] } }]) {
    assert.equal(statusOf(silent), 'not stated')
  }
})

test('7: few people and a small epsilon end no run, though a noisy number falls below none', async () => {
  assert.ok(Array.from({ length: 200 }, (_, seed) => discreteLaplace(repeatableWords(seed), 200)).some((x) => x < -60))
  let belowNone = 0
  for (let seed = 0; seed < 12; seed++) {
    const made = await release(people(60), seed, 0.1)
    assert.ok(made.records.count >= 1)
    if (made.measurements[0]!.noisy[0]! < 0) belowNone++
  }
  assert.ok(belowNone > 0)
})

test('8: the accounting is tight: more rho for the same epsilon than the peer’s', () => {
  for (const [count, epsilon, peer] of [
    [2000, 1, 0.0229],
    [10_000, 4, 0.282],
    [100_000, 12, 1.77],
  ] as const) {
    assert.ok(rhoOf(epsilon, deltaFor(count)) > 1.15 * peer)
  }
})

test('9: releases add up in one ledger, which refuses the one that would pass its cap', async () => {
  const lines: LedgerLine[] = []
  const ledger = {
    store: {
      read: () => Promise.resolve(lines),
      append: (line: LedgerLine) => Promise.resolve(void lines.push(line)),
      exclusively: <Value>(work: () => Promise<Value>) => work(),
    },
    digest: (text: string) => String(text.length),
    now: () => new Date(0),
  }
  await openLedger(ledger, { capEpsilon: 2.2, delta: 1e-6 })
  const made: number[] = []
  for (let seed = 0; seed < 8; seed++) {
    const answer = await synthesize(
      people(300),
      { codeLists, epsilon: 1, delta: 1e-6, method: 'aim', publicRecords: 300 },
      {
        words: repeatableWords(seed),
        charge: (part, { rho, delta }) =>
          charge(ledger, { release: `${seed}`, mechanism: part, rho, epsilon: 1, delta, approvedBy: '' }),
      },
    )
    if (answer.ok) made.push(answer.value.rho)
    else assert.equal(answer.error.code, 'disclosure.budget_exceeded')
  }
  assert.ok(made.length > 1 && made.length < 8)
  const charged = lines.flatMap((line) => (line.kind === 'charged' ? [line.rho] : []))
  assert.deepEqual(charged, made)
  assert.ok(made.reduce((sum, rho) => sum + rho, 0) <= rhoOf(2.2, 1e-6))
})

test('9: what is not recorded is a code that is counted, and tests alone bring a generator that repeats itself', async () => {
  const made = await release(people(300), 4, 4)
  const counts = shownCounts(made.records, made.measurements, { columns: codeLists.columns, floor: 5 })
  const blank = counts.find(({ columns, codes }) => columns.join() === 'a' && codes[0] === '')
  assert.ok(blank && Math.abs(blank.estimate - 100) < 30)
  const other = await release(people(300), 5, 4)
  assert.notDeepEqual(made.measurements[0], other.measurements[0])
})
