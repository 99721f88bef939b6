import assert from 'node:assert/strict'
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { openDatabase, openInstance, startEmbedded, type DatabaseEvent } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-kept-'))
chmodSync(folder, 0o711)
after(() => rmSync(folder, { recursive: true, force: true }))

const dataDir = join(folder, 'data')

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await delay(20)
}
const portOf = (url: string) => Number(new URL(url).port)
const kill = (clusterDir: string) =>
  process.kill(Number(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')

/** Another program on a port, as soon as that is free. */
async function otherProgramOn(port: number): Promise<Server> {
  const other = createServer().unref()
  while (!other.listening) {
    await new Promise<void>((resolve) => {
      other.once('error', () => setTimeout(resolve, 20))
      other.listen(port, '127.0.0.1', resolve)
    })
  }
  return other
}

const PORT_TAKEN = /another program has its port/

test('a database that dies is started again on the address that it had, as often as it dies', async () => {
  const events: DatabaseEvent[] = []
  const instance = await openInstance({ dataDir, keep: { onEvent: (event) => events.push(event) } })
  const db = openDatabase(instance.appUrl)
  const clusterDir = instance.clusterDir!
  /** It answers again. Gives how often it failed until then, which it may only while its port is another's. */
  const failuresUntilBack = async (): Promise<number> => {
    await until(() => events.some(({ kind }) => kind === 'restarted'))
    const told = events.splice(0)
    assert.deepEqual([told.at(0)?.kind, told.at(-1)?.kind], ['died', 'restarted'])
    const between = told.slice(1, -1)
    for (const event of between) assert.match(event.kind === 'failed' ? String(event.error) : event.kind, PORT_TAKEN)
    assert.equal((await sql`select 1`.execute(db)).rows.length, 1)
    return between.length
  }
  try {
    for (let time = 1; time <= 2; time++) {
      kill(clusterDir)
      await failuresUntilBack()
    }

    kill(clusterDir)
    const other = await otherProgramOn(portOf(instance.appUrl))
    await until(() => events.some(({ kind }) => kind === 'failed'))
    other.close()
    assert.ok((await failuresUntilBack()) > 0)
  } finally {
    await db.destroy()
    await instance.stop()
  }
})

test('a database whose tables are away is never set up again, and given up after so many tries', async () => {
  const events: DatabaseEvent[] = []
  const instance = await openInstance({ dataDir, keep: { onEvent: (event) => events.push(event), tries: 4 } })
  const clusterDir = instance.clusterDir!
  try {
    // As a disk that is not mounted: an empty folder is not taken for a first start.
    renameSync(clusterDir, `${clusterDir}.away`)
    kill(`${clusterDir}.away`)
    await until(() => events.some(({ kind }) => kind === 'given_up'))
    assert.deepEqual(
      events.splice(0).map(({ kind }) => kind),
      ['died', 'failed', 'failed', 'failed', 'failed', 'given_up'],
    )
    assert.ok(!existsSync(clusterDir))
    renameSync(`${clusterDir}.away`, clusterDir)
  } finally {
    await instance.stop()
  }
  await delay(700)
  assert.deepEqual(events, [], 'one that was stopped is left alone')
  assert.ok(existsSync(join(clusterDir, 'PG_VERSION')))
})

test('a database that is to come back on its port comes up on no other when that is taken between two tries', async () => {
  const { connections, clusterDir, logFile, stop } = await startEmbedded({ dataDir })
  await stop()
  // Each try ends at once, as while the former server's children are still there.
  appendFileSync(join(clusterDir, 'postgresql.auto.conf'), 'no_such_setting = 1\n')
  const logged = statSync(logFile).size
  const refused = assert.rejects(startEmbedded({ dataDir, again: connections }), PORT_TAKEN)
  await until(() => statSync(logFile).size > logged)
  const other = await otherProgramOn(portOf(connections.app))
  await refused
  other.close()
})
