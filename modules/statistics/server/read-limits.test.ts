import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TRUST_RULES } from '@gloact/estimation'
import { unwrap } from '@gloact/kernel'
import { estimateLimits } from '../contract/limits.ts'
import { readLimits } from './read-limits.ts'

const DISCLOSURE = { threshold: 10, zerosSensitive: false }

test('a country’s limits stand in place of the method’s, every one of them is told, and whose they are', () => {
  const analyst = { roles: ['analyst'] } as const
  const office = { checks: { largestRange: 2 }, basis: 'The statistical office' }
  const own = unwrap(readLimits(office, { ...DISCLOSURE, threshold: 20 }, analyst))
  assert.deepEqual(own, {
    checks: { ...TRUST_RULES, largestRange: 2 },
    smallCounts: { threshold: 20, zerosSensitive: false },
    basis: 'The statistical office',
  })
  assert.deepEqual(estimateLimits.parse(own), own)
  assert.deepEqual(unwrap(readLimits(undefined, DISCLOSURE, analyst)), {
    checks: TRUST_RULES,
    smallCounts: DISCLOSURE,
    basis: null,
  })
})

test('who does not work with figures is told nothing', () => {
  for (const roles of [[], ['supervisor'], ['administrator']] as const) {
    const asked = readLimits(undefined, DISCLOSURE, { roles })
    assert.equal(!asked.ok && asked.error.code, 'http.not_found')
  }
})
