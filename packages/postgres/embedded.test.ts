import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { openDatabase, startEmbedded } from './index.ts'

test('data is kept from one start to the next, and a database that was left running is adopted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gloact-embedded-'))
  chmodSync(folder, 0o711)
  const dataDir = join(folder, 'with spaces', 'data')
  const first = await startEmbedded({ dataDir, durable: false })
  try {
    assert.equal(first.adopted, false)
    assert.equal(statSync(join(dataDir, 'postgres.json')).mode & 0o777, 0o600)
    const db = openDatabase(first.connections.migrator)
    await sql`create table kept (id int); insert into kept values (7)`.execute(db)
    await db.destroy()

    const again = await startEmbedded({ dataDir, durable: false })
    assert.equal(again.adopted, true)
    assert.equal(again.connections.app, first.connections.app)
  } finally {
    await first.stop()
  }
  assert.ok(!existsSync(join(first.clusterDir, 'postmaster.pid')))

  const second = await startEmbedded({ dataDir, durable: false })
  try {
    const db = openDatabase(second.connections.migrator)
    assert.deepEqual((await sql`select id from kept`.execute(db)).rows, [{ id: 7 }])
    await db.destroy()
    process.kill(Number(readFileSync(join(second.clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
    const third = await startEmbedded({ dataDir, durable: false })
    assert.equal(third.adopted, false)
    await third.stop()
  } finally {
    await second.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a cluster that was killed while it was made is made again by the next start, and nothing of it stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gloact-killed-'))
  chmodSync(folder, 0o711)
  const begun = (): string[] => readdirSync(folder).filter((name) => existsSync(join(folder, name, 'PG_VERSION')))
  const script = `import { prepareEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
    await prepareEmbedded({ dataDir: ${JSON.stringify(folder)} })`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { detached: true, stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))
  // Only the other process knows how far it is: what it wrote is looked at.
  while (begun().length === 0 && child.exitCode === null) await delay(1)
  process.kill(-child.pid!, 'SIGKILL')
  assert.equal(await ended, 'SIGKILL', 'killed in its midst')

  const cluster = await startEmbedded({ dataDir: folder, durable: false })
  try {
    const db = openDatabase(cluster.connections.migrator)
    assert.deepEqual((await sql`select 1 as one`.execute(db)).rows, [{ one: 1 }])
    await db.destroy()
    assert.deepEqual(begun(), ['postgres'])
    assert.ok(!readdirSync(folder).some((name) => name.includes('password')))
  } finally {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a database that is there but does not get to answer is waited for, and none is started beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gloact-busy-'))
  chmodSync(folder, 0o711)
  const dataDir = join(folder, 'data')
  const first = await startEmbedded({ dataDir, durable: false })
  const pid = Number(readFileSync(join(first.clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0])
  try {
    process.kill(pid, 'SIGSTOP')
    setTimeout(() => process.kill(pid, 'SIGCONT'), 6_000)
    const again = await startEmbedded({ dataDir, durable: false })
    assert.equal(again.adopted, true)
    assert.ok(!readFileSync(again.logFile, 'utf8').includes('lock file'), 'nothing was tried beside it')
  } finally {
    process.kill(pid, 'SIGCONT')
    await first.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a copy of a data folder gets a server of its own beside the one of the original', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gloact-copied-'))
  chmodSync(folder, 0o711)
  const [dataDir, copyDir] = [join(folder, 'data'), join(folder, 'copy')]
  await (await startEmbedded({ dataDir, durable: false })).stop()
  // With owners and modes: as root the cluster is another user's.
  execFileSync('cp', ['-a', dataDir, copyDir])
  const original = await startEmbedded({ dataDir, durable: false })
  try {
    // As where it is copied while its server runs.
    copyFileSync(join(original.clusterDir, 'postmaster.pid'), join(copyDir, 'postgres', 'postmaster.pid'))
    const copy = await startEmbedded({ dataDir: copyDir, durable: false })
    try {
      assert.equal(copy.adopted, false)
      const db = openDatabase(copy.connections.owner)
      const { rows } = await sql<{ data_directory: string }>`show data_directory`.execute(db)
      await db.destroy()
      assert.deepEqual(rows, [{ data_directory: copy.clusterDir }])
    } finally {
      await copy.stop()
    }
    assert.equal((await startEmbedded({ dataDir, durable: false })).adopted, true)
  } finally {
    await original.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

test(
  'a data folder that the database server cannot reach is served from one that it can',
  { skip: process.getuid?.() !== 0 && 'only root runs the server as another user' },
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'gloact-closed-'))
    const cluster = await startEmbedded({ dataDir, durable: false })
    try {
      assert.ok(!cluster.clusterDir.startsWith(dataDir))
      assert.equal(readFileSync(join(dataDir, 'postgres.where'), 'utf8').trim(), dirname(cluster.clusterDir))
    } finally {
      await cluster.stop()
      rmSync(dataDir, { recursive: true, force: true })
      rmSync(dirname(cluster.clusterDir), { recursive: true, force: true })
    }
  },
)
