import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { openDatabase, openInstance, type DatabaseEvent } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-kept-'))
chmodSync(folder, 0o711)
after(() => rmSync(folder, { recursive: true, force: true }))

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await delay(20)
}

test('a database that dies is started again on the address that it had, as often as it dies, and never set up again', async () => {
  const events: DatabaseEvent[] = []
  const kinds = () => events.splice(0).map(({ kind }) => kind)
  const dataDir = join(folder, 'data')
  const instance = await openInstance({ dataDir, keep: { onEvent: (event) => events.push(event), tries: 4 } })
  const db = openDatabase(instance.appUrl)
  const clusterDir = instance.clusterDir!
  const pid = () => Number(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0])
  const port = Number(new URL(instance.appUrl).port)
  const kill = () => process.kill(pid(), 'SIGKILL')
  try {
    for (const time of [1, 2]) {
      kill()
      await until(() => events.some(({ kind }) => kind === 'restarted'))
      assert.deepEqual(kinds(), ['died', 'restarted'], `${time}`)
      assert.equal((await sql`select 1`.execute(db)).rows.length, 1)
    }

    kill()
    const blocker = createServer()
    while (!blocker.listening) {
      await new Promise<void>((resolve) => {
        blocker.once('error', () => setTimeout(resolve, 20))
        blocker.listen(port, '127.0.0.1', resolve)
      })
    }
    await until(() => events.some(({ kind }) => kind === 'failed'))
    blocker.close()
    await until(() => events.some(({ kind }) => kind === 'restarted'))
    assert.equal((await sql`select 1`.execute(db)).rows.length, 1)
    kinds()

    // As a disk that is not mounted: an empty folder is not taken for a first start.
    renameSync(clusterDir, `${clusterDir}.away`)
    process.kill(Number(readFileSync(join(`${clusterDir}.away`, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
    await until(() => events.some(({ kind }) => kind === 'given_up'))
    assert.deepEqual(kinds(), ['died', 'failed', 'failed', 'failed', 'failed', 'given_up'])
    assert.ok(!existsSync(clusterDir))
    renameSync(`${clusterDir}.away`, clusterDir)
  } finally {
    await db.destroy()
    await instance.stop()
  }
  await delay(700)
  assert.deepEqual(events, [], 'one that was stopped is left alone')
  assert.ok(existsSync(join(clusterDir, 'PG_VERSION')))
})
