import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileAuditSigner, readAudit } from '@gloact/audit'
import { jobsOf } from '@gloact/module/testing'
import { fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { createVault, credentialKekProvider, fileKekProvider, newCredential, renewedCredential } from '@gloact/vault'
import { registerBackgroundWork, type BackgroundParts } from './background.ts'

const { db } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-background-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** What the server does each night with its keys, on a clock of ours. */
function nightly(parts: Pick<BackgroundParts, 'kek' | 'vault' | 'clock'>): () => Promise<void> {
  const run = jobsOf({
    jobs: (jobs) =>
      registerBackgroundWork(jobs, {
        db,
        country: 'DL',
        backupDays: 90,
        dataDir: folder,
        signer: unwrap(fileAuditSigner(folder)),
        keysRenewed: async () => undefined,
        ...parts,
      }),
  }).get('vault.renew_kek')
  assert.ok(run)
  return run
}

test('an old key of keys is destroyed when its last backup has expired, and people’s keys open all the while', async () => {
  const clock = fixedClock('2026-01-01T10:00:00Z')
  const kek = unwrap(fileKekProvider(join(folder, 'kek.json'), clock))
  const vault = createVault({ kek })
  const night = nightly({ kek, vault, clock })
  const [personId, agencyId] = [newId(), newId()]
  const scope = { ...systemScope('DL'), 'app.agency_id': agencyId, 'app.row_scope': 'agency' }
  unwrap(
    await inScope(db, scope, async (trx) =>
      ok(await vault.createPersonKey(trx, { personId, agencyId, country: 'DL' })),
    ),
  )
  const living = () => kek.versions().flatMap(({ version, destroyedAt }) => (destroyedAt ? [] : [version]))

  const nights: Record<string, number[]> = {}
  for (const day of ['2026-01-20', '2026-02-01', '2026-05-01', '2026-05-02', '2026-08-01']) {
    clock.set(`${day}T03:30:01Z`)
    await night()
    nights[day] = living()
    assert.ok((await readInScope(db, scope, (trx) => vault.personKey(trx, personId))).ok)
  }
  assert.deepEqual(nights, {
    '2026-01-20': [1],
    // Renewed after 30 days, on 1 February; 90 days of backups from before end on 2 May.
    '2026-02-01': [1, 2],
    '2026-05-01': [1, 2, 3],
    '2026-05-02': [2, 3],
    // The second was followed on 1 May, and is needed until 30 July.
    '2026-08-01': [3, 4],
  })
  const entries = await readInScope(db, systemScope('DL'), (trx) => readAudit(trx, { action: 'key.retired' }))
  assert.deepEqual(
    entries.map(({ detail }) => detail),
    [{ version: 2 }, { version: 1 }],
  )
})

test('a credential is left to the person who keeps it', async () => {
  const clock = fixedClock('2026-01-01T10:00:00Z')
  const text = newCredential(clock)
  clock.set('2026-02-01T10:00:00Z')
  writeFileSync(join(folder, 'gloact-kek'), unwrap(renewedCredential(text, clock)), { mode: 0o440 })
  const kek = unwrap(credentialKekProvider({ CREDENTIALS_DIRECTORY: folder }, clock))
  clock.set('2026-12-01T03:30:01Z')
  await nightly({ kek, vault: createVault({ kek }), clock })()
  assert.deepEqual(
    kek.versions().map(({ version, destroyedAt }) => [version, destroyedAt]),
    [
      [1, undefined],
      [2, undefined],
    ],
  )
})
