import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource, unwrap } from '@gloact/kernel'
import {
  type CaptureHistories,
  dataHashOf,
  estimate,
  type EstimationInput,
  historiesOf,
  mainEffects,
  missedLinksIn,
  poolByRubin,
  readDraws,
  readDrawsTable,
  readInput,
  TRUST_RULES,
  waldInterval,
} from '../index.ts'
import { linkageByReplicates, linkageByRubin, varianceParts } from './linkage-uncertainty.ts'

const close = (actual: number, expected: number, tolerance = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.abs(expected), `${actual} against ${expected}`)

test('estimates are pooled as the rules say, worked by hand', () => {
  // Mean 6, within 1/2, between (1 + 1/3) * 1; 2 / share² and 21/23 * 20 * (1 - share) degrees of freedom.
  const pooled = poolByRubin([5, 6, 7], [0.5, 0.4, 0.6], 20)
  close(pooled.mean, 6)
  close(pooled.within, 1 / 2)
  close(pooled.between, 4 / 3)
  close(pooled.share, 8 / 11)
  close(pooled.degreesOfFreedom, 1 / (1 / 3.78125 + 23 / (21 * 20 * (3 / 11))))
  close(poolByRubin([5, 6, 7], [0.5, 0.4, 0.6], Infinity).degreesOfFreedom, 3.78125)
  const same = poolByRubin([5, 5, 5], [0.5, 0.5, 0.5], Infinity)
  assert.deepEqual([same.between, same.share, same.degreesOfFreedom], [0, 0, Infinity])
  assert.throws(() => poolByRubin([5], [1], 20), RangeError)
})

const two = (only1: number, only2: number, both: number): CaptureHistories =>
  historiesOf(['a', 'b'], [0, only1, only2, both])

test('two lists and three draws, worked by hand', () => {
  // Dark figures 40*30/20, 42*32/18 and 38*28/22; fewest seen 88; variances of their logarithms 1/40 + 1/30 + 1/20, …
  const draws = [two(40, 30, 20), two(42, 32, 18), two(38, 28, 22)]
  const linkage = linkageByRubin(two(40, 30, 20), draws, mainEffects(2))!
  close(linkage.within, 0.10286450533409608)
  close(linkage.between, 0.07889656533288969)
  close(linkage.share, 0.434067454837127)
  close(linkage.degreesOfFreedom!, 8.697228040915249)
  close(linkage.estimate, 149.78747697482305)
  close(linkage.interval.lower, 111.432475049123)
  close(linkage.interval.upper, 250.92313564448554)
  close(linkage.estimates[1]!, 92 + (42 * 32) / 18)
  // Without a difference between draws the limits are Wald's, but for Student's distribution in place of the normal.
  const alike = linkageByRubin(two(4000, 3000, 2000), [two(4000, 3000, 2000), two(4000, 3000, 2000)], mainEffects(2))!
  assert.equal(alike.share, 0)
  close(alike.estimate, 15_000)
})

test('replicates of all draws are one distribution; chance within draws is no linkage', () => {
  const { within, between } = varianceParts([
    [1, 2, 3],
    [4, 5, 6],
  ])
  close(within, 1)
  close(between, 4.5 - 1 / 3)
  assert.deepEqual(varianceParts([[1, 2, 3]]), { within: 0, between: 0 })
  const part = (from: number, values: readonly number[]) => ({
    from,
    estimates: Float64Array.from(values),
    modelNumbers: new Uint32Array(values.length),
    models: [mainEffects(2)],
    listsLeft: new Uint8Array(values.length).fill(2),
  })
  const values = Array.from({ length: 40 }, (_, at) => 200 + at)
  const parts = [
    part(
      0,
      values.filter((value) => value % 2 === 0),
    ),
    part(
      20,
      values.filter((value) => value % 2 === 1),
    ),
  ]
  const draws = [two(40, 30, 20), two(42, 32, 18)]
  const made = linkageByReplicates(two(40, 30, 20), draws, { parts, estimates: Float64Array.of(150, 167), level: 0.9 })
  // Type 8: position 1/3 + p * (40 + 1/3): 2.35 and 38.65.
  close(made.interval.lower, 201.35)
  close(made.interval.upper, 237.65)
  close(made.estimate, 219.5)
  assert.ok(made.share < 0.05)
})

const LISTS = ['A', 'B', 'C', 'D']
const COUNTS = [0, 220, 180, 45, 140, 30, 22, 8, 90, 14, 12, 3, 9, 0, 0, 0]
const COUNTED = historiesOf(LISTS, COUNTS)

/** Tables in which some of those on two lists or more are two people, or the other way round. */
function drawn(many: number, errors: number): CaptureHistories[] {
  return Array.from({ length: many }, (_, draw) => {
    const random = randomSource(5, draw)
    const counts = [...COUNTS]
    for (let error = 0; error < errors; error++) {
      const [mask, parts] = (
        [
          [3, [1, 2]],
          [5, [1, 4]],
          [6, [2, 4]],
        ] as const
      )[random.below(3)]!
      const by = random.below(2) === 0 ? 1 : -1
      counts[mask]! -= by
      for (const part of parts) counts[part]! += by
    }
    return historiesOf(LISTS, counts)
  })
}

const input = (draws?: readonly CaptureHistories[]): EstimationInput => ({
  histories: COUNTED,
  observed: COUNTS.reduce((sum, count) => sum + count, 0),
  rowsAre: 'histories',
  warnings: [],
  ...(draws && { draws }),
})

test('an estimate with draws has a wider interval, says how much of it is linkage, and is the same without differences', async () => {
  for (const interval of ['wald', 'bca', 'percentile'] as const) {
    const options = { interval, replicates: 400 } as const
    const alone = await estimate(input(), options)
    const exact = await estimate(input(Array.from({ length: 20 }, () => COUNTED)), options)
    const unsure = await estimate(input(drawn(20, 60)), options)
    const width = (made: typeof alone) => Math.log(made.interval!.upper / made.interval!.lower)
    assert.equal(alone.linkage, undefined)
    assert.equal(unsure.estimate, alone.estimate)
    assert.equal(unsure.interval!.method, interval === 'wald' ? 'wald' : 'percentile')
    assert.ok(exact.linkage!.share < 0.05, `${exact.linkage!.share}`)
    assert.ok(unsure.linkage!.share > 0.1 && unsure.linkage!.share < 1, `${unsure.linkage!.share}`)
    assert.ok(width(unsure) > width(exact) * 1.03, interval)
    assert.ok(Math.abs(width(exact) / width(alone) - 1) < 0.12, `${interval}: ${width(exact)} against ${width(alone)}`)
    assert.equal(unsure.linkage!.draws, 20)
  }
  const { lower } = waldInterval((await estimate(input(), { interval: 'none' })).fit!)
  close((await estimate(input([COUNTED, COUNTED]), { interval: 'wald' })).interval!.lower, lower, 1e-3)
  const graphs = await estimate(input(drawn(20, 60)), { method: { name: 'dga', threshold: 0 } })
  const graphsAlone = await estimate(input(), { method: { name: 'dga', threshold: 0 } })
  assert.equal(graphs.interval!.method, 'posterior')
  assert.ok(graphs.interval!.upper - graphs.interval!.lower > graphsAlone.interval!.upper - graphsAlone.interval!.lower)
  await assert.rejects(estimate(input([COUNTED, COUNTED]), { interval: 'profile' }), RangeError)
})

test('few draws, draws without an estimate, a linkage that weighs more than the sample, and one that is off are said', async () => {
  const codes = async (draws: readonly CaptureHistories[], rules = TRUST_RULES) =>
    (await estimate(input(draws), { interval: 'wald', method: { name: 'main', threshold: 0 }, rules })).findings
      .filter(({ code }) => /draws|linkage|error/.test(code))
      .map(({ code, refuses }) => `${code}${refuses ? '!' : ''}`)
  assert.deepEqual(await codes(drawn(20, 4)), [])
  assert.deepEqual(await codes(drawn(3, 20)), ['few_draws'])
  const apart = historiesOf(LISTS, [0, 260, 220, 0, 170, 0, 0, 0, 90, 0, 0, 0, 0, 0, 0, 0])
  const gone = await estimate(input([...drawn(12, 4), apart]), {
    interval: 'wald',
    method: { name: 'main', threshold: 0 },
  })
  assert.equal(gone.interval!.upper, Infinity)
  assert.ok(gone.findings.some(({ code }) => code === 'draws_without_estimate'))
  for (const interval of ['wald', 'percentile'] as const) {
    const unknown = await estimate(input([COUNTED, apart]), {
      interval,
      replicates: 20,
      method: { name: 'main', threshold: 0 },
    })
    assert.ok(Number.isFinite(unknown.estimate))
    assert.ok(unknown.findings.some(({ code }) => code === 'draws_without_estimate'))
  }
  const more = (by: number) => COUNTS.map((count, mask) => (mask === 3 || mask === 5 ? count + by : count))
  const wide = Array.from({ length: 12 }, (_, at) => historiesOf(LISTS, more(at * 20 - 20)))
  assert.deepEqual(await codes(wide), ['linkage_dominates'])
  const high = Array.from({ length: 12 }, (_, at) => historiesOf(LISTS, more(30 + at)))
  assert.deepEqual(await codes(high), ['outside_draws'])
  assert.ok((await codes(wide, { ...TRUST_RULES, largestError: 0.05 })).includes('error_too_large!'))
})

const RUN = {
  lists: ['B', 'A', 'C', 'D'],
  histories: Array.from({ length: 15 }, (_, at) => [
    ((at + 1) >> 1) & 1,
    (at + 1) & 1,
    ((at + 1) >> 2) & 1,
    ((at + 1) >> 3) & 1,
  ]),
  counts: COUNTS.slice(1),
  draws: [COUNTS.slice(1), COUNTS.slice(1).map((count) => count + 1)],
  withDummies: false,
}

test('draws are read as they are written beside the counts, whatever the order of the lists', async () => {
  const draws = unwrap(readDraws(RUN, COUNTED))
  assert.deepEqual(draws[0], COUNTED)
  assert.equal(
    draws[1]!.counts.reduce((sum, count) => sum + count, 0),
    773 + 15,
  )
  const rows = RUN.draws.flatMap((table, draw) =>
    table.map((count, at) => [...RUN.histories[at]!.map(String), String(draw + 1), String(count)]),
  )
  assert.deepEqual(unwrap(await readDrawsTable({ columns: [...RUN.lists, 'draw', 'count'], rows }, COUNTED)), draws)
  assert.notEqual(await dataHashOf(input(draws)), await dataHashOf(input()))
  assert.equal(await dataHashOf(input(draws)), await dataHashOf(input(draws)))
})

test('draws that are none, of other lists, of another table, with dummies or too few are refused', async () => {
  const code = (given: unknown): string | undefined => {
    const read = readDraws(given, COUNTED)
    return read.ok ? undefined : read.error.code
  }
  for (const wrong of [
    null,
    7,
    {},
    { ...RUN, draws: [[1, 2]] },
    { ...RUN, draws: [COUNTS.slice(1), COUNTS.slice(1).map((count) => count - 1)] },
    { ...RUN, draws: [COUNTS.slice(1).map(String), COUNTS.slice(1)] },
    { ...RUN, histories: RUN.histories.slice(1) },
    { ...RUN, draws: [COUNTS.slice(1), COUNTS.slice(1).map(() => 0)] },
  ]) {
    assert.equal(code(wrong), 'estimation.draws_invalid', JSON.stringify(wrong))
  }
  assert.equal(code({ ...RUN, withDummies: true }), 'estimation.draws_with_dummies')
  assert.equal(code({ ...RUN, draws: RUN.draws.slice(1) }), 'estimation.too_few_draws')
  assert.equal(code({ ...RUN, lists: ['B', 'A', 'C', 'X'] }), 'estimation.draws_other_lists')
  assert.equal(code({ ...RUN, counts: RUN.counts.map((count) => count + 1) }), 'estimation.draws_other_table')
  const table = await readDrawsTable({ columns: ['A', 'B', 'C', 'D', 'count'], rows: [] }, COUNTED)
  assert.equal(!table.ok && table.error.code, 'estimation.draws_invalid')
  const cell = await readDrawsTable(
    { columns: ['A', 'B', 'C', 'D', 'draw', 'count'], rows: [['1', 'x', '0', '0', '1', '5']] },
    COUNTED,
  )
  assert.match(cell.ok ? '' : cell.error.message, /^Row 2/)
})

test('where nobody knows how many links were missed, no number is given unless that is stated or bounded', async () => {
  const made = { missedLinks: 'not_measured' }
  assert.deepEqual(
    [missedLinksIn(made), missedLinksIn({ lists: [] }), missedLinksIn(undefined)],
    [made.missedLinks, undefined, undefined],
  )
  const text =
    'A,B,C,D,count\n1,0,0,0,220\n0,1,0,0,180\n0,0,1,0,140\n0,0,0,1,90\n1,1,0,0,45\n1,0,1,0,30\n0,1,1,0,22\n1,0,0,1,14\n0,1,0,1,12\n0,0,1,1,9\n1,1,1,0,8\n'
  const [columns = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  const table = unwrap(await readInput({ columns, rows }))
  const input = { ...table, missedLinks: missedLinksIn(made) }
  const codesOf = async (stated?: { assumption?: string; atMost?: number }) => {
    const { refused, findings } = await estimate(input, { interval: 'none', ...(stated && { stated }) })
    return [refused, findings[0]!.code]
  }
  assert.deepEqual(await codesOf(), [true, 'links_missed'])
  assert.deepEqual(await codesOf({ assumption: 'a tenth was linked in clear, and 3 of 80 were missed' }), [
    false,
    'links_missed',
  ])
  assert.deepEqual(await codesOf({ atMost: 100_000 }), [false, 'links_missed'])
  assert.equal((await estimate(table, { interval: 'none' })).findings[0]!.code === 'links_missed', false)
})
