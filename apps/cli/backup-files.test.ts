import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openExchangeKeys } from '@gloact/exchange/server'
import { systemClock, unwrap } from '@gloact/kernel'
import { fileKeeper, smallFiles } from './backup-files.ts'
import { readSettings } from './settings.ts'

const home = mkdtempSync(join(tmpdir(), 'gloact-backup-files-'))
after(() => rmSync(home, { recursive: true, force: true }))

async function* bytesOf(content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* content
}

test('a machine that is restored is the same country to the others: it signs, opens and answers with the keys they know', async () => {
  const [lost, made] = ['lost', 'made'].map((name) => readSettings({ GLOACT_DATA_DIR: join(home, name) }))
  const before = unwrap(await openExchangeKeys(lost!.keysDir, systemClock))
  await before.openDesk('central_authority')
  for (const name of ['kek.json', 'audit-signing-key.pem', 'tls-key.pem']) {
    writeFileSync(join(lost!.keysDir, name), 'stays', { mode: 0o600 })
  }
  const kept = smallFiles(lost!)
  assert.ok(
    kept.every(({ name }) => !/kek|audit-signing|tls-key/.test(name)),
    kept.map(({ name }) => name).join(', '),
  )

  mkdirSync(made!.keysDir, { recursive: true, mode: 0o700 })
  const keep = fileKeeper(made!)
  for (const { name, content } of kept) {
    await keep(name, bytesOf(content))
    assert.equal(statSync(join(made!.dataDir, name)).mode & 0o077, 0)
  }
  const afterwards = unwrap(await openExchangeKeys(made!.keysDir, systemClock))
  assert.equal(afterwards.signing().kid, before.signing().kid)
  assert.deepEqual(afterwards.tls(), before.tls())
  const [desk] = before.encryptionKeys()
  assert.deepEqual(
    afterwards.decryption(desk!.kid)?.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    before.decryption(desk!.kid)?.privateKey.export({ type: 'pkcs8', format: 'pem' }),
  )
})
