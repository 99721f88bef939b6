import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'

const repository = join(import.meta.dirname, '..', '..')

function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'gloact-launch-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A program that takes the lock, notes that it is in, waits a little, notes that it is out. */
const holder = (lock: string, log: string) => `
  import { appendFileSync } from 'node:fs'
  import { setTimeout as wait } from 'node:timers/promises'
  import { withLock } from ${JSON.stringify(join(repository, 'tools/launch/lock.mjs'))}
  await withLock(${JSON.stringify(lock)}, () => undefined, async () => {
    appendFileSync(${JSON.stringify(log)}, 'in ')
    await wait(50)
    appendFileSync(${JSON.stringify(log)}, 'out ')
  })`

const runs = (program: string) =>
  new Promise<number>((resolve) => {
    spawn(process.execPath, ['--input-type=module', '-e', program]).on('close', (code) => resolve(code ?? 1))
  })

test('two preparations at the same time take turns', async (context) => {
  const folder = temporaryFolder(context)
  const [lock, log] = [join(folder, 'lock'), join(folder, 'log')]
  assert.deepEqual(await Promise.all([1, 2, 3].map(() => runs(holder(lock, log)))), [0, 0, 0])
  assert.equal(readFileSync(log, 'utf8'), 'in out '.repeat(3))
  assert.ok(!existsSync(lock))
})

test('the lock of a process that was killed is taken over', async (context) => {
  const folder = temporaryFolder(context)
  const [lock, log] = [join(folder, 'lock'), join(folder, 'log')]
  const dead = spawnSync(process.execPath, ['-e', 'process.stdout.write(String(process.pid))']).stdout.toString()
  writeFileSync(lock, dead)
  assert.deepEqual(await Promise.all([runs(holder(lock, log)), runs(holder(lock, log))]), [0, 0])
  assert.equal(readFileSync(log, 'utf8'), 'in out '.repeat(2))
})

test('the launcher works from any folder and through symbolic links', (context) => {
  const folder = temporaryFolder(context)
  symlinkSync(join(repository, 'gloact'), join(folder, 'direct'))
  symlinkSync('direct', join(folder, 'gloact'))
  const called = spawnSync(join(folder, 'gloact'), ['migrate', '--help'], { cwd: folder, encoding: 'utf8' })
  assert.equal(called.status, 0, called.stderr)
  assert.match(called.stdout, /Usage: gloact migrate/)
  assert.equal(called.stderr, '', 'a clone that is ready is prepared without a word')
})
