import { exponential } from '@gloact/kernel'

/** Scores of pairs: between lists, where some are one person’s, and within a list, where none is. */
export interface ScoredPairs {
  readonly between: Float64Array
  readonly within: Float64Array
  /** All pairs between lists for each pair within one, scored or not. */
  readonly ratio: number
}

/** The upper tails of the pairs within lists of which exponentials are fitted: so many of them, and at most such a share. */
const TAILS = [200, 100, 50, 25, 12, 6]
const MOST_IN_TAIL = 0.02
const LEAST_IN_TAIL = 20
/** Stretches of scores, in which pairs are counted, to a tail’s mean excess; and how many excesses below it they begin. */
const FINE = 4
const BELOW = 3
/** The stretches end where fewer unrelated pairs than this are expected above. */
const NOBODY = 0.005

/**
 * From a pair’s score to the probability that it is one person’s, without knowing any pair that is: the local false
 * discovery rate (Efron 2010) with an empirical null. A list that holds a person once has no true pair within it, so the
 * scores within lists say how many unrelated pairs between lists score as high. The highest of them are few, and where
 * they end chance does not: above, exponential tails stand for them (peaks over a threshold, Pickands 1975), of several
 * thresholds the one by which most unrelated pairs score as high, since few pairs may be alike in ways of their own.
 *
 * What pairs between lists are more than chance is smoothed in two ways, and the greater probability counts: as a number
 * that grows with the score, which keeps the noise of chance from being taken for people; and as a share that does, where
 * a stretch of scores has significantly more than chance, since matches of poor data lie in the midst of chance and grow
 * fewer above. Of the pairs that say so in a stretch one is left out: a pair is no evidence for itself.
 *
 * @returns probability by score, never falling.
 */
export function calibrateScores({ between, within, ratio }: ScoredPairs): (score: number) => number {
  if (between.length === 0) return () => 0
  // Where no pair within a list scores at all, half a pair is taken to.
  if (within.length === 0) return () => Math.max(0, 1 - (ratio * 0.5) / between.length)
  const tails = tailsOf(within)
  const excess = Math.max(...tails.map((tail) => tail.excess))
  const step = excess / FINE
  const start = tails[0]!.from
  const low = start - BELOW * excess
  const above = (score: number): number =>
    Math.max(
      ...tails.map(({ count, from, excess: own }) => ratio * count * Math.min(1, exponential((from - score) / own))),
    )
  let high = start + step
  while (above(high) > NOBODY) high += step
  const bins = Math.ceil((high - low) / step)
  const counts = { between: new Float64Array(bins), within: new Float64Array(bins) }
  for (const [scores, own] of [
    [between, counts.between],
    [within, counts.within],
  ] as const) {
    for (const score of scores) {
      const bin = Math.floor((score - low) / step)
      if (bin >= 0 && bin < bins) own[bin]!++
    }
  }
  const chance = Float64Array.from({ length: bins }, (_, bin) => {
    const from = low + bin * step
    // Half a pair more than was seen: a stretch that happens to be empty proves nothing.
    return from < start ? ratio * (counts.within[bin]! + 0.5) : above(from) - above(from + step)
  })
  const more = monotoneExcess(counts.between, chance, ratio)
  const beyond = between.reduce((count, score) => count + (score >= low + bins * step ? 1 : 0), 0)
  const shares = monotoneShares(counts.between, chance, ratio)
  const probability = new Float64Array(bins + 1)
  const share = (own: number, other: number): number => (own <= 0 ? 0 : own / (own + other))
  for (let bin = 0; bin <= bins; bin++) {
    const own = bin < bins ? Math.max(share(more[bin]!, chance[bin]!), shares[bin]!) : share(beyond - 0.5, NOBODY)
    probability[bin] = Math.max(probability[bin - 1] ?? 0, own)
  }
  return (score) => {
    const bin = Math.floor((score - low) / step)
    return bin < 0 ? 0 : probability[Math.min(bin, bins)]!
  }
}

/** The probability of each pair between lists by its score; 0 of a pair within one. */
export function probabilitiesOf(scores: Float64Array, isWithin: Uint8Array, ratio: number): Float64Array {
  const probability = calibrateScores({
    between: scores.filter((_, pair) => isWithin[pair] === 0),
    within: scores.filter((_, pair) => isWithin[pair] === 1),
    ratio,
  })
  return scores.map((score, pair) => (isWithin[pair] === 0 ? probability(score) : 0))
}

/** The threshold of each tail, how many pairs are above it and by how much on average; the longest first. */
function tailsOf(within: Float64Array) {
  const sorted = within.toSorted()
  const most = Math.min(sorted.length, Math.max(LEAST_IN_TAIL, Math.floor(MOST_IN_TAIL * sorted.length)))
  return TAILS.filter((count, at) => count <= most || at === TAILS.length - 1).map((wanted) => {
    const count = Math.min(wanted, sorted.length)
    const from = sorted[Math.max(0, sorted.length - count - 1)]!
    let sum = 0
    for (const score of sorted.subarray(sorted.length - count)) sum += score - from
    // Scores that are all the same have no excess to go by.
    return { count, from, excess: Math.max(sum / count, 1e-6 * Math.max(1, Math.abs(from))) }
  })
}

/** Of each stretch the pairs between lists that are more than by chance, growing with the score. */
function monotoneExcess(between: Float64Array, chance: Float64Array, ratio: number): Float64Array {
  const runs: { readonly from: number; excess: number; weight: number }[] = []
  for (let bin = 0; bin < between.length; bin++) {
    const variance = between[bin]! + ratio * chance[bin]! + 1
    runs.push({ from: bin, excess: between[bin]! - chance[bin]!, weight: 1 / variance })
    for (;;) {
      const [lower, upper] = runs.slice(-2)
      if (!lower || !upper || lower.excess < upper.excess) break
      runs.pop()
      const weight = lower.weight + upper.weight
      lower.excess = (lower.excess * lower.weight + upper.excess * upper.weight) / weight
      lower.weight = weight
    }
  }
  const excess = new Float64Array(between.length)
  for (const [at, { from, excess: own }] of runs.entries()) {
    const to = runs[at + 1]?.from ?? between.length
    excess.fill(own - 1 / (to - from), from, to)
  }
  return excess
}

/** How many standard errors more than chance the pairs of a stretch have to be. */
const SIGNIFICANT = 2

/** Of each stretch the share of pairs between lists that are more than by chance, growing with the score; 0 in noise. */
function monotoneShares(between: Float64Array, chance: Float64Array, ratio: number): Float64Array {
  interface Run {
    readonly from: number
    pairs: number
    chance: number
  }
  const shareOf = (run: Run, errors: number): number =>
    run.pairs === 0
      ? 0
      : Math.max(0, 1 - (run.chance + 1 + errors * Math.sqrt(run.pairs + ratio * run.chance)) / run.pairs)
  const runs: Run[] = []
  for (let bin = 0; bin < between.length; bin++) {
    runs.push({ from: bin, pairs: between[bin]!, chance: chance[bin]! })
    for (;;) {
      const [lower, upper] = runs.slice(-2)
      if (!lower || !upper || shareOf(lower, SIGNIFICANT) < shareOf(upper, SIGNIFICANT)) break
      runs.pop()
      lower.pairs += upper.pairs
      lower.chance += upper.chance
    }
  }
  const shares = new Float64Array(between.length)
  for (const [at, run] of runs.entries()) {
    const own = shareOf(run, SIGNIFICANT) > 0 ? shareOf(run, 0) : 0
    shares.fill(own, run.from, runs[at + 1]?.from ?? shares.length)
  }
  return shares
}
