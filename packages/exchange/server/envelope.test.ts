import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, test } from 'node:test'
import { asInstant, newId } from '@gloact/kernel'
import fc from 'fast-check'
import { CompactEncrypt, CompactSign } from 'jose'
import type { Message } from '../message.ts'
import type { EncryptionKey, PeerKey } from '../peer.ts'
import { openEnvelope, sealEnvelope, signMessage, verified, signed } from './envelope.ts'
import { kidOf, type EncryptionPair, type SigningPair } from './keys.ts'

const now = asInstant('2026-11-28T09:00:00Z')
const validity = { notBefore: asInstant('2026-01-01T00:00:00Z'), notAfter: asInstant('2027-01-01T00:00:00Z') }

async function pairOf(curve: 'ed25519' | 'x25519') {
  const { privateKey } = curve === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')
  const { crv, x } = createPublicKey(privateKey).export({ format: 'jwk' })
  const jwk = { kty: 'OKP', crv, x } as PeerKey['jwk']
  return { kid: await kidOf(jwk), jwk, privateKey, ...validity }
}

const sender: SigningPair = await pairOf('ed25519')
const other: SigningPair = await pairOf('ed25519')
const desk: EncryptionPair = { ...(await pairOf('x25519')), authority: 'central_authority' }

const message = (body: Message['body'] = { word: 'good morning' }): Message => ({
  id: newId(),
  from: { country: 'DL', authority: 'central_authority' },
  to: { country: 'XN', authority: 'central_authority' },
  type: 'trial.said',
  schemaVersion: 1,
  conversationId: newId(),
  seq: 1,
  inReplyTo: null,
  createdAt: now,
  expiresAt: asInstant('2026-12-28T09:00:00Z'),
  handling: { tlp: 'amber', h: ['h1'], evaluation: null, text: null },
  purpose: 'trial',
  legalBasis: 'untoc-18',
  body,
  attachments: [],
})

const open = (jwe: string, more: { at?: typeof now; keys?: readonly PeerKey[] } = {}) =>
  openEnvelope(jwe, {
    decryption: (kid) => (kid === desk.kid ? desk : undefined),
    signingKeys: more.keys ?? [sender],
    now: more.at ?? now,
  })
const refusal = async (jwe: string, more: Parameters<typeof open>[1] = {}) => {
  const opened = await open(jwe, more)
  return opened.ok ? 'taken' : opened.error
}
const sealed = async (given: Message = message(), by: SigningPair = sender) =>
  sealEnvelope(await signMessage(given, by), desk)

/** An envelope with a header of the attacker's own choice, to the right desk. */
const encrypted = (jws: string, more: object, key: KeyObject = createPublicKey(desk.privateKey)) =>
  new CompactEncrypt(Buffer.from(jws))
    .setProtectedHeader({
      alg: 'ECDH-ES+A256KW',
      enc: 'A256GCM',
      kid: desk.kid,
      typ: 'gloact-message+jwe',
      cty: 'JOSE',
      ...more,
    })
    .encrypt(key)
const signedWith = (header: object, by: KeyObject, payload: object = message()) =>
  new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'Ed25519', kid: sender.kid, typ: 'gloact-message+jws', ...header })
    .sign(by)

describe('an envelope', () => {
  test('opens to what was signed, whatever was in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (body) => {
        const given = message(JSON.parse(JSON.stringify(body)) as Message['body'])
        const opened = await open(await sealed(given))
        assert.ok(opened.ok)
        assert.deepEqual(opened.value.message, given)
        assert.equal(opened.value.authority, 'central_authority')
      }),
      { numRuns: 30 },
    )
  })

  test('does not open once any byte of it was changed', async () => {
    const jwe = await sealed()
    await fc.assert(
      fc.asyncProperty(fc.nat(jwe.length - 1), fc.constantFrom(...'ABCDxyz019-_.'), async (at, letter) => {
        fc.pre(jwe[at] !== letter)
        const changed = jwe.slice(0, at) + letter + jwe.slice(at + 1)
        // The last letter of a part in base64url has bits that mean nothing: what is the same bytes is the same envelope.
        const same = changed
          .split('.')
          .every((part, index) =>
            Buffer.from(part, 'base64url').equals(Buffer.from(jwe.split('.')[index] ?? '', 'base64url')),
          )
        fc.pre(!same || changed.split('.').length !== 5)
        assert.notEqual(await refusal(changed), 'taken')
      }),
      { numRuns: 150 },
    )
  })

  test('has one of six lengths, so that its own says little of what is in it', async () => {
    const short = await sealed(message({ word: 'yes' }))
    const longer = await sealed(message({ word: 'no, and here is a reason of some length '.repeat(20) }))
    assert.equal(short.length, longer.length)
    const long = await sealed(message({ word: 'x'.repeat(900_000) }))
    assert.equal(long.length, (await sealed(message({ word: 'x'.repeat(1_000_000 - 2_000) }))).length)
  })

  test('of somebody else is refused: another signer, another desk, a key out of its time', async () => {
    assert.equal(await refusal(await sealed(message(), other)), 'unknown_signer')
    const elsewhere: EncryptionKey = { ...(await pairOf('x25519')), authority: 'shelter' }
    assert.equal(await refusal(await sealEnvelope(await signMessage(message(), sender), elsewhere)), 'unknown_key')
    assert.equal(await refusal(await sealed(), { at: asInstant('2027-01-01T00:00:00Z') }), 'key_not_in_force')
    assert.equal(await refusal(await sealed(), { at: asInstant('2025-12-31T23:59:59Z') }), 'key_not_in_force')
    // Signed by another under the name of a key that is known.
    assert.equal(await refusal(await encrypted(await signedWith({}, other.privateKey), {})), 'signature_wrong')
  })

  test('chooses nothing by its header: no other algorithm, no key of its own, no address, no “crit”, no compression', async () => {
    const good = await signMessage(message(), sender)
    assert.equal(await refusal(await encrypted(good, {})), 'taken')
    assert.equal(await refusal(await encrypted(good, { enc: 'A128GCM' })), 'header_not_allowed')
    assert.equal(await refusal(await encrypted(good, { alg: 'ECDH-ES' })), 'header_not_allowed')
    assert.equal(await refusal(await encrypted(good, { jku: 'https://evil.example/keys' })), 'header_not_allowed')
    assert.equal(await refusal(await encrypted(good, { jwk: desk.jwk })), 'header_not_allowed')
    for (const header of [
      { jwk: other.jwk },
      { jku: 'https://evil.example/keys' },
      { x5u: 'https://evil.example/cert' },
      { typ: 'gloact-receipt+jws' },
    ]) {
      assert.equal(await refusal(await encrypted(await signedWith(header, other.privateKey), {})), 'header_not_allowed')
    }
    const [, payload] = good.split('.')
    const header = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const alg of ['none', 'None', 'HS256', 'EdDSA', 'ES256']) {
      const forged = `${header({ alg, kid: sender.kid, typ: 'gloact-message+jws' })}.${payload}.`
      assert.equal(await refusal(await encrypted(forged, {})), 'header_not_allowed', alg)
    }
    const crit = `${header({ alg: 'Ed25519', kid: sender.kid, typ: 'gloact-message+jws', crit: ['b64'], b64: false })}.${payload}.AA`
    assert.equal(await refusal(await encrypted(crit, {})), 'header_not_allowed')
  })

  test('that holds no message is refused: too deep, not JSON, a field too many or too few', async () => {
    const with_ = async (payload: object) =>
      refusal(await encrypted(await signedWith({}, sender.privateKey, payload), {}))
    assert.equal(await with_({}), 'malformed')
    assert.equal(await with_({ ...message(), seq: 0 }), 'malformed')
    assert.equal(await with_({ ...message(), id: 'x' }), 'malformed')
    assert.equal(
      await with_({ ...message(), handling: { tlp: 'amber', h: ['h1', 'h1'], evaluation: null, text: null } }),
      'malformed',
    )
    let deep: unknown = 1
    for (let depth = 0; depth < 100; depth++) deep = [deep]
    assert.equal(await with_({ ...message(), body: deep }), 'malformed')
    // A field that a later version adds is kept.
    assert.equal(await with_({ ...message(), later: 1 }), 'taken')
    for (const odd of ['', '....', 'a.b.c.d.e', 'x'.repeat(3_000_000), '.'.repeat(2_000_000)]) {
      assert.notEqual(await refusal(odd), 'taken')
    }
  })
})

test('a statement of one kind does not pass for one of another', async () => {
  const receipt = await signed({ a: 1 }, 'gloact-receipt+jws', sender)
  assert.equal((await verified(receipt, 'gloact-receipt+jws', [sender], now)).ok, true)
  const taken = await verified(receipt, 'gloact-notice+jws', [sender], now)
  assert.equal(!taken.ok && taken.error, 'header_not_allowed')
})
