import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { loadDemonstration } from './demonstration.ts'
import { platformStage } from './testing.ts'

const { owner, platform } = await platformStage()
const told: string[] = []
const tell = { progress: (message: string) => void told.push(message), people: () => undefined }

async function counted() {
  const { rows } = await sql<{ staff: number; files: number; entries: number }>`
    select (select count(*)::int from identity.staff) as staff,
      (select count(*)::int from protection.case_file) as files,
      (select count(*)::int from audit.entry) as entries`.execute(owner)
  return rows[0]!
}

/** A folder whose people were imported at an earlier start, as an existing demonstration is. */
await sql`insert into protection.import_batch (id, kind, country, started_at, finished_at)
  values ('00000000-0000-4000-8000-0000000000f1', 'htcds', 'DL', now(), now())`.execute(owner)

test('each module loads what it has, by a mark of its own, and a second start changes nothing', async () => {
  const signIns = await loadDemonstration(platform.modules, tell)
  const first = await counted()
  assert.equal(first.staff, signIns.length, 'identity had nothing yet')
  // Protection had finished before; the modules of children and of referral came later and brought theirs.
  assert.equal(first.files, 60 + 4)
  assert.ok(told.length > 0 && told.every((message) => message.startsWith('Loading invented ')), told.join('; '))
  told.length = 0
  await loadDemonstration(platform.modules, tell)
  assert.deepEqual([await counted(), told], [first, []])
})

test('a module that came later loads its own into a folder that is there', async () => {
  const before = await counted()
  let loaded = 0
  const later = { demo: async () => void (loaded += 1) }
  await loadDemonstration([...platform.modules, later], tell)
  assert.equal(loaded, 1)
  assert.deepEqual(await counted(), before)
})

test('in another country than Demoland nothing is loaded but what holds anywhere', async () => {
  const loaded: string[] = []
  const modules = [
    { demo: async () => void loaded.push('of Demoland') },
    { demoElsewhere: true, demo: async () => void loaded.push('of any') },
  ]
  await loadDemonstration(modules, tell, 'XN')
  assert.deepEqual(loaded, ['of any'])
  await loadDemonstration(modules, tell, 'DL')
  assert.deepEqual(loaded, ['of any', 'of Demoland', 'of any'])
  assert.deepEqual(
    platform.modules
      .filter(({ demoElsewhere }) => demoElsewhere)
      .map(({ id }) => id)
      .slice(0, 1),
    ['identity'],
  )
})
