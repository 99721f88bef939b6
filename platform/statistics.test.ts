import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import { jobsOf } from '@gloact/module/testing'
import { loadDemoFiles } from '@gloact/protection/server'
import { sql } from 'kysely'
import { platformStage } from './testing.ts'

const published: { readonly event: string; readonly fileId: string }[] = []
const { db, owner, country, platform } = await platformStage({
  jobs: {
    publishEvent: async (_trx, event, ids) => void published.push({ event, fileId: String(ids['fileId']) }),
  },
})
await seedDemoStaff(db, { country: country.code, conductVersion: country.conduct.version })
const by = (role: Parameters<typeof demoPrincipal>[1]) => demoPrincipal(country.code, role)
await loadDemoFiles(platform.protection, {
  frontline: by('frontline_worker'),
  caseworker: by('caseworker'),
  supervisor: by('supervisor'),
  authority: by('competent_authority'),
  childProtection: by('child_protection_officer'),
})
const statistics = platform.modules.find(({ id }) => id === 'statistics')!

const record = async () =>
  (
    await sql<{ person_id: string; status: string; sex: string; age: string; form: string }>`
    select person.*, (select count(*)::int from statistics.situation where situation.person_id = person.person_id) as situations
    from statistics.person order by person_id`.execute(owner)
  ).rows

/** What the module does after each event of another. */
function followers(): ReadonlyMap<string, (ids: Readonly<Record<string, string>>) => Promise<void>> {
  const found = new Map<string, (ids: Readonly<Record<string, string>>) => Promise<void>>()
  statistics.jobs?.({
    schedule: () => undefined,
    work: () => undefined,
    on: (event, _name, run) =>
      void found.set(event, (ids) => run(ids, { id: 'a test', signal: new AbortController().signal })),
  })
  return found
}

test('what events tell of the demonstration’s files, one by one, is what a rebuild finds in all of them, and what a count of their own says', async () => {
  const follows = new Set(['protection.case_file_opened', 'protection.countable_changed'])
  const told = published.filter(({ event }) => follows.has(event))
  assert.ok(told.some(({ event }) => event === 'protection.countable_changed'))
  const jobs = followers()
  for (const { event, fileId } of told) await jobs.get(event)!({ fileId })
  const kept = await record()
  await platform.statistics.rebuild()
  const rebuilt = await record()
  assert.deepEqual(rebuilt, kept)
  const { rows } = await sql<{ people: number; identified: number; female: number; situations: number }>`
    select count(distinct person_id)::int as people,
      count(distinct person_id) filter (where coded ->> 'conclusive_grounds' = 'positive'
        or coded ->> 'conclusive_grounds' is null and coded ->> 'reasonable_grounds' = 'positive')::int as identified,
      count(distinct person_id) filter (where coded ->> 'identity/sex' = 'female')::int as female,
      (select count(distinct (id, split_part(key, '/', 3)))::int from protection.case_file, jsonb_object_keys(coded) as key
        where key like 'situation/episodes/%') as situations
    from protection.case_file where status <> 'import_undone'`.execute(owner)
  const [own] = rows
  assert.ok(own && own.people > 5 && own.identified > 0)
  assert.equal(rebuilt.length, own.people)
  assert.equal(rebuilt.filter(({ status }) => status === 'identified' || status === 'presumed').length, own.identified)
  assert.equal(
    (await sql<{ count: number }>`select count(*)::int as count from statistics.situation`.execute(owner)).rows[0]!
      .count,
    own.situations,
  )
  assert.ok(rebuilt.filter(({ sex }) => sex === 'female').length >= own.female)
  assert.ok([...jobsOf(statistics).keys()].includes('statistics.publish'))
})

test('every published figure is rounded, and what is published of a year comes from a command as from a screen', async () => {
  await jobsOf(statistics).get('statistics.publish')!()
  const { rows } = await sql<{
    year: number
    cells: Record<string, number>
    families: Record<string, Record<string, number>>
  }>`
    select year, cells, families from statistics.publication`.execute(owner)
  assert.ok(rows.length > 0)
  for (const { cells, families } of rows)
    for (const figure of [cells, ...Object.values(families)].flatMap((each) => Object.values(each)))
      assert.equal(figure % 10, 0)
  const { year } = rows[0]!
  const glotip = await platform.statistics.glotip(year)
  assert.ok(glotip.asOf !== null && glotip.rows.every(({ value }) => /^(<10|\d+0)$/.test(value)))
  assert.match(glotip.articles[0]!, /171/)
})
