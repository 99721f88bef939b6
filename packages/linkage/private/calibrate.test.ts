import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import { calibrateScores } from './calibrate.ts'

const normal = (unit: () => number): number => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())

/** Scores of unrelated pairs and of a number of matches, both with a spread of 2; matches score 16 on average. */
function scores(unrelated: number, matches: number, seed: number) {
  const { unit } = randomSource(seed)
  const drawn = (count: number, mean: number) => Float64Array.from({ length: count }, () => mean + 2 * normal(unit))
  const within = drawn(unrelated, 0)
  const [chance, own] = [drawn(2 * unrelated, 0), drawn(matches, 16)]
  return { within, between: Float64Array.from([...chance, ...own]), ratio: 2, matches: own }
}

test('the probabilities of all pairs add up to the matches, and do not fall with the score', () => {
  for (const seed of [1, 2, 3]) {
    const drawn = scores(20_000, 1000, seed)
    const probability = calibrateScores(drawn)
    const sum = drawn.between.reduce((total, score) => total + probability(score), 0)
    assert.ok(Math.abs(sum - 1000) < 10, String(sum))
    const rising = Array.from({ length: 400 }, (_, step) => probability(-10 + step / 10))
    assert.deepEqual(
      rising,
      rising.toSorted((x, y) => x - y),
    )
    assert.equal(probability(Number.NEGATIVE_INFINITY), 0)
    assert.ok(probability(16) > 0.999)
  }
})

test('where nobody is on both lists next to nobody is found, though some pair scores higher than any within a list', () => {
  let [sum, higher] = [0, 0]
  for (let seed = 1; seed <= 40; seed++) {
    const { within, between, ratio } = scores(500, 0, seed)
    const probability = calibrateScores({ within, between, ratio })
    const found = between.filter((score) => probability(score) > 0.5).length
    sum += found
    if (Math.max(...between) > Math.max(...within)) higher++
  }
  assert.ok(higher > 15, String(higher))
  assert.ok(sum <= 12, String(sum))
})

test('a person who is on a list twice hides few matches', () => {
  const drawn = scores(2000, 100, 7)
  const within = Float64Array.from([...drawn.within, 16])
  const probability = calibrateScores({ ...drawn, within })
  assert.ok(drawn.matches.filter((score) => probability(score) > 0.5).length >= 95)
})

test('where no pair within a list scores at all, pairs between them are taken for matches', () => {
  const between = Float64Array.from({ length: 50 }, (_, at) => 0.8 + at / 1000)
  assert.ok(calibrateScores({ within: new Float64Array(0), between, ratio: 2 })(0.8) > 0.9)
  assert.equal(calibrateScores({ within: new Float64Array(1), between: new Float64Array(0), ratio: 2 })(1), 0)
})

test('matches that lie in the midst of chance are found as far as they are more', () => {
  const { unit } = randomSource(9)
  const drawn = (count: number, mean: number) => Float64Array.from({ length: count }, () => mean + 2 * normal(unit))
  const [within, chance, matches] = [drawn(5000, 0), drawn(10_000, 0), drawn(800, 6)]
  const between = Float64Array.from([...chance, ...matches])
  const probability = calibrateScores({ within, between, ratio: 2 })
  const sum = between.reduce((total, score) => total + probability(score), 0)
  assert.ok(sum > 500 && sum < 850, String(sum))
  assert.ok(matches.filter((score) => probability(score) > 0.5).length > 500)
  assert.ok(chance.filter((score) => probability(score) > 0.5).length < 60)
})
