import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { demoSignIns, seedDemoStaff, sessionSecretsIn } from '@gloact/identity/server'
import { testDatabase } from '@gloact/postgres/testing'

const { db, connections } = await testDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'gloact-cli-'))
after(() => rmSync(dataDir, { recursive: true, force: true }))
await seedDemoStaff(db, { country: 'DL', secrets: sessionSecretsIn(dataDir) })

interface Called {
  readonly exit: number
  readonly json: Record<string, unknown>
  readonly error: string
}

const gloact = (...args: readonly string[]) => gloactAs(connections.app, args)

function gloactAs(databaseUrl: string, args: readonly string[]): Promise<Called> {
  const env = {
    ...process.env,
    GLOACT_DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    DATABASE_MIGRATOR_URL: connections.migrator,
  }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, 'main.ts'), ...args, '--json'],
      { env },
      (error, out, err) => {
        const exit = typeof error?.code === 'number' ? error.code : error ? 1 : 0
        const last = out.trimEnd().split('\n').at(-1) ?? ''
        resolve({ exit, json: JSON.parse(last) as Record<string, unknown>, error: err })
      },
    )
  })
}

test('a database that has every migration needs none', async () => {
  const { exit, json } = await gloact('migrate')
  assert.equal(exit, 0)
  assert.deepEqual(json, { ok: true, applied: [] })
})

test('an invited caseworker gets a link, and waits for an administrator to confirm the role', async () => {
  const agency = demoSignIns()[0]?.agencyName ?? ''
  const args = ['--name', 'Zarina Alieva', '--email', 'zarina@shelter.example', '--agency', agency]
  const { exit, json } = await gloact('user', 'add', ...args, '--role', 'caseworker')
  assert.equal(exit, 0)
  assert.match(String(json['link']), /\/join#/)
  assert.deepEqual(json['awaitingConfirmation'], ['caseworker'])
  const again = await gloact('user', 'add', ...args, '--role', 'caseworker')
  assert.equal(again.exit, 3)
  assert.equal(again.json['error'], 'identity.email_taken')
})

test('a role that does not exist is a mistake in writing', async () => {
  const { exit, error } = await gloact(...'user add --name X --email x@y.example --agency Z --role chief'.split(' '))
  assert.equal(exit, 2)
  assert.match(error, /no role chief/)
})

test('the audit log of an instance is verified', async () => {
  const { exit, json } = await gloact('audit', 'verify')
  assert.equal(exit, 0)
  assert.equal(json['ok'], true)
})

test('a proof of the audit log is written once, and checked from its file alone', async () => {
  const file = join(dataDir, 'proof.json')
  const made = await gloact('audit', 'proof', '--out', file)
  assert.equal(made.exit, 0, made.error)
  assert.equal((await gloact('audit', 'proof', '--out', file)).json['error'], 'file_exists')
  assert.deepEqual((await gloact('audit', 'check', file)).json['ok'], true)
  writeFileSync(file, readFileSync(file, 'utf8').replace('"open":', '"open ":'))
  const changed = await gloact('audit', 'check', file)
  assert.deepEqual([changed.exit, (changed.json['problem'] as { kind: string }).kind], [3, 'proof_changed'])
  assert.equal((await gloact('audit', 'check', '/nowhere/proof.json')).exit, 1)
})

test('a file that is no CTDC file is refused and leaves nothing', async () => {
  const file = join(dataDir, 'other.csv')
  writeFileSync(file, 'a,b\n1,2\n')
  const { exit, json } = await gloact('import', 'ctdc', file)
  assert.equal(exit, 3)
  assert.equal(json['error'], 'protection.import_unknown_layout')
  assert.equal((await gloact('import', 'undo', '01a20e6c-d22f-73fc-acb8-786082319491')).exit, 3)
})

test('the doctor finds a role that can look past row-level security', async () => {
  const well = await gloact('doctor')
  const states = (called: Called) =>
    Object.fromEntries(
      (called.json['checks'] as readonly { name: string; state: string }[]).map(({ name, state }) => [name, state]),
    )
  assert.equal(states(well)['Row-level security'], 'ok')
  assert.equal(states(well)['Migrations'], 'ok')
  assert.deepEqual([states(well)['Administrators'], states(well)['Roles']], ['ok', 'ok'], 'what a module looks at')
  const ill = await gloactAs(connections.owner, ['doctor'])
  assert.equal(ill.exit, 1)
  assert.equal(states(ill)['Row-level security'], 'failed')
})
