import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'gloact-renew-keys-'))
const keys = join(folder, 'keys')
after(() => rmSync(folder, { recursive: true, force: true }))

const renew = (): Promise<{ readonly exit: number; readonly said: { ok: boolean; signingKeys?: string[] } }> =>
  new Promise((resolve) => {
    const env = { ...process.env, GLOACT_DATA_DIR: folder }
    const args = [join(import.meta.dirname, 'main.ts'), 'exchange', 'renew-keys', '--json']
    execFile(process.execPath, args, { env }, (error, out) =>
      resolve({ exit: error ? Number(error.code) : 0, said: JSON.parse(out) as { ok: boolean } }),
    )
  })

test('keys of the exchange are renewed next to the old ones; without a folder, or where others may read, nothing is made', async () => {
  assert.deepEqual([(await renew()).exit, readdirSync(folder)], [1, []])
  mkdirSync(keys, { mode: 0o700 })
  const first = await renew()
  const again = await renew()
  assert.deepEqual([first.exit, again.exit], [0, 0])
  const before = first.said.signingKeys ?? []
  assert.ok(
    before.length > 0 && before.every((kid) => again.said.signingKeys?.includes(kid)),
    'the old ones are in force',
  )
  assert.equal(again.said.signingKeys?.length, before.length + 1)
  if (process.platform === 'win32') return
  const files = readdirSync(keys)
  chmodSync(join(keys, files[0]!), 0o644)
  assert.equal((await renew()).exit, 1)
  assert.deepEqual(readdirSync(keys), files)
})
