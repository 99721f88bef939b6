import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { auditPublicKeys, closeBlock, fileAuditSigner } from '@gloact/audit'
import { newId, systemClock, unwrap } from '@gloact/kernel'
import { openDatabase } from '@gloact/postgres'
import { checkAtNight } from '@gloact/protection/server'
import { sql } from 'kysely'
import { gloact } from '../support/gloact-command.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { ownerUrl, signInAs, startServerProcess, type Caller, type ServerProcess } from '../support/server-process.ts'

/*
 * Anyone who rules the database turns a file back to an earlier state, whole in itself, or writes another author into it. No key
 * is needed for either. Four places say so: the command, doctor, the data-protection officer's page, and the check of the night.
 */

const folder = loadedDataDir()
const { dataDir } = folder
const keys = join(dataDir, 'keys')
let server: ServerProcess
let owner: ReturnType<typeof openDatabase>
let caseworker: Caller
let officer: Caller

before(async () => {
  server = await startServerProcess({ dataDir })
  owner = openDatabase(ownerUrl(dataDir), { max: 1 })
  caseworker = await signInAs(server, 'caseworker')
  officer = await signInAs(server, 'data_protection_officer')
})
after(async () => {
  await owner?.destroy()
  await server?.stop()
  folder.remove()
})

const today = new Date().toISOString().slice(0, 10)
const action = (type: string, payload: unknown) => ({
  id: newId(),
  type,
  payload,
  happenedAt: new Date().toISOString(),
})

const CONSENT = {
  consentOn: today,
  questions: Object.fromEntries(
    [
      'consents_to_interview',
      ...['purpose', 'use', 'research', 'access', 'retention', 'withdrawal'].map((about) => `informed_of_${about}`),
    ].map((question) => [question, { value: 'yes' }]),
  ),
  capacity: 'adult',
  form: 'written',
  explainedBy: 'A caseworker',
  language: 'en',
  interpreter: null,
  witness: null,
  assent: { absent: 'not_applicable' },
  guardian: null,
  bestInterestsBasis: null,
  grants: [],
}

async function openFile(): Promise<string> {
  const fileId = newId()
  const opened = await caseworker.post('/protection/files', {
    fileId,
    personId: newId(),
    actions: [
      action('file_opened', { age: 'adult', contactOn: today, channel: 'ngo', teamId: null, assignedTo: null }),
      action('consent_recorded', CONSENT),
    ],
  })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  return fileId
}

const fileAs = async (fileId: string) => {
  const { status, body } = await caseworker.get(`/protection/files/${fileId}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body as { readonly version: number; readonly refusals: readonly unknown[] }
}

const close = () => closeBlock(owner, unwrap(fileAuditSigner(keys)), systemClock)

/** As the owner of the tables, who may put their protection aside. */
const rewrite = (change: (trx: typeof owner) => Promise<unknown>) =>
  owner.transaction().execute(async (trx) => {
    await sql`alter table protection.file_action disable trigger action_is_not_changed`.execute(trx)
    await change(trx as unknown as typeof owner)
    await sql`alter table protection.file_action enable trigger action_is_not_changed`.execute(trx)
  })

async function onThePage(): Promise<Record<string, never>> {
  await officer.post('/oversight/audit/verification', {})
  for (;;) {
    const { body } = await officer.get('/oversight/audit/verification')
    if ((body as { state: string }).state !== 'running') return body as Record<string, never>
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const atNight = async () => {
  const db = openDatabase(ownerUrl(dataDir), { max: 1 })
  try {
    return await checkAtNight({
      db,
      country: 'DL',
      audit: { publicKeys: auditPublicKeys(keys), headsFile: join(dataDir, 'audit-heads.jsonl') },
      stateFile: join(dataDir, 'files-checked.json'),
    })
  } finally {
    await db.destroy()
  }
}

/** What the four places say. */
async function everyPlace() {
  const night = await atNight()
  const [verify, doctor, page] = [
    await gloact(dataDir, ['audit', 'verify']),
    await gloact(dataDir, ['doctor']),
    await onThePage(),
  ]
  const files = (doctor.json['checks'] as { name: string; state: string; found: string }[]).find(
    ({ name }) => name === 'Files',
  )
  return {
    night,
    verify: { exit: verify.exit, broken: (verify.json['files'] as { broken?: unknown }).broken },
    doctor: { exit: doctor.exit, files },
    page,
  }
}

test('all four places call an untouched instance whole', async () => {
  await openFile()
  await close()
  const { night, verify, doctor, page } = await everyPlace()
  assert.deepEqual(night, { ok: true })
  assert.deepEqual(verify, { exit: 0, broken: undefined })
  assert.equal(doctor.files?.state, 'ok')
  assert.partialDeepStrictEqual(page, { result: { ok: true, files: { broken: null } }, night: { result: 'whole' } })
})

test('another author in an action that was recorded is found in all four', async () => {
  const fileId = await openFile()
  await close()
  const { rows } = await sql<{ actor_id: string }>`
    select actor_id from protection.file_action where file_id = ${fileId} and sequence = 2`.execute(owner)
  const author = (id: string) =>
    rewrite((trx) =>
      sql`update protection.file_action set actor_id = ${id} where file_id = ${fileId} and sequence = 2`.execute(trx),
    )
  await author(newId())
  const { night, verify, doctor, page } = await everyPlace()
  const broken = { fileId, break: { brokenAt: 2, reason: 'hash' } }
  assert.deepEqual(night.file, broken)
  assert.deepEqual(verify, { exit: 1, broken })
  assert.equal(doctor.files?.state, 'failed')
  assert.partialDeepStrictEqual(page, {
    result: { ok: false, broken: null, files: { broken: { fileId, brokenAt: 2, reason: 'hash' } } },
    night: { result: 'hash' },
  })
  await author(rows[0]!.actor_id)
})

test('a refusal that is taken out of a file, with the row put back as it was before, is found in all four', async () => {
  const fileId = await openFile()
  const kept = await sql<{ sealed_state: Uint8Array; sequence: number; head_hash: Uint8Array }>`
    select sealed_state, sequence, head_hash from protection.case_file where id = ${fileId}`.execute(owner)
  const refused = action('refusal_recorded', { kind: 'sharing', declinedOn: today, explained: null })
  const recorded = await caseworker.post(`/protection/files/${fileId}/actions`, { actions: [refused] })
  assert.equal(recorded.status, 200, JSON.stringify(recorded.body))
  await close()
  assert.deepEqual([(await fileAs(fileId)).version, (await fileAs(fileId)).refusals.length], [3, 1])

  await rewrite(async (trx) => {
    const [row] = kept.rows
    await sql`delete from protection.file_action where id = ${refused.id}`.execute(trx)
    await sql`update protection.case_file set sealed_state = ${row!.sealed_state}, sequence = ${row!.sequence},
      head_hash = ${row!.head_hash} where id = ${fileId}`.execute(trx)
  })
  assert.deepEqual([(await fileAs(fileId)).version, (await fileAs(fileId)).refusals.length], [2, 0], 'nobody sees it')

  const broken = { fileId, break: { brokenAt: 3, reason: 'behind_audit' } }
  const { night, verify, doctor, page } = await everyPlace()
  assert.deepEqual(night, { ok: false, file: broken })
  assert.deepEqual(verify, { exit: 1, broken })
  assert.equal(doctor.exit, 1)
  assert.equal(doctor.files?.state, 'failed')
  assert.match(doctor.files?.found ?? '', new RegExp(`${fileId}.*rolled back`))
  assert.partialDeepStrictEqual(page, {
    result: { ok: false, broken: null, files: { broken: { fileId, brokenAt: 3, reason: 'behind_audit' } } },
    night: { result: 'behind_audit' },
  })
})
