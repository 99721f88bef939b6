import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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

test('a clone that is ready is prepared by a user who may not write in it', (context) => {
  const folder = temporaryFolder(context)
  const prepare = () =>
    spawnSync(process.execPath, [join(folder, 'tools', 'launch', 'prepare.mjs')], { encoding: 'utf8' })
  cpSync(join(repository, 'tools', 'launch'), join(folder, 'tools', 'launch'), { recursive: true })
  copyFileSync(join(repository, 'package-lock.json'), join(folder, 'package-lock.json'))
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
  // Where a folder would have to be made lies a file: it cannot be written there, by root neither.
  writeFileSync(join(folder, '.cache'), '')
  const ready = prepare()
  assert.deepEqual([ready.status, ready.stderr], [0, ''])
  writeFileSync(join(folder, 'package-lock.json'), '{}')
  assert.notEqual(prepare().status, 0, 'one that is not ready has to be written in')
})

test('an image, which has no tools, runs the command with its own Node', (context) => {
  const folder = temporaryFolder(context)
  copyFileSync(join(repository, 'gloact'), join(folder, 'gloact'))
  cpSync(join(repository, 'apps'), join(folder, 'apps'), { recursive: true, filter: (path) => !path.endsWith('/dist') })
  for (const name of ['package.json', 'packages', 'modules', 'node_modules']) {
    symlinkSync(join(repository, name), join(folder, name))
  }
  const path = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`
  const called = spawnSync(join(folder, 'gloact'), ['--help'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  })
  assert.equal(called.status, 0, called.stderr)
  assert.match(called.stdout, /doctor/)
})
