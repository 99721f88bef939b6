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

test('what rests on some is loaded after those, beside the others, and what failed is told when nothing writes any more', async () => {
  const loaded: string[] = []
  const gate = Promise.withResolvers<void>()
  const part = (id: string, done: Promise<void> | undefined, demoAfter?: readonly string[]) => ({
    id,
    ...(demoAfter && { demoAfter }),
    demo: async () => {
      await done
      loaded.push(id)
      if (id === 'last') gate.resolve()
    },
  })
  // The slow one ends once the last has: were they loaded one after the other, neither would.
  await loadDemonstration(
    [part('first', undefined), part('slow', gate.promise), part('last', undefined, ['first']), part('all', undefined)],
    tell,
  )
  assert.deepEqual(loaded, ['first', 'last', 'slow', 'all'])

  loaded.length = 0
  const early = Promise.withResolvers<void>()
  const ahead = async (): Promise<void> => {
    await early.promise
    loaded.push('ahead')
  }
  // Begun before anything is loaded, and awaited by its own module.
  const first = { id: 'first', demo: async () => void loaded.push('first') }
  const later = { id: 'later', demoAhead: ahead, demo: async () => void loaded.push('later') }
  const both = loadDemonstration([first, later], tell)
  setImmediate(early.resolve)
  await both
  assert.deepEqual(loaded, ['first', 'ahead', 'later'])

  loaded.length = 0
  const rest = Promise.withResolvers<void>()
  const begins = {
    id: 'begins',
    demo: async () => {
      loaded.push('begins')
      return async () => {
        await rest.promise
        loaded.push('rest')
      }
    },
  }
  // What rests on it does not wait for what it still has to do; what rests on everything does.
  const onIt = {
    id: 'on it',
    demoAfter: ['begins'],
    demo: async () => {
      loaded.push('on it')
      rest.resolve()
    },
  }
  await loadDemonstration([begins, onIt, part('all', undefined)], tell)
  assert.deepEqual(loaded, ['begins', 'on it', 'rest', 'all'])

  loaded.length = 0
  const failing = { id: 'failing', demo: () => Promise.reject(new Error('cannot be loaded')) }
  const written = Promise.withResolvers<void>()
  const failed = assert.rejects(
    loadDemonstration([failing, part('beside', written.promise, []), part('after', undefined)], tell),
    /cannot be loaded/,
  )
  setImmediate(written.resolve)
  await failed
  assert.deepEqual(loaded, ['beside'], 'what rests on it is not begun')
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
