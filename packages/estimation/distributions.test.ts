import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  chiSquareQuantileOne,
  chiSquareTail,
  digamma,
  logGamma,
  normalCumulative,
  normalQuantile,
  poissonTail,
  studentCumulative,
  studentQuantile,
} from './distributions.ts'

const close = (actual: number, expected: number, tolerance = 1e-13): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} against ${expected}`)

// Abramowitz and Stegun 1964, tables 6.1, 6.3, 26.1 and 26.8; further digits from the functions' definitions.
test('the gamma functions have their known values', () => {
  close(logGamma(0.5), Math.log(Math.PI) / 2)
  close(logGamma(1), 0)
  close(logGamma(11), Math.log(3_628_800))
  close(logGamma(1025.5) - logGamma(1024.5), Math.log(1024.5), 1e-12)
  close(digamma(1), -0.577_215_664_901_532_9)
  close(digamma(0.5), -0.577_215_664_901_532_9 - 2 * Math.LN2)
  close(digamma(1e9), Math.log(1e9) - 0.5e-9)
})

test('the normal and chi-squared distributions have their known values', () => {
  close(normalCumulative(1.96), 0.975_002_104_851_780_2)
  close(normalCumulative(-5), 2.866_515_718_791_939e-7, 1e-15)
  close(normalQuantile(0.975), 1.959_963_984_540_054)
  close(normalQuantile(1e-10), -6.361_340_902_404_056, 1e-12)
  assert.deepEqual([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)], [-Infinity, 0, Infinity])
  close(chiSquareQuantileOne(0.95), 3.841_458_820_694_124)
  close(chiSquareTail(3.841_458_820_694_124, 1), 0.05)
  close(chiSquareTail(18.307_038_053_275_14, 10), 0.05, 1e-12)
  assert.equal(chiSquareTail(3, 0), 1)
})

test('Student’s distribution has its known values', () => {
  // Abramowitz and Stegun 1964, table 26.10; with one degree of freedom it is Cauchy's.
  close(studentQuantile(0.975, 1), Math.tan(Math.PI * 0.475), 1e-12)
  close(studentQuantile(0.975, 4), 2.776_445_105_197_793, 1e-12)
  close(studentQuantile(0.025, 19), -2.093_024_054_408_263, 1e-11)
  close(studentQuantile(0.95, 7.3), 1.882_930_017_956_43, 1e-11)
  close(studentQuantile(0.995, 250), 2.595_637_630_466_18, 1e-11)
  close(studentCumulative(-1, 1), 0.25)
  assert.equal(studentCumulative(1.96, Infinity), normalCumulative(1.96))
  assert.equal(studentQuantile(0.975, Infinity), normalQuantile(0.975))
})

test('a Poisson tail is the smaller of the two, by summing the whole distribution', () => {
  for (const expected of [0.05, 0.9, 1.1, 7, 38.5]) {
    for (let observed = 0; observed < 80; observed++) {
      let density = Math.exp(-expected)
      let below = 0
      for (let at = 0; at <= observed; at++) {
        below += density
        density *= expected / (at + 1)
      }
      let above = 0
      let next = Math.exp(-expected + observed * Math.log(expected) - logGamma(observed + 1))
      for (let at = observed; at < observed + 400; at++) {
        above += next
        next *= expected / (at + 1)
      }
      const ours = poissonTail(observed, expected)
      assert.ok(Math.abs(ours - Math.min(below, above)) < 1e-12 + 1e-10 * ours, `${observed} of ${expected}`)
    }
  }
  assert.deepEqual([poissonTail(0, 0), poissonTail(2, 0)], [1, 0])
})

test('a count that is far from what is expected has a p-value of 0, and is found out at once', () => {
  for (const [observed, expected] of [
    [1000, 100],
    [11_000_000, 1_375_000],
    [100, 5_000_000],
  ] as const) {
    assert.equal(poissonTail(observed, expected), 0, `${observed} of ${expected}`)
  }
})
