/** Scores of pairs: between lists, where some are one person’s, and within a list, where none is. */
export interface ScoredPairs {
  readonly between: Float64Array
  readonly within: Float64Array
  /** All pairs between lists for each pair within one, scored or not. */
  readonly ratio: number
}

const BINS = 400
/** Unrelated pairs that are taken to be in every stretch of scores besides those seen: few pairs prove little. */
const UNSEEN = 0.5

interface Stretch {
  readonly from: number
  between: number
  within: number
}

/**
 * From a pair’s score to the probability that it is one person’s, without knowing any pair that is: the local false
 * discovery rate (Efron 2010) with an empirical null. A list that holds a person once has no true pair within it, so the
 * scores within lists say how many unrelated pairs between lists score as high. Monotone in the score, by pooling
 * adjacent violators.
 *
 * @returns probability by score; scores outside those seen count as the nearest.
 */
export function calibrateScores({ between, within, ratio }: ScoredPairs): (score: number) => number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const scores of [between, within]) {
    for (const score of scores) {
      if (score < low) low = score
      if (score > high) high = score
    }
  }
  if (!(high >= low)) return () => 0
  const scale = high > low ? BINS / (high - low) : 0
  const binOf = (score: number): number => Math.max(0, Math.min(BINS - 1, Math.floor((score - low) * scale)))
  const counts = { between: new Float64Array(BINS), within: new Float64Array(BINS) }
  for (const score of between) counts.between[binOf(score)]!++
  for (const score of within) counts.within[binOf(score)]!++
  const share = (stretch: Stretch): number =>
    stretch.between === 0 ? 0 : Math.max(0, 1 - (ratio * (stretch.within + UNSEEN)) / stretch.between)
  const stretches: Stretch[] = []
  for (let bin = 0; bin < BINS; bin++) {
    if (counts.between[bin] === 0 && counts.within[bin] === 0) continue
    stretches.push({ from: bin, between: counts.between[bin]!, within: counts.within[bin]! })
    for (;;) {
      const [below, above] = stretches.slice(-2)
      if (!below || !above || share(below) < share(above)) break
      stretches.pop()
      below.between += above.between
      below.within += above.within
    }
  }
  const probability = new Float64Array(BINS)
  for (const [at, stretch] of stretches.entries()) {
    probability.fill(share(stretch), stretch.from, stretches[at + 1]?.from ?? BINS)
  }
  return (score) => probability[binOf(score)]!
}
