import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { newId, ok, systemClock, unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { auditPublicKeys, closeBlock, exportHead, fileAuditSigner, recordAudit, verifyAudit } from './index.ts'

const { db } = await testDatabase()
const keysFolder = mkdtempSync(join(tmpdir(), 'gloact-audit-readme-'))
after(() => rmSync(keysFolder, { recursive: true, force: true }))
const headsFile = join(keysFolder, 'heads.jsonl')
const fileId = newId()
const scope = { ...systemScope('DL'), 'app.user_id': newId(), 'app.row_scope': 'own' }

// example
await inScope(db, scope, async (trx) => {
  const object = { kind: 'protection.case_file', id: fileId }
  await recordAudit(trx, { action: 'file.identity_opened', object, purpose: 'assistance' })
  return ok(undefined)
})

const signer = unwrap(fileAuditSigner(keysFolder))
await closeBlock(db, signer, systemClock) // every minute
await exportHead(db, headsFile, systemClock) // every hour

const verification = await verifyAudit(db, { publicKeys: auditPublicKeys(keysFolder), headsFile })
// end

test('the example of the README is the one above, and it holds', () => {
  const example = readFileSync(import.meta.filename, 'utf8')
    .split('// example\n')[1]
    ?.split('// end\n')[0]
  assert.ok(example && readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').includes(example))
  assert.deepEqual(verification, { ok: true, blocks: 1, entries: 1, open: 0 })
})
