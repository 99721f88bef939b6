import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  HANDLING_CODES,
  INFORMATION_GRADES,
  isAsTight,
  isAtMost,
  SOURCE_GRADES,
  tightened,
  TLP,
  type Handling,
} from './handling.ts'
import { isAgreed, isBaseUrl, isInForce, peerState } from './peer.ts'
import { asInstant } from '@gloact/kernel'

const handling: fc.Arbitrary<Handling> = fc.record({
  tlp: fc.constantFrom(...TLP),
  h: fc.subarray([...HANDLING_CODES]),
  evaluation: fc.option(
    fc.record({ source: fc.constantFrom(...SOURCE_GRADES), information: fc.constantFrom(...INFORMATION_GRADES) }),
  ),
  text: fc.option(fc.string({ minLength: 1, maxLength: 20 })),
})

test('along a chain handling only tightens, in whatever order it is put together', () => {
  fc.assert(
    fc.property(handling, handling, handling, (a, b, c) => {
      const all = tightened(tightened(a, b), c)
      for (const each of [a, b, c]) assert.ok(isAsTight(all, each))
      assert.equal(tightened(a, b).tlp, tightened(b, a).tlp)
      assert.deepEqual(tightened(a, b).h, tightened(b, a).h)
      assert.deepEqual(tightened(a, a), { ...a, h: HANDLING_CODES.filter((code) => a.h.includes(code)) })
    }),
  )
})

test('something may go only where its level may', () => {
  assert.equal(isAtMost('amber', 'amber_strict'), true)
  assert.equal(isAtMost('red', 'amber_strict'), false)
})

test('types are agreed on by name or by module, and the exchange’s own always are', () => {
  const some = { messageTypes: ['cooperation.mla_*'] }
  assert.equal(isAgreed(some, 'cooperation.mla_request'), true)
  assert.equal(isAgreed(some, 'cooperation.victim_offer'), false)
  const peer = { messageTypes: ['cooperation.*', 'trial.said'] }
  assert.equal(isAgreed(peer, 'cooperation.request_sent'), true)
  assert.equal(isAgreed(peer, 'cooperationx.request'), false)
  assert.equal(isAgreed(peer, 'trial.said'), true)
  assert.equal(isAgreed(peer, 'trial.other'), false)
  assert.equal(isAgreed(peer, 'exchange.receipt'), true)
})

test('a peer counts until its agreement ends or it is revoked, a key within its time', () => {
  const now = asInstant('2026-11-28T09:00:00Z')
  const until = (expiresAt: string, revokedAt: string | null = null) =>
    peerState({ expiresAt: asInstant(expiresAt), revokedAt: revokedAt === null ? null : asInstant(revokedAt) }, now)
  assert.equal(until('2027-01-01T00:00:00Z'), 'in_force')
  assert.equal(until('2026-11-28T09:00:00Z'), 'expired')
  assert.equal(until('2027-01-01T00:00:00Z', '2026-11-28T08:00:00Z'), 'revoked')
  const key = { notBefore: asInstant('2026-01-01T00:00:00Z'), notAfter: now }
  assert.equal(isInForce(key, now), false)
  assert.equal(isInForce(key, key.notBefore), true)
})

test('an address is https, a host and perhaps a port, and nothing that leads elsewhere', () => {
  for (const good of ['https://exchange.example.org', 'https://127.0.0.1:4643', 'https://[::1]:4643']) {
    assert.equal(isBaseUrl(good), true, good)
  }
  for (const bad of [
    'http://a.example',
    'https://a.example/',
    'https://u@a.example',
    'https://a.example:0',
    'https://a.example:70000',
    'https://a.example#x',
    'https://a.example?x',
    'https://a .example',
    'https://',
    'ftp://a',
  ]) {
    assert.equal(isBaseUrl(bad), false, bad)
  }
})
