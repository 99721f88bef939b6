import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { canonicalJson, err, failure, fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { sql } from 'kysely'
import {
  auditPublicKeys,
  closeBlock,
  exportHead,
  fileAuditSigner,
  recordAudit,
  recordReading,
  renewAuditSigner,
  verifyAudit,
} from './index.ts'
import { sha256 } from './block.ts'
import { entriesOf } from './record-audit.ts'

const { db, owner } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-audit-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const keys = join(folder, 'keys')
const headsFile = join(folder, 'heads.jsonl')
const signer = unwrap(fileAuditSigner(keys))
const clock = fixedClock('2026-11-24T15:00:00Z')
const actorId = newId()

const record = (count: number) =>
  inScope(db, systemScope('DL'), async (trx) => {
    const entry = { action: 'file.read', object: { kind: 'protection.case_file', id: newId() }, actorId } as const
    return ok(await recordAudit(trx, ...Array.from({ length: count }, () => entry)))
  })
const verify = (headsAt: string = headsFile) =>
  verifyAudit(db, { publicKeys: auditPublicKeys(keys), headsFile: headsAt })

/** What somebody may do who owns the whole cluster: triggers and policies do not stop them. */
const tamper = (statement: string) =>
  owner.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    const { numAffectedRows } = await sql.raw(statement).execute(trx)
    assert.notEqual(numAffectedRows, 0n, 'nothing was tampered with')
  })

/** Three blocks of three entries, their head written out, and two entries that wait. */
beforeEach(async () => {
  rmSync(headsFile, { force: true })
  await tamper(
    'truncate audit.read_again, audit.entry, audit.open_entry, audit.block, audit.head_export restart identity',
  )
  for (let block = 0; block < 3; block++) {
    await record(3)
    await closeBlock(db, signer, clock)
  }
  await exportHead(db, headsFile, clock)
  await record(2)
})

test('an untouched log verifies, with what waits for its block', async () => {
  assert.deepEqual(await verify(), { ok: true, blocks: 3, entries: 9, open: 2 })
  assert.equal((await closeBlock(db, signer, clock)).length, 1)
  assert.deepEqual(await closeBlock(db, signer, clock), [])
  assert.deepEqual(await verify(), { ok: true, blocks: 4, entries: 11, open: 0 })
})

test('a reading that is repeated after its block has closed leaves the log whole', async () => {
  const scope = { ...systemScope('DL'), 'app.user_id': actorId }
  const object = { kind: 'protection.case_file', id: newId() }
  const read = () =>
    inScope(db, scope, async (trx) => ok(await recordReading(trx, { action: 'file.history_read', object })))
  await read()
  await closeBlock(db, signer, clock)
  await read()
  const { rows } = await sql<{ times: number }>`select times from audit.read_again`.execute(owner)
  assert.deepEqual(rows, [{ times: 2 }])
  assert.deepEqual(await verify(), { ok: true, blocks: 4, entries: 12, open: 0 })
})

test('blocks of the first version, which covered the counts as they stood, verify as well', async () => {
  const sequences = [10, 11]
  const entries = await readInScope(db, systemScope(''), (trx) => entriesOf(trx, sequences))
  const [previous] = (await sql<{ hash: string }>`select hash from audit.block where number = 3`.execute(owner)).rows
  const content = {
    number: 4,
    sequences,
    entryCount: 2,
    entriesHash: sha256(canonicalJson(entries.map((entry) => sha256(canonicalJson(entry))))),
    previousHash: previous!.hash,
    closedAt: clock.now(),
    keyId: signer.keyId,
  }
  const text = canonicalJson(content)
  const signature = Buffer.from(signer.sign(Buffer.from(text, 'utf8')))
  await sql`insert into audit.block
    (number, sequences, entry_count, entries_hash, previous_hash, closed_at, key_id, hash, signature)
    values (4, ${sequences}, 2, ${content.entriesHash}, ${content.previousHash}, ${content.closedAt}, ${content.keyId},
      ${sha256(text)}, ${signature})`.execute(owner)
  await sql`delete from audit.open_entry`.execute(owner)
  assert.deepEqual(await verify(), { ok: true, blocks: 4, entries: 11, open: 0 })
  await sql`insert into audit.read_again (entry_id, actor_id, country, action, object_id, times)
    select id, actor_id, country, action, object_id::uuid, 3 from audit.entry where sequence = 11`.execute(owner)
  assert.equal((await verify()).ok, true)
  await tamper(`update audit.entry set action = 'file.listed' where sequence = 11`)
  assert.deepEqual((await verify()).firstBroken, { kind: 'entry_changed', block: 4 })
})

const TAMPERING = [
  [
    'a changed entry',
    `update audit.entry set action = 'file.listed' where sequence = 5`,
    { kind: 'entry_changed', block: 2 },
  ],
  [
    'a changed time',
    `update audit.entry set at = at + interval '1 second' where sequence = 9`,
    { kind: 'entry_changed', block: 3 },
  ],
  ['a dropped entry', `delete from audit.entry where sequence = 4`, { kind: 'entry_missing', block: 2, entry: 4 }],
  [
    'two entries that changed places',
    `alter table audit.entry alter column sequence set generated by default;
     update audit.entry set sequence = case sequence when 1 then -2 else -1 end where sequence in (1, 2);
     update audit.entry set sequence = -sequence where sequence < 0`,
    { kind: 'entry_changed', block: 1 },
  ],
  [
    'an entry put in afterwards',
    `insert into audit.entry (sequence, id, action) overriding system value values (1000, gen_random_uuid(), 'file.read')`,
    { kind: 'entry_outside', entry: 1000 },
  ],
  [
    'an entry taken out of the queue',
    `delete from audit.open_entry where sequence = 10`,
    { kind: 'entry_outside', entry: 10 },
  ],
  ['a dropped block', `delete from audit.block where number = 2`, { kind: 'block_missing', block: 2 }],
  [
    'a dropped block whose followers moved up',
    `delete from audit.block where number = 1; update audit.block set number = number - 1`,
    { kind: 'block_changed', block: 1 },
  ],
  [
    'a changed block',
    `update audit.block set closed_at = closed_at + interval '1 day' where number = 2`,
    { kind: 'block_changed', block: 2 },
  ],
  [
    'a block signed again by nobody',
    `update audit.block set signature = (select signature from audit.block where number = 1) where number = 2`,
    { kind: 'signature_invalid', block: 2 },
  ],
  [
    'a cut end',
    `delete from audit.entry where sequence > 6; delete from audit.open_entry; delete from audit.block where number = 3`,
    { kind: 'tail_cut', block: 3 },
  ],
] as const

for (const [what, statement, firstBroken] of TAMPERING) {
  test(`${what} is found`, async () => {
    await tamper(statement)
    const found = await verify()
    assert.equal(found.ok, false)
    assert.deepEqual(found.firstBroken, firstBroken)
  })
}

test('an entry that was dropped before its block closed is found', async () => {
  await tamper('delete from audit.entry where sequence = 11')
  await closeBlock(db, signer, clock)
  assert.deepEqual((await verify()).firstBroken, { kind: 'entry_missing', block: 4, entry: 11 })
})

test('a history written again under the true key differs from the head that left the database', async () => {
  await tamper(
    'delete from audit.entry where sequence > 6; delete from audit.block where number = 3; delete from audit.open_entry',
  )
  await record(1)
  await closeBlock(db, signer, clock)
  assert.deepEqual((await verify()).firstBroken, { kind: 'head_differs', block: 3 })
})

test('a block under a key that nobody vouches for is found', async () => {
  const stranger = unwrap(fileAuditSigner(join(folder, 'stranger')))
  await closeBlock(db, stranger, clock)
  assert.deepEqual((await verify()).firstBroken, { kind: 'key_unknown', block: 4 })
})

test('an entry of a transaction that ends late goes into a later block, and none is left out', async () => {
  await inScope(db, systemScope('DL'), async (slow) => {
    await recordAudit(slow, { action: 'file.opened', actorId })
    await record(1)
    await closeBlock(db, signer, clock)
    assert.deepEqual(await verify(), { ok: true, blocks: 4, entries: 12, open: 0 })
    return ok(undefined)
  })
  await closeBlock(db, signer, clock)
  assert.deepEqual(await verify(), { ok: true, blocks: 5, entries: 13, open: 0 })
})

test('two servers that close at once close every entry once', async () => {
  await Promise.all([closeBlock(db, signer, clock), closeBlock(db, signer, clock), record(5)])
  await closeBlock(db, signer, clock)
  const { ok: intact, entries, open } = await verify()
  assert.deepEqual([intact, entries, open], [true, 16, 0])
})

test('more entries than a block holds go into several', async () => {
  await sql`insert into audit.entry (id, action) select gen_random_uuid(), 'import.ran' from generate_series(1, 6000)`.execute(
    owner,
  )
  assert.equal((await closeBlock(db, signer, clock)).length, 2)
  assert.deepEqual(await verify(), { ok: true, blocks: 5, entries: 6011, open: 0 })
})

test('blocks of an earlier key still verify after the key was renewed', async () => {
  const next = unwrap(renewAuditSigner(keys))
  assert.notEqual(next.keyId, signer.keyId)
  await closeBlock(db, next, clock)
  assert.deepEqual(await verify(), { ok: true, blocks: 4, entries: 11, open: 0 })
})

test('heads are added to their file, readable by its owner only; a spoilt or doubled head is found', async () => {
  await closeBlock(db, signer, clock)
  const head = await exportHead(db, headsFile, clock)
  const lines = readFileSync(headsFile, 'utf8').trim().split('\n')
  assert.deepEqual(
    lines.map((line) => (JSON.parse(line) as { number: number }).number),
    [3, 4],
  )
  assert.equal((JSON.parse(lines[1]!) as { hash: string }).hash, head?.hash)
  assert.equal(statSync(headsFile).mode & 0o777, 0o600)
  for (const text of [`${lines[0]}\n{"number":`, `${lines[0]}\n${JSON.stringify({ number: 3, hash: 'other' })}`]) {
    const spoilt = join(folder, 'spoilt.jsonl')
    writeFileSync(spoilt, text)
    assert.deepEqual((await verify(spoilt)).firstBroken, { kind: 'heads_unreadable' })
  }
})

test('the signing key is readable by its owner only, is the same when opened again and refused where others may read it', () => {
  const own = join(folder, 'own-keys')
  const made = unwrap(fileAuditSigner(own))
  const path = join(own, 'audit-signing-key.pem')
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.equal(unwrap(fileAuditSigner(own)).keyId, made.keyId)
  chmodSync(path, 0o640)
  assert.deepEqual(fileAuditSigner(own), err(failure('audit.signing_key_exposed')))
  chmodSync(path, 0o600)
  writeFileSync(path, 'nothing')
  assert.deepEqual(fileAuditSigner(own), err(failure('audit.signing_key_malformed')))
})
