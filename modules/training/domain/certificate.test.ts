import assert from 'node:assert/strict'
import { generateKeyPairSync, sign, verify, createPublicKey } from 'node:crypto'
import { test } from 'node:test'
import {
  base64Url,
  fromBase64Url,
  joinSignature,
  signingInput,
  verifyCertificate,
  type CertificateContent,
} from './certificate.ts'
import { CODE_ALPHABET, CODE_LENGTH, drawCode, readCode, showCode } from './codes.ts'
import { followUpState } from './follow-up.ts'
import { DECISION_REASONS, DECISIONS, reasonFits, unmetCriteria } from './nomination.ts'
import { asPlainDate, randomSource } from '@gloact/kernel'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const check = async (key: string, signature: Uint8Array, bytes: Uint8Array) =>
  verify(null, bytes, createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }), signature)

const content: CertificateContent = {
  id: '01990000-0000-7000-8000-000000000001',
  name: 'Айгуль О’Нил أمل',
  event: 'First contact',
  organiser: 'Office of the National Coordinator',
  from: '2026-11-02',
  to: '2026-11-04',
  hours: 18,
  passed: true,
  issuedOn: '2026-11-04',
}
const issued = () => {
  const input = signingInput(content, 'key1')
  return joinSignature(input, sign(null, Buffer.from(input, 'utf8'), privateKey))
}
const keys = new Map([['key1', spki]])

test('a certificate verifies by the issuer’s key alone, in any script', async () => {
  assert.deepEqual(await verifyCertificate(issued(), keys, check), { state: 'genuine', keyId: 'key1', content })
})

test('a changed name no longer verifies; a key that is not the issuer’s is unknown; anything else is no certificate', async () => {
  const [head, body, signature] = issued().split('.')
  const renamed = { ...content, name: 'Somebody Else' }
  const changed = `${head}.${base64Url(Buffer.from(JSON.stringify(renamed)))}.${signature}`
  assert.deepEqual(await verifyCertificate(changed, keys, check), { state: 'changed' })
  assert.deepEqual(await verifyCertificate(`${head}.${body}.${base64Url(new Uint8Array(64))}`, keys, check), {
    state: 'changed',
  })
  assert.deepEqual(await verifyCertificate(issued(), new Map(), check), { state: 'unknown_issuer' })
  const none = base64Url(Buffer.from(JSON.stringify({ alg: 'none', typ: 'gloact-training-certificate', kid: 'key1' })))
  for (const text of ['', '..', 'a.b.c', `${none}.${body}.`, `${head}.${body}`, 'x'.repeat(9000)]) {
    assert.deepEqual(await verifyCertificate(text, keys, check), { state: 'not_a_certificate' }, text.slice(0, 20))
  }
})

test('every bit of a certificate is held by its signature', async () => {
  const token = issued()
  const random = randomSource(3)
  for (let round = 0; round < 200; round += 1) {
    const at = random.below(token.length)
    const other = 'ABCabc019-_.'[random.below(12)]!
    if (token[at] === other) continue
    const { state } = await verifyCertificate(token.slice(0, at) + other + token.slice(at + 1), keys, check)
    assert.notEqual(state, 'genuine')
  }
})

test('base64url is read back as it was written, and in one way', () => {
  const random = randomSource(4)
  for (let length = 0; length < 60; length += 1) {
    const bytes = Uint8Array.from({ length }, () => random.below(256))
    assert.equal(base64Url(bytes), Buffer.from(bytes).toString('base64url'))
    assert.deepEqual(fromBase64Url(base64Url(bytes)), bytes)
  }
  assert.equal(fromBase64Url('AB'), null, 'bits that say nothing')
  assert.equal(fromBase64Url('A=='), null)
})

test('codes are of letters that nobody mistakes, each as likely, and are read as people type them', () => {
  const random = randomSource(6)
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => random.below(256))
  const counts = new Map<string, number>()
  for (let round = 0; round < 3000; round += 1) {
    const code = drawCode(CODE_LENGTH, bytes)
    assert.equal(readCode(` ${showCode(code).toLowerCase()} `, CODE_LENGTH), code)
    for (const letter of code) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  assert.equal(counts.size, CODE_ALPHABET.length)
  for (const count of counts.values()) assert.ok(Math.abs(count - 1000) < 200)
  for (const typed of ['', 'ABCDE', 'ABCDE-FGHJ0', 'ABCDE-FGHJI', 'ABCDE-FGHJKK'])
    assert.equal(readCode(typed, CODE_LENGTH), null)
})

test('a decision has one of the reasons that fit it, and criteria that nobody answered are not failed', () => {
  for (const decision of DECISIONS)
    for (const reason of DECISION_REASONS[decision]) assert.ok(reasonFits(decision, reason))
  assert.equal(reasonFits('selected', 'seats_taken'), false)
  const criteria = { professions: ['police'], yearsInPost: 2, seatsAnAgency: 3 } as const
  assert.deepEqual(unmetCriteria(criteria, { profession: 'police', yearsInPost: null }, 0), [])
  assert.deepEqual(unmetCriteria(criteria, { profession: 'judge', yearsInPost: 1 }, 3), [
    'profession',
    'years_in_post',
    'agency_quota',
  ])
})

test('follow-up is due from five to eight months after the end', () => {
  const on = (day: string) => followUpState(asPlainDate('2026-01-31'), asPlainDate(day))
  assert.deepEqual(['2026-06-29', '2026-06-30', '2026-09-30', '2026-10-01'].map(on), ['not_yet', 'due', 'due', 'over'])
})
