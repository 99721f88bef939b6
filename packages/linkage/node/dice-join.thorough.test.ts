import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { randomSource } from '@gloact/kernel'
import { buildKernel } from '../bench/build-kernel.ts'
import { bitRows, type BitRows } from '../private/bit-rows.ts'
import { countBits, sharedBits } from '../private/testing.ts'
import { JoinCancelled, joinDice } from '../private/dice-join.ts'
import { loadKernel } from './load-kernel.ts'

type Found = readonly [first: number, second: number, similarity: number]

/** Every pair, one after the other: what the kernel has to agree with. */
function reference(a: readonly Uint8Array[], b: readonly Uint8Array[], threshold: number): Found[] {
  return a.flatMap((one, first) =>
    b.flatMap((other, second): Found[] => {
      const sum = countBits(one) + countBits(other)
      const similarity = sum === 0 ? 0 : (2 * sharedBits(one, other)) / sum
      return similarity >= threshold ? [[first, second, similarity]] : []
    }),
  )
}

function joined(a: BitRows, b: BitRows, threshold: number, limit?: number): Found[] {
  const { first, second, similarity } = joinDice(loadKernel(), a, b, { threshold, ...(limit && { limit }) })
  return Array.from(first, (row, at) => [row, second[at]!, similarity[at]!] as const)
}

/** Filters of `width` bytes, some of them copies of others with bits turned: dense, sparse, empty and full ones. */
const lists = fc
  .record({
    width: fc.constantFrom(1, 8, 13, 64, 128, 256),
    density: fc.constantFrom(0, 0.02, 0.2, 0.43, 0.5, 0.68, 0.95, 1),
    noise: fc.constantFrom(0, 0.01, 0.05, 0.2),
    sizes: fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 300 })),
    seed: fc.integer(),
  })
  .map(({ width, density, noise, sizes, seed }) => {
    const chance = randomSource(seed).unit
    const filter = (from: (bit: number) => boolean): Uint8Array => {
      const bytes = new Uint8Array(width)
      for (let bit = 0; bit < width * 8; bit++) if (from(bit)) bytes[bit >> 3]! |= 128 >> (bit & 7)
      return bytes
    }
    const isSet = (bytes: Uint8Array, bit: number): boolean => (bytes[bit >> 3]! & (128 >> (bit & 7))) !== 0
    const a = Array.from({ length: sizes[0] }, () => filter(() => chance() < density))
    const b = Array.from({ length: sizes[1] }, () => {
      const source = a[Math.floor(chance() * a.length)]
      return source && chance() < 0.5
        ? filter((bit) => isSet(source, bit) !== chance() < noise)
        : filter(() => chance() < density)
    })
    return { a, b, width }
  })

test('the kernel finds the pairs that comparing every pair finds', () => {
  fc.assert(
    fc.property(lists, fc.constantFrom(0.3, 0.5, 0.7, 0.8, 0.95, 1), ({ a, b, width }, threshold) => {
      assert.deepEqual(joined(bitRows(a, width), bitRows(b, width), threshold), reference(a, b, threshold))
    }),
    { numRuns: 150 },
  )
})

test('where there are too many pairs the most alike are kept, and the threshold says so', () => {
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 50 }), ({ a, b, width }, limit) => {
      const all = reference(a, b, 0.3).toSorted((x, y) => y[2] - x[2] || x[0] - y[0] || x[1] - y[1])
      const kept = joinDice(loadKernel(), bitRows(a, width), bitRows(b, width), { threshold: 0.3, limit })
      const wanted = all.slice(0, limit).toSorted((x, y) => x[0] - y[0] || x[1] - y[1])
      assert.deepEqual(
        Array.from(kept.first, (row, at) => [row, kept.second[at]!, kept.similarity[at]!]),
        wanted,
      )
      assert.equal(kept.threshold, all.length > limit ? Math.min(...wanted.map(([, , alike]) => alike)) : 0.3)
    }),
    { numRuns: 60 },
  )
})

test('a join that is cancelled ends', () => {
  const rows = bitRows([new Uint8Array(8).fill(7)])
  assert.throws(() => joinDice(loadKernel(), rows, rows, { threshold: 0.5, signal: { aborted: true } }), JoinCancelled)
})

test('the kernel in the repository is what its source compiles to', async () => {
  const module = readFileSync(new URL('../kernel/dice-join.wasm', import.meta.url))
  assert.equal(Buffer.compare(module, await buildKernel()), 0, 'run: node packages/linkage/bench/build-kernel.ts')
})
