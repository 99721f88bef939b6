import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { kAnonymous } from './k-anonymity.ts'

const columns = ['a', 'b', 'c']
const record = fc.record({
  a: fc.constantFrom('1', '2', '-99'),
  b: fc.constantFrom('x', 'y', 'z'),
  c: fc.constantFrom('p', 'q', '-99'),
  d: fc.constantFrom('0', '1'),
})

test('whatever is left, at least k records share every combination of what could tell somebody', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 80 }), fc.integer({ min: 2, max: 12 }), (rows, k) => {
      const result = kAnonymous(rows, { columns, k, missing: '-99' })
      const counts = new Map<string, number>()
      for (const row of result.rows) {
        const key = `${row.a} ${row.b} ${row.c}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      assert.ok([...counts.values()].every((count) => count >= k))
      assert.equal(result.rows.length + result.dropped, rows.length)
      // What could tell nobody is as it was.
      const others = (list: readonly { d: string }[]): number => list.filter(({ d }) => d === '1').length
      if (result.dropped === 0) assert.equal(others(result.rows), others(rows))
    }),
  )
})

test('records come out the same in whatever order they came, and nothing is blanked without need', () => {
  const rows = Array.from({ length: 12 }, (_, index) => ({ a: '1', b: 'x', c: 'p', d: String(index % 2) }))
  const one = kAnonymous(rows, { columns, k: 11, missing: '-99' })
  assert.deepEqual(one, kAnonymous(rows.toReversed(), { columns, k: 11, missing: '-99' }))
  assert.deepEqual([one.rows.length, one.dropped, one.blanked], [12, 0, {}])
  const odd = kAnonymous([...rows, { a: '2', b: 'x', c: 'p', d: '0' }], { columns, k: 11, missing: '-99' })
  assert.deepEqual([odd.rows.length, odd.dropped, odd.blanked], [12, 1, { a: 1, b: 1, c: 1 }])
})
