import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileAttachmentStore } from '@gloact/attachments'
import { auditPublicKeys, fileAuditSigner } from '@gloact/audit'
import { openExchangeKeys } from '@gloact/exchange/server'
import { fixedClock, unwrap } from '@gloact/kernel'
import { openDatabase, repositoryRoot } from '@gloact/postgres'
import { atTheEnd, TEST_WAIT, testDatabase } from '@gloact/postgres/testing'
import { createVault, fileErasureList } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import { composePlatform, type Parts } from './compose.ts'
import { readCountry } from './country.ts'

/** Every module on a database of its own, in the demonstration country unless told, with a clock that the test moves. */
export async function platformStage(more: Partial<Parts> = {}) {
  const database = await testDatabase()
  const clock = fixedClock('2026-11-24T09:00:00Z')
  const db = openDatabase(database.connections.app, { max: 5, waitMilliseconds: TEST_WAIT, clock })
  const folder = mkdtempSync(join(tmpdir(), 'gloact-platform-'))
  const country = more.country ?? (await readCountry(join(repositoryRoot(), 'countries', 'demoland')))
  const vault = createVault({ kek: memoryKekProvider() })
  const platform = composePlatform({
    db,
    vault,
    clock,
    country,
    jobs: { publishEvent: async () => undefined },
    listenUrl: database.connections.app,
    sessionSecrets: { secret: 'a secret that only this test knows, long enough', former: [] },
    publicUrl: 'http://localhost:4600',
    kind: 'demonstration',
    audit: {
      signer: unwrap(fileAuditSigner(folder)),
      publicKeys: () => auditPublicKeys(folder),
      headsFile: join(folder, 'audit-heads.jsonl'),
    },
    attachments: { store: fileAttachmentStore(join(folder, 'attachments')), maxBytes: 25_000_000 },
    exchange: { keys: unwrap(await openExchangeKeys(join(folder, 'keys'), clock)), baseUrl: 'https://localhost:4643' },
    erasures: { list: fileErasureList(join(folder, 'erasures.jsonl')), backupDays: 90 },
    ...more,
  })
  // Before the database is dropped under it.
  atTheEnd(async () => {
    await platform.stop()
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })
  return { ...database, db, clock, vault, country, platform }
}
