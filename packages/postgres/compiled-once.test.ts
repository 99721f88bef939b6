import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CompiledQuery } from 'kysely'
import { compiledOnce } from './index.ts'

test('a query is built once, and each time has the values that it is given, wherever they stand', () => {
  let built = 0
  const query = compiledOnce(['one', 'other'], (table: string, { one, other }) => {
    built += 1
    return CompiledQuery.raw(`select from ${table} where a = $1 and b = $2 and c = $3 and d = $4`, [
      other,
      7,
      one,
      other,
    ])
  })
  assert.deepEqual(query('t', { one: 'x', other: 'y' }).parameters, ['y', 7, 'x', 'y'])
  const again = query('t', { one: ':other', other: 'z' })
  assert.deepEqual(again.parameters, ['z', 7, ':other', 'z'])
  assert.equal(again.sql, 'select from t where a = $1 and b = $2 and c = $3 and d = $4')
  assert.equal(built, 1)
})
