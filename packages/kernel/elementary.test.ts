import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { exponential, logarithm, logarithm2, powerOfTwo } from './elementary.ts'

const twoUnits = (actual: number, expected: number): boolean =>
  actual === expected || Math.abs(actual - expected) <= 4.5e-16 * Math.abs(expected) + 5e-324

test('the exponential is within two units in the last place of the engine’s own', () => {
  fc.assert(fc.property(fc.double({ min: -700, max: 709, noNaN: true }), (x) => twoUnits(exponential(x), Math.exp(x))))
  for (const [x, value] of [
    [0, 1],
    [-Infinity, 0],
    [-800, 0],
    [800, Infinity],
    [Infinity, Infinity],
  ] as const) {
    assert.equal(exponential(x), value)
  }
  assert.ok(Number.isNaN(exponential(Number.NaN)))
  assert.ok(Math.abs(exponential(-744) / Math.exp(-744) - 1) < 0.1)
})

test('the logarithm is within two units in the last place of the engine’s own, or of 1 near 1', () => {
  fc.assert(
    fc.property(fc.double({ min: 5e-324, max: 1.7e308, noNaN: true }), (x) => {
      const [ours, engine] = [logarithm(x), Math.log(x)]
      return twoUnits(ours, engine)
    }),
  )
  assert.equal(logarithm(0), -Infinity)
  assert.equal(logarithm(1), 0)
  assert.ok(Number.isNaN(logarithm(-1)))
  assert.equal(logarithm(Infinity), Infinity)
})

test('the logarithm to base 2 is within three units in the last place of the engine’s own, and exact for powers of two', () => {
  fc.assert(
    fc.property(fc.double({ min: 5e-324, max: 1.7e308, noNaN: true }), (x) => {
      const [ours, engine] = [logarithm2(x), Math.log2(x)]
      return ours === engine || Math.abs(ours - engine) <= 6.7e-16 * Math.abs(engine) + 5e-324
    }),
  )
  for (let power = -1022; power < 1024; power++) assert.equal(logarithm2(2 ** power), power)
  assert.equal(logarithm2(0), -Infinity)
  assert.ok(Number.isNaN(logarithm2(-1)))
  assert.equal(logarithm2(Infinity), Infinity)
})

test('a power of two is within three units in the last place of the engine’s own, and exact for whole numbers', () => {
  fc.assert(
    fc.property(fc.double({ min: -1000, max: 1000, noNaN: true }), (x) => {
      const [ours, engine] = [powerOfTwo(x), 2 ** x]
      return ours === engine || Math.abs(ours - engine) <= 6.7e-16 * engine
    }),
  )
  for (let whole = -1000; whole <= 1000; whole++) assert.equal(powerOfTwo(whole), 2 ** whole)
  assert.deepEqual([powerOfTwo(-Infinity), powerOfTwo(Infinity)], [0, Infinity])
  assert.ok(Number.isNaN(powerOfTwo(Number.NaN)))
})

test('the bits are those recorded here, on whatever machine', () => {
  const values = [-20.25, -0.001, 0.7, 3.3, 100.1].flatMap((x) => [exponential(x), logarithm(Math.abs(x))])
  assert.deepEqual(values, RECORDED)
})

const RECORDED: readonly number[] = [
  1.6052280551856116e-9, 3.0081547935525483, 0.999000499833375, -6.907755278982137, 2.0137527074704766,
  -0.35667494393873245, 27.112638920657883, 1.1939224684724346, 2.9708288895158073e43, 4.6061696863211745,
]
