import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'
import { gloact } from '../support/gloact-command.ts'
import { untilHandled } from '../support/handled.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { postmasterOf } from '../support/outage.ts'
import { ownerUrl, startServerProcess, temporaryDataDir } from '../support/server-process.ts'

/** What the modules keep, table by table. */
async function holdings(dataDir: string): Promise<Record<string, number>> {
  await untilHandled(ownerUrl(dataDir), ['protection.tell_child_protection'])
  const db = openDatabase(ownerUrl(dataDir))
  try {
    // Not what jobs and each start go on with once all is loaded: the audit log, requests about children with their keys, the record that
    // figures are counted from, and how many places each day had.
    const { rows: tables } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'jobs', 'audit', 'statistics')
        and (schemaname, tablename) not in (('children', 'request'), ('children', 'request_step'), ('vault', 'person_key'),
          ('referral', 'capacity_snapshot')) order by name`.execute(db)
    const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as count from ${name}`)
    const { rows } = await sql<{ name: string; count: number }>`${sql.raw(counts.join(' union all '))}`.execute(db)
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
  } finally {
    await db.destroy()
  }
}

test('a first start that is killed with its database in the midst of loading is completed by the next, and nothing is there twice', async () => {
  const folder = temporaryDataDir()
  const whole = loadedDataDir()
  after(() => [folder, whole].forEach(({ remove }) => remove()))
  const { dataDir } = folder

  // In the midst of the imported files: what was committed last was not waited for.
  let killed = false
  const heard = (messages: string, pid: number): void => {
    if (killed || !messages.includes('Loading invented people: 300')) return
    killed = true
    process.kill(pid, 'SIGKILL')
    process.kill(postmasterOf(dataDir).pid, 'SIGKILL')
  }
  await assert.rejects(startServerProcess({ dataDir, heard }), /the server ended with null/)
  assert.ok(killed)

  const completed = await startServerProcess({ dataDir })
  let found: Record<string, number>
  try {
    found = await holdings(dataDir)
    const verified = await gloact(dataDir, ['audit', 'verify'])
    assert.equal(verified.exit, 0, verified.error)
  } finally {
    assert.equal(await completed.stop(), 0)
  }
  const uninterrupted = await startServerProcess({ dataDir: whole.dataDir })
  try {
    const expected = await holdings(whole.dataDir)
    // The import that was cut short is still listed, as one that did not end.
    const batch = 'protection.import_batch'
    assert.deepEqual(found, { ...expected, [batch]: expected[batch]! + 1 })
  } finally {
    assert.equal(await uninterrupted.stop(), 0)
  }
})
