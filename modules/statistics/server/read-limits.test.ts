import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disclosureRule } from '@gloact/disclosure'
import { STRATA_RULE, TRUST_RULES } from '@gloact/estimation'
import { unwrap } from '@gloact/kernel'
import { estimateLimits } from '../contract/limits.ts'
import { readLimits } from './read-limits.ts'

const DISCLOSURE = {
  agency: unwrap(disclosureRule({ audience: 'agency', contributors: { closeness: { percent: 15 } } })),
  public: unwrap(disclosureRule({ audience: 'public' })),
}
const [AGENCY, PUBLIC] = [DISCLOSURE.agency, DISCLOSURE.public].map(({ audience: _, ...told }) => told)

test('a country’s limits stand in place of the method’s, every one of them is told, and whose they are', () => {
  const analyst = { roles: ['analyst'] } as const
  const office = { checks: { largestRange: 2 }, strata: { fewestPeople: 50 }, basis: 'The statistical office' }
  const own = unwrap(readLimits(office, { ...DISCLOSURE, public: { ...DISCLOSURE.public, threshold: 20 } }, analyst))
  assert.deepEqual(own, {
    checks: { ...TRUST_RULES, largestRange: 2 },
    strata: { ...STRATA_RULE, fewestPeople: 50 },
    smallCounts: { threshold: 20, zerosSensitive: false },
    disclosure: { agency: AGENCY, public: { ...PUBLIC, threshold: 20 } },
    basis: 'The statistical office',
  })
  assert.deepEqual(estimateLimits.parse(own), own)
  assert.deepEqual(unwrap(readLimits(undefined, DISCLOSURE, analyst)), {
    checks: TRUST_RULES,
    strata: STRATA_RULE,
    smallCounts: { threshold: 10, zerosSensitive: false },
    disclosure: { agency: AGENCY, public: PUBLIC },
    basis: null,
  })
})

test('who does not work with figures is told nothing', () => {
  for (const roles of [[], ['supervisor'], ['administrator']] as const) {
    const asked = readLimits(undefined, DISCLOSURE, { roles })
    assert.equal(!asked.ok && asked.error.code, 'http.not_found')
  }
})
