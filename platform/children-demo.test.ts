import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { FiguresView } from '@gloact/children/contract/figures'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import { verifyRequestLogs } from '@gloact/records/server'
import fastify from 'fastify'
import { REQUEST_FAILURES } from '@gloact/records/contract'
import { REGISTER_FAILURES } from '@gloact/registers/contract'
import { sql } from 'kysely'
import { platformStage } from './testing.ts'

const { db, owner, clock, country, platform } = await platformStage()
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
    'schooling.sought',
    'schooling.in_school',
    'schooling.not_now',
    'schooling.closed',
    'transition.preparing',
    'determination.preparing',
    'determination.with_panel',
    'determination.approved',
    'determination.void',
    'solution.planned',
    'solution.decided',
    'solution.handed_over',
    'solution.in_place',
    'solution.confirmed_at_12_months',
    'solution.elsewhere',
    'file_link.current',
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
  assert.equal(first.files, 59, 'of one child nothing is recorded yet')
  const said = [...told]
  await load()
  assert.deepEqual([await counted(), told], [first, said], 'a second start loads nothing')
  const { broken, requests } = await verifyRequestLogs(db)
  assert.deepEqual([broken, requests > 100], [undefined, true])
})

test('a guardian of the demonstration has children to visit, and a task for each', async () => {
  const guardian = demoPrincipal(country.code, 'guardian', platform.modules)
  const tasks = (await children.tasks?.(guardian)) ?? []
  assert.ok(tasks.length > 5)
  assert.ok(tasks.every(({ kind, to }) => kind === 'visit' && to === guardian.userId))
})

test('most of it was done in time, and some of it is late', async () => {
  const officer = demoPrincipal(country.code, 'child_protection_officer')
  const tasks = (await children.tasks?.(officer)) ?? []
  const late = tasks.filter(({ dueAt }) => dueAt !== null && dueAt < clock.now())
  assert.ok(late.length >= 2 && late.length < 12 && tasks.length > 30, `${late.length} of ${tasks.length} are late`)
  const { rows } = await sql<{ late: number; kept: number }>`
    select count(*) filter (where stopped_at is null and due_at < ${clock.now()})::int as late,
      count(*) filter (where stopped_at is not null)::int as kept from protection.deadline
    where file_id in (select file_id from children.request)`.execute(owner)
  assert.ok(rows[0]!.late > 0 && rows[0]!.late < 20 && rows[0]!.kept > 80, JSON.stringify(rows[0]))
})

test('the coordinator reads the country’s children by the month, small counts withheld, the same whatever is recorded later', async () => {
  const app = fastify()
  const api = createApi<Principal>(app, {
    authenticate: async ({ headers }) =>
      demoPrincipal(country.code, String(headers['x-role']) as Principal['roles'][number], platform.modules),
    failures: [REGISTER_FAILURES, REQUEST_FAILURES, ...platform.modules.map(({ failures }) => failures)],
    isUnavailable,
    isOutOfRoom,
  })
  children.routes?.(api)
  const ask = async (role: string, month?: string) => {
    const answered = await app.inject({
      url: `${API_PREFIX}/children/figures${month === undefined ? '' : `?month=${month}`}`,
      headers: { 'x-role': role },
    })
    return { status: answered.statusCode, body: answered.json<FiguresView & { readonly code: string }>() }
  }
  for (const role of ['caseworker', 'child_protection_officer', 'guardianship_authority', 'analyst'])
    assert.equal((await ask(role)).status, 403, role)
  assert.equal((await ask('national_coordinator', '2999-01')).body.code, 'children.no_period')

  const { status, body } = await ask('national_coordinator')
  assert.equal(status, 200)
  const { stock, clocks, care, people, solutions, separation, determined, verified } = body.figures.tables
  assert.deepEqual(solutions!.rows[0]!.code, null, 'solutions are counted, too')
  const total = stock.rows[0]!
  assert.equal(total.code, null)
  assert.ok(Number(total.cells[0]) >= 30, 'of sixty children, those who had been met by then')
  for (const table of [care, people!, separation!])
    assert.deepEqual(table.rows[0]!.cells[0], total.cells[0], 'the same children')
  for (const table of [determined!, verified!]) assert.equal(table.rows[0]!.code, null, 'all of them first')
  assert.deepEqual(
    people!.rows.map(({ code }) => code),
    [null, 'female', 'male'],
  )
  for (const table of Object.values(body.figures.tables))
    for (const { cells } of table.rows)
      for (const cell of cells) assert.ok(cell === null || cell === 0 || cell >= body.figures.threshold, String(cell))
  assert.ok(
    [...stock.rows, ...clocks.rows].some(({ cells }) => cells.includes(null)),
    'something is withheld',
  )
  const shares = new Map(body.figures.shares!.map((share) => [share.id, share]))
  for (const id of ['heard_child', 'guardian_at_once'])
    assert.deepEqual(
      shares.get(id),
      { id, of: null, share: null },
      'few decisions of one month: their share would tell them',
    )
  assert.deepEqual(shares.get('detained'), { id: 'detained', of: 40, share: 0 }, 'of all children a share is told')
  for (const { id, of, share } of shares.values())
    assert.ok(of === null ? share === null : of % body.figures.threshold === 0, id)
  assert.ok(
    [...shares.values()].some(({ of }) => of === null),
    'of few children no share is told',
  )
  assert.deepEqual(
    ['holds_cleared', 'cleared.SY', 'cleared.ET'].map((id) => shares.get(id)),
    [
      { id: 'holds_cleared', of: 50, share: 0.4 },
      { id: 'cleared.SY', of: 20, share: 0.5 },
      { id: 'cleared.ET', of: 20, share: 0.5 },
    ],
    'holds cleared, by nationality',
  )
  assert.deepEqual(shares.get('guardian_over_limit'), { id: 'guardian_over_limit', of: null, share: null })
  assert.deepEqual(body.figures.guardians.guardians, null, 'of few guardians nothing is told')

  const { rows: some } = await sql<{ id: string }>`
    select person_id as id from protection.case_file
    where id in (select file_id from children.request) and erased_at is null order by id limit 20`.execute(owner)
  assert.deepEqual(await platform.eraseAgain(some.map(({ id }) => id)), { files: 20 })
  assert.deepEqual((await ask('national_coordinator')).body, body)
  assert.deepEqual((await ask('national_coordinator', body.figures.month)).body, body)
  await app.close()
})
