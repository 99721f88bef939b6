import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReadTable } from '@gloact/csv/node'
import { codeByContent } from './code-rows.ts'

const NOW = () => Promise.resolve()

/** A table of two columns that comes in batches, and how many of them were asked for. */
function tableOf(batches: number, rowsEach: number) {
  const asked = { batches: 0 }
  async function* all(): AsyncGenerator<string[][]> {
    for (; asked.batches < batches; asked.batches++) {
      yield await Promise.resolve(Array.from({ length: rowsEach }, (_, row) => [` ${row % 3} `, '*']))
    }
  }
  const rows = all()
  const table = { columns: ['a', 'b'], batches: rows, warnings: [], encoding: 'utf-8', delimiter: ',', bytes: 0 }
  return { asked, table: table as unknown as ReadTable }
}

test('columns become numbers, batch after batch; what stands for no answer becomes none', async () => {
  const { table } = tableOf(30, 5000)
  const read = await codeByContent(table, ['a', 'b'], NOW, { blank: '*' })
  assert.ok(read.ok)
  const { records, columns } = read.value
  assert.equal(records.count, 150_000)
  assert.deepEqual(
    columns.map(({ codes }) => codes),
    [['', '0', '1', '2'], ['']],
  )
  assert.deepEqual([...columns[1]!.counts], [150_000])
  for (const row of [0, 4999, 5000, 149_999]) assert.equal(records.values[0]![row], 1 + ((row % 5000) % 3))
})

test('a file that memory does not hold is refused with the number of rows that it does, before the rest is read', async () => {
  const { table, asked } = tableOf(1000, 5000)
  const read = await codeByContent(table, ['a', 'b'], NOW, { free: 300 * 2 ** 20 + 6 * 2 * 40_000 })
  assert.ok(!read.ok)
  assert.equal(read.error.code, 'disclosure.too_large')
  assert.match(read.error.message, /with 2 columns .* 40,000 rows can be handled/)
  assert.ok(asked.batches < 10)
})

test('what is taken for each row beside its codes counts as well, and readers get every cell in order', async () => {
  const free = 300 * 2 ** 20 + (6 * 2 + 24 + 4) * 20_000
  const taken: string[] = []
  const reader = {
    name: 'b',
    bytesARow: 4,
    take(value: string, row: number) {
      assert.equal(row, taken.push(value) + 1)
      return row === 15_002 ? { code: 'wrong', message: 'wrong' } : undefined
    },
  }
  const options = { readers: [reader], bytesARow: 24, free }
  const wrong = await codeByContent(tableOf(3, 5001).table, ['a', 'b'], NOW, options)
  assert.equal(!wrong.ok && wrong.error.code, 'wrong')
  assert.equal(taken.length, 15_001)
  taken.length = 0
  const large = await codeByContent(tableOf(1000, 3000).table, ['a', 'b'], NOW, { bytesARow: 28, free })
  assert.match(large.ok ? '' : large.error.message, /20,000 rows can be handled/)
})
