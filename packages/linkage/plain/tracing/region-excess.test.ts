import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FAMILY_DRAWS, inventFamilies } from '../../bench/tracing-families.ts'
import { bestCasesOf, tracingTablesOf } from '../../bench/tracing-sets.ts'
import { traceChildren } from '../index.ts'

test('where no request says a nationality and few children are there, strangers of one people are not taken for them', async (context) => {
  const drawn = inventFamilies({ ...FAMILY_DRAWS.further, cases: 700, requests: 350, found: 0.15 }, 31)
  const { columns, rows } = drawn.requests
  const nationality = columns.indexOf('nationality')
  // One keeps it, so that it is compared.
  const requests = { columns, rows: rows.map((row, at) => (at === 0 ? row : row.with(nationality, ''))) }
  const result = await traceChildren(tracingTablesOf({ cases: drawn.cases, requests }), { consent: 'any' })
  assert.ok(result.ok)
  const { said, right, deviation } = bestCasesOf(result.value, drawn.truth)
  context.diagnostic(`said ${said.toFixed(1)}, right ${right}, deviation ${deviation.toFixed(1)}`)
  assert.ok(right > 20, 'there are some to be found')
  assert.ok(said - right <= 3 * deviation, `${said} said, ${right} right`)
})
