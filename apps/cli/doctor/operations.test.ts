import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loopbackClamd } from '@gloact/attachments/testing'
import { newId } from '@gloact/kernel'
import { testDatabase } from '@gloact/postgres/testing'
import { openDatabase } from '@gloact/postgres'
import { runningServer } from '../instance-files.ts'
import { readSettings } from '../settings.ts'
import type { Subject } from './examination.ts'
import { kek, requestLogs } from './data.ts'
import { browserApp } from './machine.ts'
import { virusScanner } from './virus-scanner.ts'
import { attachments, backups, clock, erasures, serverVersion, tls } from './operations.ts'

const { connections } = await testDatabase()
const db = openDatabase(connections.app, { max: 2 })
after(() => db.destroy())
const dataDir = mkdtempSync(join(tmpdir(), 'gloact-doctor-'))
after(() => rmSync(dataDir, { recursive: true, force: true }))

const subject = (environment: NodeJS.ProcessEnv = {}): Subject => ({
  settings: readSettings({ GLOACT_DATA_DIR: dataDir, ...environment }),
  kind: 'production',
  serverUrl: undefined,
  database: { db, migratorUrl: connections.migrator, listenUrl: connections.app },
})

test('a production instance without a backup, or with an old one, is told so; a fresh one is well', async () => {
  assert.equal((await backups.examine(subject())).state, 'warning')
  const last = (hoursAgo: number) =>
    writeFileSync(
      join(dataDir, 'last-backup.json'),
      JSON.stringify({ at: new Date(Date.now() - hoursAgo * 3_600_000) }),
    )
  last(20)
  assert.equal((await backups.examine(subject())).state, 'ok')
  last(100)
  const old = await backups.examine(subject())
  assert.equal(old.state, 'warning')
  assert.match(old.found, /4 days old/)
  assert.match(old.advice ?? '', /gloact backup/)
})

test('plain HTTP is a warning on this machine and wrong for others; HTTPS is well', async () => {
  const at = async (url: string) => (await tls.examine(subject({ GLOACT_PUBLIC_URL: url }))).state
  assert.equal(await at('http://localhost:4600'), 'warning')
  assert.equal(await at('http://gloact.example.org'), 'failed')
  assert.equal(await at('https://gloact.example.org'), 'ok')
})

test('database, clock, list of erasures and store of attachments answer', async () => {
  for (const examination of [serverVersion, clock, erasures, attachments]) {
    assert.equal((await examination.examine(subject())).state, 'ok', examination.name)
    assert.ok(examination.why.length > 20)
  }
})

test('a bucket that does not answer is wrong, and it is said what to look at', async () => {
  const keys = join(dataDir, 's3-keys')
  mkdirSync(keys)
  for (const name of ['access', 'secret']) {
    writeFileSync(join(keys, name), 'x')
    chmodSync(join(keys, name), 0o600)
  }
  const finding = await attachments.examine(
    subject({
      GLOACT_ATTACHMENTS: 's3',
      GLOACT_S3_ENDPOINT: 'http://127.0.0.1:9',
      GLOACT_S3_BUCKET: 'none',
      GLOACT_S3_ACCESS_KEY_FILE: join(keys, 'access'),
      GLOACT_S3_SECRET_KEY_FILE: join(keys, 'secret'),
    }),
  )
  assert.equal(finding.state, 'failed')
  assert.match(finding.advice ?? '', /GLOACT_S3_ENDPOINT/)
})

test('a credential is handed to a unit and not to a shell: the advice says how a command is run as one', async () => {
  const examined = (more: NodeJS.ProcessEnv) => kek.examine(subject({ GLOACT_KEK_CREDENTIAL: '1', ...more }))
  const inShell = await examined({ CREDENTIALS_DIRECTORY: undefined })
  assert.equal(inShell.state, 'failed')
  assert.match(inShell.advice ?? '', /deploy\/gloact-run doctor/)
  const inUnit = await examined({ CREDENTIALS_DIRECTORY: dataDir })
  assert.equal(inUnit.state, 'failed')
  assert.match(inUnit.advice ?? '', /LoadCredentialEncrypted/)
  const file = await kek.examine(subject({ GLOACT_KEK_FILE: join(dataDir, 'missing', '..', 'last-backup.json') }))
  assert.match(file.advice ?? '', /Restore its file/)
})

test('a production instance whose pages were not built is told so, since a service does not build them', async () => {
  const pages = (folder: string) => browserApp.examine(subject({ GLOACT_WEB_DIR: folder }))
  const none = await pages(dataDir)
  assert.equal(none.state, 'warning')
  assert.match(none.advice ?? '', /prepare\.mjs --web/)
  writeFileSync(join(dataDir, 'index.html'), '')
  assert.equal((await pages(dataDir)).state, 'ok')
})

test('an old version of the key of keys that should be gone is a warning, as what certificates of erasure say is not true', async () => {
  const path = join(dataDir, 'kek-elsewhere.json')
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  const examined = async (successorDaysAgo: number) => {
    const key = Buffer.alloc(32, 7).toString('base64')
    const versions = [
      { version: 1, createdAt: ago(200), key },
      { version: 2, createdAt: ago(successorDaysAgo), key },
      { version: 3, createdAt: ago(3), key },
    ]
    writeFileSync(path, JSON.stringify({ format: 1, versions }), { mode: 0o600 })
    return kek.examine(subject({ GLOACT_KEK_FILE: path, GLOACT_DATA_DIR: join(dataDir, 'data') }))
  }
  assert.equal((await examined(80)).state, 'ok')
  const late = await examined(95)
  assert.equal(late.state, 'warning')
  assert.match(late.found, /version 1 was to be destroyed/)
  assert.match(late.advice ?? '', /--retire 1/)
})

test('a server behind a proxy that this machine does not reach is found where it listens, and not once it has gone', async () => {
  const server = createServer((_request, response) => response.end('{}'))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = 'https://gloact.invalid'
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  writeFileSync(join(dataDir, 'server.json'), JSON.stringify({ pid: process.pid, url, local }))
  assert.equal(await runningServer(dataDir), url)
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  assert.equal(await runningServer(dataDir), undefined)
})

test('a virus scanner that this instance was told of has to answer; without one a production instance is warned', async () => {
  assert.equal((await virusScanner.examine(subject())).state, 'warning')
  const clamd = await loopbackClamd('INVENTED')
  const told = subject({ GLOACT_SCANNER: `clamd://127.0.0.1:${clamd.port}` })
  assert.equal((await virusScanner.examine(told)).state, 'ok')
  await clamd.close()
  const away = await virusScanner.examine(told)
  assert.deepEqual([away.state, away.found.endsWith('does not answer')], ['failed', true])
})

test('a request whose log does not end where its row says is named, by id alone', async () => {
  assert.equal((await requestLogs.examine(subject())).state, 'ok')
  const id = newId()
  const owner = openDatabase(connections.owner, { max: 1 })
  await owner.pool.query(
    `insert into referral.request
      (id, kind, country, parties, agencies, seen_by, state, sequence, head_hash, opened_at, changed_at)
    values ($1, 'referral.referral', 'XX', '{}', array[$1]::uuid[], '{}', 'draft', 1, '\\x00', now(), now())`,
    [id],
  )
  await owner.destroy()
  const { state, found } = await requestLogs.examine(subject())
  assert.equal(state, 'failed')
  assert.match(found, new RegExp(`request ${id}, from step 1 on`))
})
