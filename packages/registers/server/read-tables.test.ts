import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTables, readTablesApart } from './read-tables.ts'

/** Seconds of processor of this thread alone, while something is done. */
async function ownWork<Value>(run: () => Promise<Value>): Promise<{ readonly seconds: number; readonly value: Value }> {
  const before = process.threadCpuUsage()
  const value = await run()
  const { user, system } = process.threadCpuUsage(before)
  return { seconds: (user + system) / 1e6, value }
}

test('a large table is read on another thread: the one that answers everybody does a fraction of the work', async () => {
  const line = `${Array.from({ length: 200 }, (_, at) => `"what is said in column ${at}, with ""quotes"""`).join(',')}\n`
  const table = Buffer.from(line.repeat(1_000))
  assert.ok(table.length > 8_000_000, `${table.length}`)
  // Once before it is measured: what is compiled, and a thread that starts, are no part of it.
  await readTablesApart(table)
  const here = await ownWork(() => readTables(table))
  const apart = await ownWork(() => readTablesApart(table))
  assert.ok(apart.value.ok)
  assert.deepEqual(apart.value.value, here.value, 'and it is the same')
  assert.ok(apart.seconds < here.seconds / 2, `${apart.seconds} s beside ${here.seconds} s`)
})

test('what is no table, or has more lines than are taken, is said from there', async () => {
  const large = await readTablesApart(Buffer.from('name,age\n'.repeat(20_000)))
  assert.deepEqual(large, { ok: true, value: { problem: 'too_large' } })
  const none = await readTablesApart(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(50_000)]))
  assert.deepEqual(none, { ok: true, value: { problem: 'unreadable' } })
})
