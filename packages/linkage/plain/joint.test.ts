import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawJoint } from './joint.ts'

const COPIES = 60
/** Log2 odds of ab, ac and bc, three records that have nothing to do with any others; so many times over. */
const ODDS = [1.5, -0.5, 0.7] as const

const pairs = {
  a: Int32Array.from({ length: COPIES * 3 }, (_, at) => Math.floor(at / 3) * 3 + [0, 0, 1][at % 3]!),
  b: Int32Array.from({ length: COPIES * 3 }, (_, at) => Math.floor(at / 3) * 3 + [1, 2, 2][at % 3]!),
  logOdds: Float32Array.from({ length: COPIES * 3 }, (_, at) => ODDS[at % 3]!),
}

/** What enumerating all five ways to divide three records gives, with the odds of all moved. */
function enumerated(shift: number): number[] {
  const [ab, ac, bc] = ODDS.map((odds) => 2 ** (odds + shift)) as [number, number, number]
  const all = ab * ac * bc
  const sum = 1 + ab + ac + bc + all
  return [ab, ac, bc].map((odds) => (odds + all) / sum)
}

const draw = (shift: number, apart = (_a: number, _b: number): boolean => false, seed = 1) =>
  drawJoint(pairs, {
    count: COPIES * 3,
    logOdds: () => -20,
    apart,
    expected: COPIES * enumerated(shift).reduce((sum, share) => sum + share, 0),
    seed,
  })

test('probabilities are those of all ways to divide the records, with the odds that give as many pairs as are expected', async () => {
  for (const shift of [0, 1]) {
    const joint = await draw(shift)
    assert.ok(joint)
    const means = [0, 0, 0]
    joint.probability.forEach((share, pair) => {
      const which = joint.a[pair]! % 3 === 0 ? (joint.b[pair]! % 3) - 1 : 2
      means[which]! += share / COPIES
    })
    enumerated(shift).forEach((share, which) =>
      assert.ok(Math.abs(means[which]! - share) < 0.05, `${means[which]} for ${share}, moved by ${shift}`),
    )
  }
})

test('draws hold who must be apart so, and are the same for a seed', async () => {
  const apart = (a: number, b: number): boolean => a % 3 < 2 && b % 3 < 2
  const joint = await draw(0, apart)
  assert.ok(joint)
  assert.equal(joint.draws.length, 20)
  for (const clusters of joint.draws) {
    for (let first = 0; first < COPIES * 3; first += 3) assert.notEqual(clusters[first], clusters[first + 1])
  }
  assert.ok(joint.draws.some((clusters) => clusters[0] === clusters[2]))
  const again = await draw(0, apart)
  assert.deepEqual(again, joint)
  assert.notDeepEqual((await draw(0, apart, 2))?.draws, joint.draws)
})

test('a draw that is cancelled gives nothing', async () => {
  const signal = { aborted: true }
  const joint = await drawJoint(pairs, {
    count: COPIES * 3,
    logOdds: () => -20,
    apart: () => false,
    expected: 1,
    seed: 1,
    signal,
  })
  assert.equal(joint, undefined)
})

test('records that stay together go as one, by the odds of all their pairs', async () => {
  // b and c stay together: a joins both or neither, by odds of 2 to the 1.5 − 0.5.
  const copies = 2000
  const joint = await drawJoint(
    {
      a: Int32Array.from({ length: copies * 2 }, (_, at) => (at >> 1) * 3),
      b: Int32Array.from({ length: copies * 2 }, (_, at) => (at >> 1) * 3 + 1 + (at % 2)),
      logOdds: Float32Array.from({ length: copies * 2 }, (_, at) => ODDS[at % 2]!),
    },
    {
      count: copies * 3,
      logOdds: () => -20,
      apart: () => false,
      groups: Array.from({ length: copies }, (_, at) => [at * 3 + 1, at * 3 + 2]),
      expected: (copies * 2 * 2) / 3,
      seed: 1,
    },
  )
  assert.ok(joint)
  for (const draw of joint.draws)
    for (let first = 0; first < draw.length; first += 3) assert.equal(draw[first + 1], draw[first + 2])
  const mean = joint.probability.reduce((sum, share) => sum + share, 0) / joint.probability.length
  assert.ok(Math.abs(mean - 2 / 3) < 0.04, `${mean}`)
  joint.probability.forEach((share, pair) => {
    if (pair % 2) assert.ok(Math.abs(share - joint.probability[pair - 1]!) < 1e-6, 'both pairs alike')
  })
})
