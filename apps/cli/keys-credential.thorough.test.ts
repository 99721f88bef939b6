import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { fixedClock, unwrap } from '@gloact/kernel'
import { newCredential, renewedCredential, versionsInCredential } from '@gloact/vault'

function credential(input: string, ...args: readonly string[]) {
  const command = [join(import.meta.dirname, 'main.ts'), 'keys', 'credential', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { input, encoding: 'utf8' })
  return { exit: status, out: stdout, error: stderr }
}

/** Three versions, made 30 days after one another; the last today. */
const ages = [60, 30, 0].map((days) => fixedClock(new Date(Date.now() - days * 86_400_000).toISOString()))
const three = unwrap(renewedCredential(unwrap(renewedCredential(newCredential(ages[0]), ages[1])), ages[2]))
const living = (text: string) =>
  unwrap(versionsInCredential(text)).flatMap(({ version, destroyedAt }) => (destroyedAt ? [] : [version]))

test('the text of a credential is made, renewed, and loses a version whose backups have expired', () => {
  const made = credential('', '--new')
  assert.deepEqual([made.exit, living(made.out)], [0, [1]])
  const renewed = credential(made.out, '--renew')
  assert.deepEqual([renewed.exit, living(renewed.out)], [0, [1, 2]])
  process.env['GLOACT_BACKUP_DAYS'] = '20'
  const retired = credential(three, '--retire', '1')
  delete process.env['GLOACT_BACKUP_DAYS']
  assert.deepEqual([retired.exit, living(retired.out)], [0, [2, 3]])
})

test('a version that is current or that backups need stays, and what is no credential is refused: nothing is written', () => {
  for (const [input, args, what] of [
    [three, ['--retire', '1'], /are kept until/],
    [three, ['--retire', '3'], /current/],
    [three, ['--retire', '9'], /no such version/],
    ['{}', ['--renew'], /not the text of a credential/],
  ] as const) {
    const { exit, out, error } = credential(input, ...args)
    assert.deepEqual([exit, out], [3, ''], args.join(' '))
    assert.match(error, what)
    assert.ok(!error.includes('"key"'))
  }
  assert.equal(credential('', '--new', '--renew').exit, 2)
  assert.equal(credential('').exit, 2)
})
