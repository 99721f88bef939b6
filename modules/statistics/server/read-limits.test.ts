import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TRUST_RULES } from '@gloact/estimation'
import { unwrap } from '@gloact/kernel'
import { estimateLimits } from '../contract/limits.ts'
import { readLimits } from './read-limits.ts'

test('a country’s limits stand in place of the method’s, every one of them is told, and whose they are', () => {
  const analyst = { roles: ['analyst'] } as const
  const own = unwrap(readLimits({ checks: { largestRange: 2 }, basis: 'The statistical office' }, analyst))
  assert.deepEqual(own, { checks: { ...TRUST_RULES, largestRange: 2 }, basis: 'The statistical office' })
  assert.deepEqual(estimateLimits.parse(own), own)
  assert.deepEqual(unwrap(readLimits(undefined, analyst)), { checks: TRUST_RULES, basis: null })
})

test('who does not work with figures is told nothing', () => {
  for (const roles of [[], ['supervisor'], ['administrator']] as const) {
    const asked = readLimits(undefined, { roles })
    assert.equal(!asked.ok && asked.error.code, 'http.not_found')
  }
})
