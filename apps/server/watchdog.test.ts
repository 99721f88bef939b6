import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'gloact-watchdog-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const heard = join(folder, 'heard')
writeFileSync(join(folder, 'systemd-notify'), `#!/bin/sh\necho "$@" >> '${heard}'\n`, { mode: 0o755 })
writeFileSync(heard, '')

/** A process with this watchdog that works for so long, then keeps its only thread busy. */
const beatsOf = (environment: NodeJS.ProcessEnv, then: string): number => {
  writeFileSync(heard, '')
  const text = `
    import { startWatchdog } from '${join(import.meta.dirname, 'watchdog.ts')}'
    startWatchdog(process.env)
    setTimeout(() => { ${then} }, 500)`
  execFileSync(process.execPath, ['--input-type=module', '-e', text], {
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, ...environment },
  })
  return readFileSync(heard, 'utf8')
    .split('\n')
    .filter((line) => line === 'WATCHDOG=1').length
}

const asked = { NOTIFY_SOCKET: join(folder, 'socket'), WATCHDOG_USEC: '300000' }

test('a process that works tells so three times as often as it is asked to, and one that hangs does not', () => {
  const working = beatsOf(asked, '')
  assert.ok(working >= 3, `${working} beats in half a second`)
  const hanging = beatsOf(asked, 'const until = Date.now() + 1500; while (Date.now() < until);')
  assert.ok(hanging <= working + 1, `${hanging} beats of a process that hung for three times as long`)
})

test('where nobody asks, nothing is told', () => {
  assert.equal(beatsOf({}, ''), 0)
  assert.equal(beatsOf({ NOTIFY_SOCKET: asked.NOTIFY_SOCKET }, ''), 0)
})

test('a machine without that command is served all the same', async () => {
  const text = `
    import { startWatchdog } from '${join(import.meta.dirname, 'watchdog.ts')}'
    startWatchdog(process.env)
    setTimeout(() => undefined, 100)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], { env: { PATH: '/nowhere', ...asked } })
  assert.equal(await new Promise((resolve) => child.once('exit', resolve)), 0)
})
