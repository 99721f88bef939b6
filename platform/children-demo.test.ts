import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import { sql } from 'kysely'
import { platformStage } from './testing.ts'

const { db, owner, country, platform } = await platformStage()
const children = platform.modules.find(({ id }) => id === 'children')!
const told: string[] = []
const load = () => children.demo!({ progress: (message) => void told.push(message), people: () => undefined })

before(async () => {
  await seedDemoStaff(db, {
    country: country.code,
    conductVersion: country.conduct.version,
    everybody: platform.modules,
  })
  await load()
})

test('the demonstration has sixty children, and every state of every record but ends that say the same is somebody’s', async () => {
  const { rows } = await sql<{
    kind: string
    state: string
  }>`select distinct kind, state from children.request`.execute(owner)
  const states = rows.map(({ kind, state }) => `${kind.slice('children.'.length)}.${state}`)
  for (const state of [
    'age.presumed',
    'age.assessing',
    'guardianship.asked',
    'guardianship.provisional',
    'guardianship.appointed',
    'assessment.draft',
    'assessment.submitted',
    'assessment.returned',
    'assessment.approved',
    'care.in_place',
    'care.to_review',
    'interview.held',
    'transition.preparing',
    'determination.preparing',
    'determination.with_panel',
    'determination.approved',
    'determination.void',
    'solution.planned',
    'solution.decided',
    'solution.handed_over',
    'solution.elsewhere',
  ])
    assert.ok(states.includes(state), state)
  const counted = async () =>
    (
      await sql<{ files: number; steps: number }>`
        select (select count(distinct file_id)::int from children.request
            where kind not like 'children.tracing%' and kind <> 'children.family_link') as files,
          (select count(*)::int from children.request_step) as steps`.execute(owner)
    ).rows[0]!
  const first = await counted()
  assert.equal(first.files, 54, 'of six children nothing is recorded yet')
  const said = [...told]
  await load()
  assert.deepEqual([await counted(), told], [first, said], 'a second start loads nothing')
  const { broken, requests } = await children.verifies!(db)
  assert.deepEqual([broken, requests > 100], [undefined, true])
})

test('a guardian of the demonstration has children to visit, and a task for each', async () => {
  const guardian = demoPrincipal(country.code, 'guardian', platform.modules)
  const tasks = (await children.tasks?.(guardian)) ?? []
  assert.ok(tasks.length > 5)
  assert.ok(tasks.every(({ kind, to }) => kind === 'visit' && to === guardian.userId))
})
