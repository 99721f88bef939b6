import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { repeatableWords } from '../noise/testing.ts'
import { uniformBelow } from '../noise/random-words.ts'
import { parseCodeLists } from './code-lists.ts'
import type { StructuralZero } from './graphical-model.ts'
import type { CodedRecords } from './records.ts'
import { impossibleRecord, leavesSomethingPossible, makePossible } from './structural-zeros.ts'
import { synthesize } from './synthesize.ts'

const cellsOf = (columns: readonly number[], sizes: readonly number[]) =>
  columns.reduce((cells, column) => cells * sizes[column]!, 1)

function everyRecord(sizes: readonly number[]): CodedRecords {
  const count = sizes.reduce((product, size) => product * size, 1)
  let step = count
  const values = sizes.map((size) => {
    step /= size
    return Uint16Array.from({ length: count }, (_, row) => Math.floor(row / step) % size)
  })
  return { count, values }
}

test('each impossible record becomes the nearest possible one, whatever rules it breaks; where none is left, that is told', () => {
  let impossible = 0
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2, max: 3 }), { minLength: 3, maxLength: 5 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(),
      (sizes, rules, density, seed) => {
        const words = repeatableWords(seed)
        const zeros = Array.from({ length: rules }, (): StructuralZero => {
          const held = new Set<number>()
          while (held.size < 2 + (seed % 2)) held.add(uniformBelow(words, sizes.length))
          const columns = [...held].toSorted((a, b) => a - b)
          const cells = cellsOf(columns, sizes)
          return { columns, impossible: Uint8Array.from({ length: cells }, () => Number(words.next() % 10 < density)) }
        })
        const all = everyRecord(sizes)
        const isImpossible = impossibleRecord(all, zeros, sizes)
        const rows = Array.from({ length: all.count }, (_, row) => row)
        const possible = rows.filter((row) => !isImpossible(row))
        assert.equal(leavesSomethingPossible(zeros, sizes), possible.length > 0)
        if (possible.length === 0) return void impossible++
        const distance = (row: number, codes: readonly number[]) =>
          all.values.filter((column, at) => column[row] !== codes[at]).length
        const cured: CodedRecords = { count: all.count, values: all.values.map((column) => column.slice()) }
        makePossible(cured, zeros, sizes)
        const stillImpossible = impossibleRecord(cured, zeros, sizes)
        for (const row of rows) {
          assert.ok(!stillImpossible(row))
          const codes = cured.values.map((column) => column[row]!)
          const given = all.values.map((column) => column[row]!)
          assert.equal(distance(row, codes), Math.min(...possible.map((other) => distance(other, given))))
        }
      },
    ),
    { numRuns: 150 },
  )
  assert.ok(impossible > 5)
})

const codes = { codes: ['1', '2', '3'], required: true }
const columns = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, codes]))

test('a record that breaks two rules without a common column is corrected, by each method', async () => {
  const impossible = [
    { a: ['1'], b: ['1'], c: ['1'] },
    { d: ['1'], e: ['1'], f: ['1'] },
  ]
  const codeLists = unwrap(parseCodeLists({ columns, impossible }))
  const words = repeatableWords(3)
  const drawn: number[][] = []
  const allOnes = (row: readonly number[]) => row.every((code) => code === 0)
  while (drawn.length < 3000) {
    const row = Array.from({ length: 6 }, () => uniformBelow(words, 3))
    if (!allOnes(row.slice(0, 3)) && !allOnes(row.slice(3))) drawn.push(row)
  }
  const records = {
    count: drawn.length,
    values: Object.keys(columns).map((_, column) => Uint16Array.from(drawn, (row) => row[column]!)),
  }
  for (const method of ['pairs', 'aim'] as const) {
    const made = unwrap(
      await synthesize(
        records,
        { codeLists, epsilon: 4, delta: 1e-5, method, publicRecords: 3000 },
        { words, charge: () => Promise.resolve({ ok: true, value: null }) },
      ),
    )
    for (let row = 0; row < made.records.count; row++) {
      const of = made.records.values.map((column) => column[row]!)
      assert.ok(!allOnes(of.slice(0, 3)) && !allOnes(of.slice(3)))
    }
  }
})

test('declarations that leave no record are refused with the lists, also where each rule alone leaves some', () => {
  // Three columns of two codes, no two of which may be alike.
  const two = { codes: ['1', '2'], required: true }
  const apart = [
    ['a', 'b'],
    ['b', 'c'],
    ['a', 'c'],
  ].flatMap(([one, other]) => ['1', '2'].map((code) => ({ [one!]: [code], [other!]: [code] })))
  const refused = parseCodeLists({ columns: { a: two, b: two, c: two }, impossible: apart })
  assert.equal(!refused.ok && refused.error.code, 'disclosure.codes_nothing_possible')
  assert.ok(parseCodeLists({ columns: { a: two, b: two, c: codes }, impossible: apart }).ok)
  const one = parseCodeLists({ columns: { a: two, b: two }, impossible: [{ a: ['1', '2'], b: ['1', '2'] }] })
  assert.equal(!one.ok && one.error.code, 'disclosure.codes_nothing_possible')
})
