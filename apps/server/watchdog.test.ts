import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'gloact-watchdog-'))
after(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(join(folder, 'systemd-notify'), '#!/bin/sh\necho "$@" >> "$HEARD"\n', { mode: 0o755 })

/** What a process that does this tells, line by line. */
const toldBy = (environment: NodeJS.ProcessEnv, then: string): readonly string[] => {
  const heard = join(mkdtempSync(join(folder, 'told-')), 'heard')
  writeFileSync(heard, '')
  const text = `
    import { appendFileSync } from 'node:fs'
    import { mock } from 'node:test'
    import { startWatchdog } from '${join(import.meta.dirname, 'watchdog.ts')}'
    const say = (line) => appendFileSync(process.env.HEARD, line + '\\n')
    ${then}`
  execFileSync(process.execPath, ['--input-type=module', '-e', text], {
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, HEARD: heard, ...environment },
  })
  return readFileSync(heard, 'utf8').trim().split('\n')
}

/** Lives for just less than the time within which one beat is asked for, by a clock that it moves itself. */
const WORKS = `
  mock.timers.enable({ apis: ['setInterval'] })
  startWatchdog(process.env)
  mock.timers.tick(299)`

/** Keeps its only thread busy while fifteen beats would be due. The first may still be on its way when it begins to. */
const HANGS = `
  startWatchdog(process.env)
  say('hangs')
  const until = Date.now() + 1500
  while (Date.now() < until);
  say('over')`

const asked = { NOTIFY_SOCKET: join(folder, 'socket'), WATCHDOG_USEC: '300000' }
const BEAT = 'WATCHDOG=1'

test('a process that works tells so three times as often as it is asked to, and one that hangs does not', () => {
  assert.deepEqual(toldBy(asked, WORKS), [BEAT, BEAT, BEAT])
  const hanging = toldBy(asked, HANGS)
  const meanwhile = hanging.slice(hanging.indexOf('hangs') + 1, hanging.indexOf('over'))
  assert.ok(meanwhile.length <= 1, `${meanwhile.length} beats of a process that hung`)
})

test('where nobody asks, nothing is told', () => {
  for (const environment of [{}, { NOTIFY_SOCKET: asked.NOTIFY_SOCKET }])
    assert.deepEqual(toldBy(environment, WORKS), [''])
})

test('a machine without that command is served all the same', async () => {
  const text = `
    import { startWatchdog } from '${join(import.meta.dirname, 'watchdog.ts')}'
    startWatchdog(process.env)
    setTimeout(() => undefined, 100)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], { env: { PATH: '/nowhere', ...asked } })
  assert.equal(await new Promise((resolve) => child.once('exit', resolve)), 0)
})
