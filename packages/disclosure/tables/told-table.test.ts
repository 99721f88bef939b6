import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { disclosureRule } from './rule.ts'
import { toldTable } from './told-table.ts'

const rule = unwrap(disclosureRule())
const COUNTS: Readonly<Record<string, number>> = { 'a x': 40, 'a y': 3, 'b x': 60, 'b y': 50, 'c x': 30, 'c y': 70 }
const count = (row: string, column: string) => COUNTS[`${row} ${column}`] ?? 0

test('a small count is told nowhere, nor is what it could be worked out from', async () => {
  const told = await toldTable(rule, ['a', 'b', 'c'], ['x', 'y'], count)
  assert.equal(told('a', 'y'), null)
  assert.equal(told(null, null), 253)
  const rowsHide = ['a', 'b', 'c'].filter((row) => told(row, 'y') === null)
  const columnsHide = ['x', 'y'].filter((column) => told('a', column) === null)
  assert.ok(rowsHide.length > 1 || told(null, 'y') === null)
  assert.ok(columnsHide.length > 1 || told('a', null) === null)
})

test('without small counts everything is told, and a table without lines is empty', async () => {
  const told = await toldTable(rule, ['b', 'c'], ['x', 'y'], count)
  assert.deepEqual([told('b', 'x'), told('b', null), told(null, 'y'), told(null, null)], [60, 110, 120, 210])
  assert.equal((await toldTable(rule, [], ['x'], count))(null, null), 0)
})
