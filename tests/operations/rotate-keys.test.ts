import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { newId, ok, unwrap } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { createVault, fileKekProvider, type PersonKey } from '@gloact/vault'
import { sql } from 'kysely'
import { repository } from '../support/server-process.ts'
import { until } from '../support/until.ts'

const { db, owner, connections } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-rotate-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const kekFile = join(folder, 'kek.json')
const vault = createVault({ kek: unwrap(fileKekProvider(kekFile)) })
const PEOPLE = 6_000
const agencyId = newId()

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['apps/cli/main.ts', 'keys', 'rotate', ...args, '--json'], {
    cwd: repository,
    env: {
      ...process.env,
      GLOACT_DATA_DIR: join(folder, 'data'),
      GLOACT_KEK_FILE: kekFile,
      DATABASE_URL: connections.app,
      DATABASE_MIGRATOR_URL: connections.migrator,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function rotate(
  ...args: readonly string[]
): Promise<{ readonly exit: number | null; readonly json: Record<string, unknown> }> {
  const child = start(args)
  let out = ''
  child.stdout!.on('data', (chunk: Buffer) => (out += String(chunk)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exit) => {
      resolve({ exit, json: JSON.parse(out.trimEnd().split('\n').at(-1) || '{}') as Record<string, unknown> })
    })
  })
}

async function underVersion(version: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from vault.person_key where kek_version = ${version}`.execute(owner)
  return rows[0]!.count
}

const sealed = new Map<string, Uint8Array>()
const PLACE = 'protection.case_file.sealed_state'
unwrap(
  await inScope(db, systemScope('DL'), async (trx) => {
    for (let index = 0; index < PEOPLE; index++) {
      const personId = newId()
      const key: PersonKey = await vault.createPersonKey(trx, { personId, agencyId, country: 'DL' })
      if (index % 100 === 0) sealed.set(personId, key.seal(PLACE, { index }))
    }
    return ok(undefined)
  }),
)

async function everythingOpens(): Promise<void> {
  // As a process that starts now, with what lies in the file.
  const now = createVault({ kek: unwrap(fileKekProvider(kekFile)) })
  const keys = await readInScope(db, systemScope('DL'), (trx) => now.personKeys(trx, [...sealed.keys()]))
  assert.equal(keys.size, sealed.size)
  for (const [personId, bytes] of sealed) keys.get(personId)!.unseal(PLACE, bytes)
}

const GATE = 460_099

/** Starts to wrap everything under version 2, and kills it in the midst: its second batch waits at a gate that is closed. */
async function killedWhileItWraps(): Promise<void> {
  await sql`
    create function public.wait_at_gate() returns trigger language plpgsql as $$ begin
      if exists (select from vault.person_key where kek_version = 2) then
        perform pg_advisory_xact_lock(${sql.lit(GATE)});
      end if;
      return null;
    end $$`.execute(owner)
  await sql`create trigger wait_at_gate before update on vault.person_key
    for each statement execute function public.wait_at_gate()`.execute(owner)
  await owner.connection().execute(async (keeper) => {
    await sql`select pg_advisory_lock(${GATE})`.execute(keeper)
    const child = start([])
    try {
      const ended = new Promise<NodeJS.Signals | null>((resolve) =>
        child.once('exit', (_code, signal) => resolve(signal)),
      )
      const waiting = await until('the second batch waits', async () => {
        assert.equal(child.exitCode, null, 'it ended before')
        const { rows } = await sql<{ pid: number }>`
          select pid from pg_locks where locktype = 'advisory' and objid = ${GATE} and not granted`.execute(keeper)
        return rows[0]
      })
      child.kill('SIGKILL')
      assert.equal(await ended, 'SIGKILL')
      // Its session would find out only once the gate is open, and hold the rows of its batch until then.
      await sql`select pg_terminate_backend(${waiting.pid}, 60000)`.execute(keeper)
    } finally {
      child.kill('SIGKILL')
      await sql`select pg_advisory_unlock(${GATE})`.execute(keeper)
    }
  })
  await sql`drop function public.wait_at_gate cascade`.execute(owner)
}

test('killed while it wraps, everything opens; run again it goes on, while a server makes new keys', async () => {
  await killedWhileItWraps()
  const done = await underVersion(2)
  assert.ok(done > 0 && done < PEOPLE, `${done} were wrapped when it was killed`)
  await everythingOpens()

  // A server that has not heard of the renewal goes on under the version that it knows.
  const personId = newId()
  await inScope(db, systemScope('DL'), async (trx) => {
    const key = await vault.createPersonKey(trx, { personId, agencyId, country: 'DL' })
    sealed.set(personId, key.seal(PLACE, { late: true }))
    return ok(undefined)
  })
  const again = await rotate('--continue')
  assert.equal(again.exit, 0)
  assert.equal(again.json['version'], 2)
  assert.equal(await underVersion(1), 0)
  await everythingOpens()
  // What was sealed is as it was: only keys were wrapped again. The server finds the new version by itself.
  const key = unwrap(await readInScope(db, systemScope('DL'), (trx) => vault.personKey(trx, personId)))
  assert.deepEqual(key.unseal(PLACE, sealed.get(personId)!), { late: true })
})

test('a version is retired once its backups have expired and it wraps nothing, and then opens nothing', async () => {
  assert.equal((await rotate('--retire', '2')).json['error'], 'backups_not_expired')
  assert.equal((await rotate('--retire', '1')).json['error'], 'backups_not_expired')
  // As if half a year had passed.
  const document = JSON.parse(readFileSync(kekFile, 'utf8')) as { versions: { version: number; createdAt: string }[] }
  for (const version of document.versions) version.createdAt = '2020-01-01T00:00:00.000Z'
  writeFileSync(kekFile, JSON.stringify(document), { mode: 0o600 })
  const retired = await rotate('--retire', '1')
  assert.equal(retired.exit, 0, JSON.stringify(retired.json))
  assert.equal(unwrap(fileKekProvider(kekFile)).get(1), undefined)
  await everythingOpens()
  assert.equal((await rotate('--retire', '1')).exit, 0, 'again changes nothing')
  assert.equal((await rotate('--retire', '9')).json['error'], 'unknown_version')
  const { rows } = await sql<{ action: string }>`
    select action from audit.entry where action like 'key.%' order by sequence`.execute(owner)
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['key.renewed', 'key.retired'],
  )
})

test('another instance’s KEK changes nothing', async () => {
  const before = await underVersion(2)
  const own = readFileSync(kekFile, 'utf8')
  rmSync(kekFile)
  unwrap(fileKekProvider(kekFile))
  const called = await rotate()
  assert.equal(called.exit, 3)
  assert.equal(called.json['error'], 'vault.wrong_kek')
  assert.equal(await underVersion(2), before)
  writeFileSync(kekFile, own, { mode: 0o600 })
})

test('the secret of sessions is renewed by itself: the KEK stays, and it is recorded', async () => {
  const secretFile = join(folder, 'data', 'keys', 'session-secret')
  mkdirSync(dirname(secretFile), { recursive: true })
  const none = await rotate('--session')
  assert.deepEqual([none.exit, none.json], [3, { ok: false, error: 'no_session_secret' }])
  writeFileSync(secretFile, 'the secret of an instance that was there before')
  const before = readFileSync(kekFile, 'utf8')
  const { exit, json } = await rotate('--session')
  assert.deepEqual([exit, json], [0, { ok: true, session: true }])
  const [current, former] = readFileSync(secretFile, 'utf8').split('\n')
  assert.equal(former, 'the secret of an instance that was there before')
  assert.ok(current && current.length >= 32 && current !== former)
  assert.equal(readFileSync(kekFile, 'utf8'), before)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from audit.entry where action = 'key.renewed' and detail ->> 'key' = 'session'`.execute(
    owner,
  )
  assert.equal(rows[0]?.count, 1)
})
