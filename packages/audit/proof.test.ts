import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { canonicalJson, fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import {
  auditPublicKeys,
  checkAuditProof,
  closeBlock,
  fileAuditSigner,
  makeAuditProof,
  recordAudit,
  type AuditProof,
} from './index.ts'

const { db } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-proof-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const signer = unwrap(fileAuditSigner(folder))
const clock = fixedClock('2026-11-24T15:00:00Z')
const actorId = newId()

const make = (range: { firstBlock?: number; lastBlock?: number } = {}) =>
  makeAuditProof(db, {
    signer,
    publicKeys: auditPublicKeys(folder),
    country: 'DL',
    now: clock.now(),
    ...range,
  })
/** As somebody finds it in a file, free to change it. */
const copy = (proof: AuditProof) =>
  JSON.parse(JSON.stringify(proof)) as { -readonly [Key in keyof AuditProof]: AuditProof[Key] }
const problemOf = (value: unknown) => checkAuditProof(value).problem?.kind

before(async () => {
  for (let block = 0; block < 4; block++) {
    await inScope(db, systemScope('DL'), async (trx) => {
      for (let entry = 0; entry < 3; entry++) {
        await recordAudit(trx, { action: 'file.read', object: { kind: 'protection.case_file', id: newId() }, actorId })
      }
      return ok(undefined)
    })
    await closeBlock(db, signer, clock)
  }
})

test('a proof checks from its file alone, whole or in part', async () => {
  const whole = checkAuditProof(copy(await make()))
  assert.deepEqual(whole, { ok: true, blocks: 4, entries: 12, keyIds: [signer.keyId] })
  const part = await make({ firstBlock: 2, lastBlock: 3 })
  assert.deepEqual(part.range, { firstBlock: 2, lastBlock: 3 })
  assert.equal(checkAuditProof(copy(part)).ok, true)
})

test('a proof names nobody: no entry, no actor, no file', async () => {
  assert.ok(!JSON.stringify(await make()).includes(actorId))
})

test('whatever was changed in a proof is found', async () => {
  const proof = await make()
  const [first, second, third, fourth] = proof.blocks
  assert.ok(first && second && third && fourth)
  const changed = (change: (it: ReturnType<typeof copy>) => void) => {
    const it = copy(proof)
    change(it)
    return problemOf(it)
  }
  assert.equal(
    changed((it) => (it.blocks = [first, { ...second, entryCount: 9 }, third, fourth])),
    'block_changed',
  )
  assert.equal(
    changed((it) => (it.blocks = [first, third, fourth])),
    'block_missing',
  )
  assert.equal(
    changed((it) => (it.blocks = [first, second, third])),
    'block_missing',
  )
  assert.equal(
    changed((it) => (it.blocks = [first, { ...second, signature: first.signature }, third, fourth])),
    'signature_invalid',
  )
  assert.equal(
    changed((it) => (it.publicKeys = {})),
    'key_unknown',
  )
  assert.equal(
    changed((it) => (it.counts = { ...it.counts, entries: 11 })),
    'counts_differ',
  )
  assert.equal(
    changed((it) => (it.counts = { ...it.counts, open: 7 })),
    'proof_changed',
  )
  assert.equal(
    changed((it) => (it.country = 'XX')),
    'proof_changed',
  )
})

test('a proof of which the end was cut and the range told again is no longer signed', async () => {
  const it = copy(await make())
  it.blocks = it.blocks.slice(0, 3)
  it.range = { firstBlock: 1, lastBlock: 3 }
  it.lastHash = it.blocks[2]?.hash ?? ''
  it.counts = { ...it.counts, blocks: 3, entries: 9 }
  assert.equal(problemOf(it), 'proof_changed')
})

test('a proof signed by a key that is not among its own is refused', async () => {
  const other = unwrap(fileAuditSigner(mkdtempSync(join(folder, 'other-'))))
  const { signedBy: _signedBy, ...rest } = copy(await make())
  const signature = Buffer.from(other.sign(Buffer.from(canonicalJson(rest)))).toString('base64')
  assert.equal(problemOf({ ...rest, signedBy: { keyId: other.keyId, signature } }), 'key_unknown')
})

test('what is no proof is said to be none', () => {
  for (const value of [null, 7, 'text', [], {}, { format: 'gloact-audit-proof/1', blocks: [{}] }]) {
    assert.equal(checkAuditProof(value).ok, false)
  }
})
