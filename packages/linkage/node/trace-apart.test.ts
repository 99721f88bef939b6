import assert from 'node:assert/strict'
import { test } from 'node:test'
import { traceChildren, traceTerms, type FoundForRequest } from '../plain/index.ts'
import { FAMILY_DRAWS, inventFamilies } from '../bench/tracing-families.ts'
import { tracingColumnsOf, tracingTablesOf } from '../bench/tracing-sets.ts'
import { traceApart } from './index.ts'

const set = inventFamilies(
  { ...FAMILY_DRAWS.even, cases: 120, requests: 60, filled: 0.7, found: 0.7, further: true },
  11,
)
const rows = { cases: set.cases.rows, requests: set.requests.rows }
const orders = { top: 5, explainFrom: 0.05 }

test('a thread finds what is found here, and says of the likely ones why', async () => {
  const columns = tracingColumnsOf(set)
  const [apart, here] = [
    await traceApart(columns, rows, { ...orders, here: 0 }),
    await traceApart(columns, rows, { ...orders, here: Number.POSITIVE_INFINITY }),
  ]
  assert.ok(apart.ok && here.ok)
  assert.deepEqual(apart.value, here.value)

  const traced = await traceChildren(tracingTablesOf(set), { consent: 'any', top: 5 })
  assert.ok(traced.ok)
  for (const [at, { request, cases }] of traced.value.requests.entries()) {
    const told: FoundForRequest = apart.value.requests[at]!
    assert.equal(told.request, request.id)
    assert.deepEqual(
      told.cases.map(({ id, probability }) => [id, probability]),
      cases.map(({ found, probability }) => [found.id, probability]),
    )
    for (const [place, { found, probability }] of cases.entries()) {
      const { reasons } = told.cases[place]!
      if (probability < orders.explainFrom) {
        assert.deepEqual(reasons, [])
        continue
      }
      const sum = traceTerms(traced.value, request, found).reduce((all, term) => all + Math.round(term * 10) / 10, 0)
      assert.ok(Math.abs(reasons.reduce((all, { weight }) => all + weight, 0) - sum) < 1e-9)
    }
  }
})

test('what cannot be compared is a failure on a thread, too, and a job that is stopped ends it', async () => {
  const columns = tracingColumnsOf(set)
  const empty = await traceApart(columns, { ...rows, requests: [] }, { ...orders, here: -1 })
  assert.equal(empty.ok ? '' : empty.error.code, 'tracing.no_requests')
  const stopping = new AbortController()
  const running = traceApart(columns, rows, { ...orders, here: 0, signal: stopping.signal })
  stopping.abort(new Error('stopped'))
  await assert.rejects(running, /stopped/)
})
