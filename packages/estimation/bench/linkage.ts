/**
 * How often intervals contain the true number where who is who across lists is uncertain: invented populations whose links
 * are known with calibrated probabilities only. Compared: the table of those links that are more probable than not, as if it
 * were certain; the same with 20 tables drawn from the links' probabilities.
 * Run by hand: `node packages/estimation/bench/linkage.ts [populations] [replicates]` (200 and 400 where not given).
 */
import { loadavg } from 'node:os'
import { randomSource, type RandomSource } from '@gloact/kernel'
import { binomial } from '../draw-counts.ts'
import { estimate, historiesOf, type CaptureHistories, type EstimationInput, type IntervalName } from '../index.ts'
import { drawHistories, POPULATIONS } from './populations.ts'

const [COUNT, REPLICATES] = [Number(process.argv[2] ?? 200), Number(process.argv[3] ?? 400)]
const DRAWS = 20

/** Shares of the links by their probability: what a linkage of names without identifiers leaves open, or nearly all certain. */
const CASES = [
  {
    title: 'most links certain',
    levels: [
      [0.97, 0.6],
      [0.8, 0.15],
      [0.6, 0.1],
      [0.4, 0.1],
      [0.2, 0.05],
    ],
  },
  {
    title: 'half of the links open',
    levels: [
      [0.97, 0.3],
      [0.7, 0.25],
      [0.5001, 0.2],
      [0.35, 0.15],
      [0.2, 0.1],
    ],
  },
] as const

interface Candidates {
  readonly mask: number
  readonly probability: number
  readonly pairs: number
}

/** Candidate links of the people on two lists, and with them as many of different people as makes the probabilities true. */
function candidatesOf(truth: Float64Array, levels: readonly (readonly [number, number])[], random: RandomSource) {
  const left = truth.slice()
  const candidates: Candidates[] = []
  for (let mask = 1; mask < truth.length; mask++) {
    const lists = [...truth.keys()].filter((bit) => bit > 0 && (bit & (bit - 1)) === 0 && (mask & bit) > 0)
    if (lists.length !== 2) continue
    let rest = truth[mask]!
    for (const [at, [probability, share]] of levels.entries()) {
      const before = levels.slice(0, at).reduce((sum, [, own]) => sum + own, 0)
      const same = at === levels.length - 1 ? rest : binomial(rest, share / (1 - before), random)
      rest -= same
      // A pair is one person with that probability: so many are two people, who are on one of the lists each.
      let different = 0
      for (let found = 0; found < same;) {
        if (random.unit() < probability) found++
        else different++
      }
      different = Math.min(different, ...lists.map((bit) => left[bit]! - 1))
      left[mask]! -= same
      for (const bit of lists) left[bit]! -= different
      candidates.push({ mask, probability, pairs: same + different })
    }
  }
  return { certain: left, candidates }
}

/** The table in which so many of each kind of pair are linked. */
function tableWith(
  certain: Float64Array,
  candidates: readonly Candidates[],
  linked: (one: Candidates) => number,
): CaptureHistories {
  const counts = certain.slice()
  for (const one of candidates) {
    const together = linked(one)
    counts[one.mask]! += together
    for (let bit = 1; bit < counts.length; bit <<= 1) if ((one.mask & bit) > 0) counts[bit]! += one.pairs - together
  }
  return historiesOf(
    Array.from({ length: Math.log2(counts.length) }, (_, list) => String.fromCharCode(65 + list)),
    counts,
  )
}

const inputOf = (histories: CaptureHistories, draws?: readonly CaptureHistories[]): EstimationInput => ({
  histories,
  observed: histories.counts.reduce((sum, count) => sum + count, 0),
  rowsAre: 'histories',
  warnings: [],
  ...(draws && { draws }),
})

const INTERVALS: readonly IntervalName[] = ['wald', 'percentile']
const before = process.cpuUsage()
const cells = (row: readonly string[]): string => `| ${row.join(' | ')} |`
console.log(`${COUNT} populations, ${DRAWS} draws, ${REPLICATES} replicates, load ${loadavg()[0]!.toFixed(1)}\n`)
console.log(
  cells([
    'population',
    'links',
    ...INTERVALS.flatMap((name) => [`${name}, as if certain`, `${name}, with draws`]),
    'median share of linkage',
    'median estimate / N',
  ]),
)
console.log(cells(['---', '---', ...INTERVALS.flatMap(() => ['---:', '---:']), '---:', '---:']))
for (const [at, population] of POPULATIONS.slice(0, 2).entries()) {
  for (const { title, levels } of CASES) {
    const covered = new Map<string, number>()
    const shares: number[] = []
    const ratios: number[] = []
    for (let draw = 0; draw < COUNT; draw++) {
      const random = randomSource(77 + at, draw)
      const { masks, counts } = drawHistories(population, 20_261_125 + at, draw)
      const truth = new Float64Array(2 ** population.lists)
      masks.forEach((mask, own) => (truth[mask] = counts[own]!))
      const { certain, candidates } = candidatesOf(truth, levels, random)
      const decided = tableWith(certain, candidates, ({ probability, pairs }) => (probability > 0.5 ? pairs : 0))
      const draws = Array.from({ length: DRAWS }, () =>
        tableWith(certain, candidates, ({ probability, pairs }) => binomial(pairs, probability, random)),
      )
      for (const interval of INTERVALS) {
        for (const [name, given] of [
          ['alone', inputOf(decided)],
          ['draws', inputOf(decided, draws)],
        ] as const) {
          const made = await estimate(given, { interval, replicates: REPLICATES, seed: draw, unchecked: true })
          const holds =
            made.interval && made.interval.lower <= population.size && population.size <= made.interval.upper
          covered.set(`${interval} ${name}`, (covered.get(`${interval} ${name}`) ?? 0) + (holds ? 1 : 0))
          if (name === 'draws' && interval === 'percentile' && made.linkage) shares.push(made.linkage.share)
          if (name === 'draws' && interval === 'wald') ratios.push(made.estimate / population.size)
        }
      }
    }
    const share = (name: string): string => ((covered.get(name) ?? 0) / COUNT).toFixed(3)
    const median = (values: readonly number[]): string =>
      (values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN).toFixed(2)
    console.log(
      cells([
        population.title,
        title,
        ...INTERVALS.flatMap((name) => [share(`${name} alone`), share(`${name} draws`)]),
        median(shares),
        median(ratios),
      ]),
    )
  }
}
const used = process.cpuUsage(before)
console.log(`\nCPU ${((used.user + used.system) / 1e6).toFixed(1)} s`)
