import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRegister } from './read-releases.ts'

const TABLE = {
  release: 'one',
  at: '2026-01-01T00:00:00Z',
  method: 'suppress',
  threshold: 10,
  base: 10,
  dimensions: [['sex']],
  cells: { '[["sex","F"]]': '40' },
}
const line = (value: unknown): string => `${JSON.stringify(value)}\n`
const codeOf = (text: string): string | undefined => {
  const read = readRegister(text)
  return read.ok ? undefined : read.error.code
}

test('a register is read line by line; another file, a damaged line and a kind of a later version are refused, and none is skipped', () => {
  const read = readRegister(line(TABLE) + line({ ...TABLE, release: 'two' }))
  assert.ok(read.ok)
  assert.deepEqual(
    read.value.map(({ release }) => release),
    ['one', 'two'],
  )
  const empty = readRegister('')
  assert.ok(empty.ok && empty.value.length === 0)
  assert.equal(codeOf('region,sex\nNorth,F\n'), 'disclosure.register_invalid')
  assert.equal(codeOf(line(TABLE) + line({ ...TABLE, threshold: 'ten' })), 'disclosure.register_invalid')
  assert.equal(codeOf(line(TABLE) + line(null)), 'disclosure.register_invalid')
  assert.equal(codeOf(line(TABLE).slice(0, -5)), 'disclosure.register_invalid')
  assert.equal(codeOf(line({ kind: 'maps', release: 'three' })), 'disclosure.register_newer')
})
