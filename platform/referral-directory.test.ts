import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import { newId } from '@gloact/kernel'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import { verifyRequestLogs } from '@gloact/records/server'
import { REQUEST_FAILURES } from '@gloact/records/contract'
import type { ProposalView } from '@gloact/referral/contract/directory'
import type { CountryView, OwnView } from '@gloact/referral/contract/measures'
import type { ServiceView } from '@gloact/referral/contract/referrals'
import { exportDirectory, fromTables, importDirectory } from '@gloact/referral/server'
import fastify from 'fastify'
import { sql } from 'kysely'
import { platformStage } from './testing.ts'

const { db, owner, clock, country, vault, platform } = await platformStage()
const by = (role: Principal['roles'][number]) => demoPrincipal(country.code, role)
const WHO = {
  caseworker: by('caseworker'),
  supervisor: by('supervisor'),
  clinic: by('service_provider'),
  coordinator: by('national_coordinator'),
  analyst: by('analyst'),
} as const
type Who = keyof typeof WHO

const app = fastify()
before(async () => {
  await seedDemoStaff(db, { country: country.code, conductVersion: country.conduct.version })
  const referral = platform.modules.find(({ id }) => id === 'referral')!
  await referral.demo?.({ progress: () => undefined, people: () => undefined })
  const api = createApi<Principal>(app, {
    authenticate: async ({ headers }) => WHO[String(headers['x-who']) as Who] ?? null,
    failures: [REQUEST_FAILURES, ...platform.modules.map(({ failures }) => failures)],
    isUnavailable,
    isOutOfRoom,
  })
  referral.routes?.(api)
  await app.ready()
})

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each caller says what it reads
async function ask<Body>(who: Who, method: 'GET' | 'POST', path: string, payload?: object) {
  const answer = await app.inject({
    method,
    url: `${API_PREFIX}/referral${path}`,
    headers: { 'x-gloact-request': '1', 'x-who': who },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.json<Body & { code: string }>() }
}

interface Found {
  readonly items: readonly ServiceView[]
  readonly areas: readonly { readonly area: string; readonly services: number; readonly withRoom: number }[]
}
const services = async (query = '', who: Who = 'caseworker') =>
  (await ask<Found>(who, 'GET', `/services?${query}`)).body
const proposals = async (who: Who) => (await ask<{ items: ProposalView[] }>(who, 'GET', '/proposals')).body.items
/** The first of the asker's own services in health, or that one again. */
const ownOf = async (who: Who, again?: string) =>
  (await services('own=true&type=health', who)).items.find(({ id }) => again === undefined || id === again)!
const changed = (service: ServiceView, more: object) => ({
  id: newId(),
  name: service.name,
  languages: service.languages,
  serves: service.serves,
  minAge: service.minAge,
  maxAge: service.maxAge,
  validUntil: service.validUntil,
  ...more,
})
const exchange = async () => ({
  db,
  clock,
  country: country.code,
  timeZone: country.timeZone,
  codeLists: country.codeLists,
  agencyNames: new Map(
    (await services()).items.map(({ agencyId, agencyName }) => [agencyId, agencyName ?? agencyId] as const),
  ),
  wordKey: () => vault.wordKey(db, country.code),
})

test('services are found by need, area, language and room; areas are counted whatever area is asked for', async () => {
  const all = await services('type=health')
  assert.deepEqual(
    all.areas.map(({ services: count }) => count),
    [1, 1, 1, 1, 1],
  )
  const within = await services('type=health&within=coast')
  assert.deepEqual(
    within.items.map(({ area }) => area),
    ['coast'],
  )
  assert.deepEqual(within.areas.length, 5)
  const inRussian = await services('type=health&speaks=ru')
  assert.ok(inRussian.items.length > 0 && inRussian.items.every(({ languages }) => languages.includes('ru')))
  const withRoom = await services('type=health&withRoom=true')
  assert.ok(withRoom.items.length > 0)
  assert.ok(withRoom.items.every(({ room }) => room === 'open' || room === 'waitlist'))
  assert.ok(!withRoom.items.some(({ area }) => area === 'port-isa'), 'of these nobody has said')
  const areas = await ask<{ items: { area: string; points: number[][] }[] }>('clinic', 'GET', '/areas')
  assert.ok(areas.body.items.find(({ area }) => area === 'coast')!.points.length > 2)
  assert.equal((await ask('coordinator', 'GET', '/services')).status, 200)
  assert.equal((await ask('analyst', 'GET', '/services')).status, 403)
})

test('a provider proposes, a second person of another agency approves; sent twice it is one', async () => {
  const service = await ownOf('clinic')
  const body = changed(service, { name: 'General practice and vaccination', minAge: 3 })
  const path = `/services/${service.id}/proposals`
  assert.equal((await ask('clinic', 'POST', path, body)).status, 201)
  assert.equal((await ask('clinic', 'POST', path, body)).status, 201)
  assert.equal((await ask('caseworker', 'POST', path, body)).body.code, 'records.id_used')
  const [own] = await proposals('clinic')
  assert.equal(own!.mayDecide, false)
  const [waiting] = await proposals('supervisor')
  assert.deepEqual(
    [waiting!.mayDecide, waiting!.changes.map(({ field, after }) => [field, after])],
    [
      true,
      [
        ['name', 'General practice and vaccination'],
        ['min_age', '3'],
      ],
    ],
  )
  assert.equal((await ownOf('clinic', service.id)).name, 'General practice', 'nothing changes before it is approved')
  const decide = `/proposals/${waiting!.id}/decide`
  assert.equal((await ask('clinic', 'POST', decide, { decision: 'approved' })).status, 403)
  assert.equal((await ask('supervisor', 'POST', decide, { decision: 'approved' })).status, 200)
  assert.equal((await ask('supervisor', 'POST', decide, { decision: 'approved' })).status, 200)
  assert.equal((await ask('coordinator', 'POST', decide, { decision: 'rejected' })).body.code, 'referral.no_proposal')
  assert.equal((await ownOf('clinic', service.id)).name, 'General practice and vaccination')
  assert.equal((await proposals('supervisor')).length, 0)
})

test('an agency’s own supervisor approves nothing of it, nobody their own, and nothing that has changed meanwhile', async () => {
  const service = (await services('own=true&type=legal_assistance', 'caseworker')).items[0]!
  const path = `/services/${service.id}/proposals`
  assert.equal((await ask('supervisor', 'POST', path, changed(service, { name: 'Advice' }))).status, 201)
  const [own] = await proposals('supervisor')
  const decide = (id: string) => `/proposals/${id}/decide`
  assert.equal(
    (await ask('supervisor', 'POST', decide(own!.id), { decision: 'approved' })).body.code,
    'records.second_person',
  )
  assert.equal((await ask('caseworker', 'POST', path, changed(service, { name: 'Counsel' }))).status, 201)
  const [next] = await proposals('supervisor')
  assert.equal((await proposals('supervisor')).length, 1, 'the later one takes the place of the earlier')
  assert.equal(next!.mayDecide, false)
  assert.equal((await ask('supervisor', 'POST', decide(next!.id), { decision: 'approved' })).status, 403)
  await sql`update referral.service set name = 'Changed meanwhile' where id = ${service.id}`.execute(owner)
  assert.equal(
    (await ask('coordinator', 'POST', decide(next!.id), { decision: 'approved' })).body.code,
    'referral.entry_changed',
  )
  assert.equal((await ask('coordinator', 'POST', decide(next!.id), { decision: 'rejected' })).status, 200)
})

test('what nobody confirms becomes unconfirmed, then is hidden from all but its agency; a call puts it right', async () => {
  const service = await ownOf('clinic')
  const seen = async () => (await services('type=health')).items.find(({ id }) => id === service.id)
  const confirmedAgo = (days: number) =>
    sql`update referral.service set confirmed_on = ${clock.today(country.timeZone)}::date - ${days}::int
      where id = ${service.id}`.execute(owner)
  const reminded = async (who: 'clinic' | 'caseworker') =>
    (await module.tasks!(WHO[who])).some(({ kind }) => kind === 'directory_confirm')
  const module = platform.modules.find(({ id }) => id === 'referral')!
  await confirmedAgo(75)
  assert.equal(await reminded('clinic'), false)
  await confirmedAgo(76)
  assert.equal(await reminded('clinic'), true, 'a fortnight before its confirmation ends')
  assert.equal(await reminded('caseworker'), false, 'another agency has nothing to confirm')
  await confirmedAgo(95)
  assert.equal((await seen())!.standing, 'due')
  await confirmedAgo(115)
  assert.equal((await seen())!.standing, 'unconfirmed')
  await confirmedAgo(140)
  assert.equal(await seen(), undefined)
  assert.equal((await ownOf('clinic', service.id)).standing, 'lapsed')
  const path = `/services/${service.id}/confirm`
  assert.equal((await ask('caseworker', 'POST', path, { id: newId(), how: 'own' })).status, 404)
  const body = { id: newId(), how: 'call' }
  assert.equal((await ask('caseworker', 'POST', path, body)).status, 200)
  assert.equal((await ask('caseworker', 'POST', path, body)).status, 200)
  assert.equal((await seen())!.standing, 'confirmed')
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from referral.entry_confirmation where service_id = ${service.id} and how = 'call'`.execute(
    owner,
  )
  assert.equal(rows[0]!.count, 1)
})

test('the directory goes out in Open Referral and comes back as it was; a change comes back as a proposal', async () => {
  const out = await exportDirectory(await exchange())
  assert.ok(out.ok)
  const document = JSON.parse(JSON.stringify(out.value.page)) as { contents: Record<string, unknown>[] }
  const { rows: confidential } = await sql<{ name: string }>`
    select name from referral.site where confidential`.execute(owner)
  assert.ok(confidential.length > 0)
  assert.equal(out.value.leftOut.addresses_of_confidential_sites, confidential.length)
  const again = await importDirectory(await exchange(), document, { dryRun: false, terms: {} })
  assert.ok(again.ok)
  assert.deepEqual(new Set(again.value.rows.map(({ outcome }) => outcome)), new Set(['unchanged']))
  assert.equal((await proposals('coordinator')).length, 0)

  document.contents[0]!['name'] = 'Another name'
  const dry = await importDirectory(await exchange(), document, { dryRun: true, terms: {} })
  assert.ok(dry.ok && (await proposals('coordinator')).length === 0)
  const changes = await importDirectory(await exchange(), document, { dryRun: false, terms: {} })
  assert.ok(changes.ok)
  const [one] = await proposals('coordinator')
  assert.deepEqual(
    [one!.source, one!.mayDecide, one!.changes.map(({ field }) => field)],
    ['open_referral', true, ['name']],
  )
  assert.equal((await ask('coordinator', 'POST', `/proposals/${one!.id}/decide`, { decision: 'approved' })).status, 200)
  assert.ok((await services()).items.some(({ name }) => name === 'Another name'))
})

test('hours of a document hold once somebody approved them, and what few may see stays as it is and at home', async () => {
  const out = await exportDirectory(await exchange())
  assert.ok(out.ok && out.value.leftOut.details_for_few! > 0)
  const text = JSON.stringify([out.value.page, out.value.tables])
  for (const hidden of ['Reception, extension', 'front door', 'Invented Lane'])
    assert.ok(!text.includes(hidden), hidden)
  const document = JSON.parse(JSON.stringify(out.value.page)) as { contents: Record<string, unknown>[] }
  const service = document.contents.find(({ schedules }) => schedules !== undefined)!
  const hours = { id: newId(), freq: 'WEEKLY', byday: 'SA,SU', opens_at: '10:00', closes_at: '14:00' }
  const theirs = { ...service, schedules: [hours], phones: [{ id: newId(), number: '555 0100' }] }
  const read = await importDirectory(await exchange(), [theirs], { dryRun: false, terms: {} })
  assert.ok(read.ok && read.value.detailsLeft === 1)
  const [one] = await proposals('coordinator')
  assert.deepEqual(
    one!.changes.map(({ field, after }) => [field, after]),
    [['hours', 'SA,SU 10:00-14:00']],
  )
  assert.equal((await ask('coordinator', 'POST', `/proposals/${one!.id}/decide`, { decision: 'approved' })).status, 200)
  const { items } = (
    await ask<{ items: { field: string; value: string }[] }>(
      'caseworker',
      'GET',
      `/services/${String(service['id'])}/details`,
    )
  ).body
  assert.equal(items.find(({ field }) => field === 'hours')?.value, 'SA,SU 10:00-14:00')
  assert.ok(items.find(({ field }) => field === 'contact')?.value.startsWith('Reception'))
  const tables = fromTables(
    Object.fromEntries(
      Object.entries(out.value.tables).map(([name, rows]) => [
        name,
        rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, String(cell)]))),
      ]),
    ),
  )
  const again = await importDirectory(await exchange(), tables.services, { dryRun: true, terms: {} })
  assert.ok(again.ok)
  assert.deepEqual(
    again.value.rows.flatMap((row) => (row.outcome === 'unchanged' ? [] : [row.outcome])),
    ['changed'],
    'but for the hours that were changed meanwhile',
  )
})

test('searches are counted once, without anybody: what nobody has room for is a gap', async () => {
  const today = clock.today(country.timeZone)
  const counted = async (need: string) =>
    (
      await sql<{ searches: number; nothing_open: number }>`
        select sum(searches)::int as searches, sum(nothing_open)::int as nothing_open from referral.search_count
        where day = ${today} and need = ${need}`.execute(owner)
    ).rows[0]!
  await services('type=education')
  await services('type=education')
  assert.deepEqual(await counted('education'), { searches: 1, nothing_open: 0 }, 'asked again by the page itself')
  await services('type=education', 'supervisor')
  assert.deepEqual(await counted('education'), { searches: 2, nothing_open: 0 })
  // Of Port Isa nobody has said how much room there is; and nobody gives this one anywhere.
  await services('type=education&within=port-isa')
  assert.deepEqual(await counted('education'), { searches: 3, nothing_open: 1 })
  await services('type=interpretation')
  assert.deepEqual(await counted('interpretation'), { searches: 1, nothing_open: 1 })
  await services('own=true&type=housing')
  assert.equal((await counted('housing')).searches, null, 'who looks after their own looks for nothing')
  const { rows } = await sql<{ column_name: string }>`
    select column_name from information_schema.columns
    where table_schema = 'referral' and table_name = 'search_count' order by column_name`.execute(owner)
  assert.deepEqual(
    rows.map(({ column_name: name }) => name),
    ['agency_id', 'area', 'country', 'day', 'need', 'nothing_open', 'searches'],
  )
})

test('the demonstration’s earlier years give the coordinator figures: what is few is withheld, the logs hold', async () => {
  const figures = async (query = '') => (await ask<CountryView>('coordinator', 'GET', `/measures/country${query}`)).body
  const last = await figures()
  assert.deepEqual([last.sent, last.endings.delivered, last.endings.declined], [31, 21, 10])
  assert.deepEqual(
    last.areas.map(({ area, sent, endings }) => [area, sent, endings.delivered, endings.declined]),
    [
      ['coast', 10, 0, 10],
      ['north', 21, 21, 0],
    ],
  )
  assert.deepEqual(last.unmet, { count: 10, of: 30 }, 'about so many: needs are no cells of the tables')
  assert.deepEqual(last.searches, { count: 15, of: 69 })
  const health = last.places.find(({ need }) => need === 'health')!
  assert.ok(health.occupancy !== null && health.occupancy > 0 && health.occupancy < 100)
  // Of one of five nobody ever said.
  assert.equal(health.blindness, 20)
  const earlier = await figures(`?quarter=${last.quarters[2]!}`)
  assert.deepEqual(
    [earlier.sent, earlier.unmet.count, earlier.areas.every(({ sent }) => sent === null)],
    [null, null, true],
  )
  const own = (await ask<OwnView>('supervisor', 'GET', '/measures?side=sent&days=730')).body
  assert.ok(own.whole.sent >= 60, String(own.whole.sent))
  assert.ok(own.services.some(({ declined, area }) => declined >= 10 && area === 'coast'))
  assert.ok(own.searches.of > 0 && own.unmet.count >= 20)
  const verified = await verifyRequestLogs(db)
  assert.equal(verified.broken, undefined)
})
