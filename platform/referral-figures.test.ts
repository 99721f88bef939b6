import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { REQUEST_FAILURES } from '@gloact/records/contract'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import { newId } from '@gloact/kernel'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import type { CountryView, OwnView } from '@gloact/referral/contract/measures'
import fastify from 'fastify'
import { sql } from 'kysely'
import { platformStage } from './testing.ts'

// The day is 24 November 2026: of the quarters that are told, the second of the year is the last.
const { db, owner, country, platform } = await platformStage()
const by = (role: Principal['roles'][number]) => demoPrincipal(country.code, role)
const WHO = {
  caseworker: by('caseworker'),
  supervisor: by('supervisor'),
  clinic: by('service_provider'),
  coordinator: by('national_coordinator'),
  analyst: by('analyst'),
  administrator: by('administrator'),
} as const
type Who = keyof typeof WHO

const app = fastify()
before(async () => {
  await seedDemoStaff(db, { country: country.code, conductVersion: country.conduct.version })
  const api = createApi<Principal>(app, {
    authenticate: async ({ headers }) => WHO[String(headers['x-who']) as Who],
    failures: [REQUEST_FAILURES, ...platform.modules.map(({ failures }) => failures)],
    isUnavailable,
    isOutOfRoom,
  })
  platform.modules.find(({ id }) => id === 'referral')!.routes?.(api)
  await app.ready()
})

async function asked(who: Who, path: string) {
  const answer = await app.inject({ url: `${API_PREFIX}${path}`, headers: { 'x-gloact-request': '1', 'x-who': who } })
  return { status: answer.statusCode, body: answer.json<unknown>() }
}

const own = async (who: Who, query: string) =>
  (await asked(who, `/referral/measures?${query}`)) as { status: number; body: OwnView & { readonly code: string } }
const ofCountry = async (who: Who, query = '') =>
  (await asked(who, `/referral/measures/country${query}`)) as {
    status: number
    body: CountryView & { readonly code: string }
  }

type Steps = readonly (readonly [step: string, at: string, code?: string])[]

/** A referral that the shelter sent to the clinic, as its steps lie in clear. */
async function plant(need: string, steps: Steps): Promise<string> {
  const id = newId()
  const parties = JSON.stringify({ sender: WHO.caseworker.agencyId, receiver: WHO.clinic.agencyId })
  const agencies = `{${WHO.caseworker.agencyId},${WHO.clinic.agencyId}}`
  const clocks = JSON.stringify({
    acknowledge: { dueAt: new Date(Date.parse(steps[0]![1]) + 86_400_000).toISOString() },
  })
  await sql`
    insert into referral.request (id, kind, country, parties, agencies, seen_by, state, facts, clocks, sequence, head_hash,
      opened_at, changed_at)
    values (${id}, 'referral.referral', ${country.code}, ${parties}, ${agencies}, ${agencies}, 'completed',
      ${JSON.stringify({ need, urgency: 'standard' })}, ${clocks}, ${steps.length}, '\\x00', ${steps[0]![1]}, ${steps.at(-1)![1]})`.execute(
    owner,
  )
  for (const [index, [step, at, code]] of steps.entries()) {
    await sql`
      insert into referral.request_step (id, request_id, sequence, step, party, sealed_payload, actor_id, happened_at, recorded_at,
        previous_hash, hash)
      values (${newId()}, ${id}, ${index + 1}, ${step}, 'sender', '\\x00', ${newId()}, ${at}, ${at}, '\\x00', '\\x00')`.execute(
      owner,
    )
    if (code !== undefined) await sql`insert into referral.outcome_code values (${id}, ${step}, ${code})`.execute(owner)
  }
  return id
}

const GIVEN: Steps = [
  ['send', '2026-05-04T08:00:00Z'],
  ['acknowledge', '2026-05-04T12:00:00Z'],
  ['accept', '2026-05-05T08:00:00Z'],
  ['start', '2026-05-07T08:00:00Z'],
  ['complete', '2026-06-07T08:00:00Z', 'provided'],
]
const FULL: Steps = [
  ['send', '2026-05-04T08:00:00Z'],
  ['decline', '2026-05-07T08:00:00Z', 'full'],
]

test('an agency sees what came of what it sent and of what came to it; nobody else does', async () => {
  // Of the first something was kept back.
  await plant('health', [['send', '2026-05-04T08:00:00Z', 'kept_back'], ...GIVEN.slice(1)])
  for (let each = 1; each < 14; each++) await plant('health', GIVEN)
  for (let each = 0; each < 12; each++) await plant('health', FULL)
  for (let each = 0; each < 3; each++) await plant('legal_assistance', FULL)
  const { status, body } = await own('supervisor', 'side=sent&days=365')
  assert.equal(status, 200)
  assert.equal(body.whole.sent, 29)
  assert.deepEqual(body.whole.acknowledgedInTime, { count: 14, of: 29 })
  assert.deepEqual(body.whole.toAnswer, { median: 72, ninetieth: 72, of: 29 })
  assert.deepEqual(body.whole.keptBack, { count: 1, of: 29 })
  assert.deepEqual(body.whole.unavailable, { count: 15, of: 29 })
  assert.deepEqual(body.whole.delivered, { count: 14, of: 29 })
  assert.deepEqual(
    body.needs.map(({ need, measures }) => [need, measures.sent]),
    [
      ['health', 26],
      ['legal_assistance', 3],
    ],
  )
  const received = await own('supervisor', 'side=received&days=365')
  assert.equal(received.body.whole.sent, 0, 'none came to the shelter')
  const month = await own('supervisor', 'side=sent&days=30')
  assert.equal(month.body.whole.sent, 0)
  for (const who of ['caseworker', 'clinic', 'coordinator', 'administrator'] as const) {
    const refused = await own(who, 'side=sent&days=365')
    assert.deepEqual([refused.status, refused.body.code], [403, 'referral.not_allowed'], who)
  }
})

test('the country’s figures are told a quarter at a time, sixty days after it ended, without small numbers', async () => {
  const { status, body } = await ofCountry('coordinator')
  assert.equal(status, 200)
  assert.equal(body.quarter, '2026-Q2')
  assert.equal(body.quarters[0], '2026-Q2', 'the third quarter is told on 30 November')
  assert.equal(body.asOf, '2026-08-30')
  assert.equal(body.threshold, 10)
  assert.equal(body.sent, 29)
  assert.deepEqual(body.times.toAnswer, { median: 72, ninetieth: 72, of: 29 })
  assert.equal(body.times.toAnswerAtWork?.of, 29)
  assert.equal(body.times.toConfirmRecall, null, 'none was called back')
  for (const few of [body.keptBack, body.hops]) assert.deepEqual(few, { count: null, of: null })
  assert.equal(body.times.toFirstService, null, 'fourteen were promised a service: too few for a time')
  const legal = body.needs.find(({ need }) => need === 'legal_assistance')!
  assert.deepEqual([legal.sent, legal.endings.declined], [null, null], 'three are few')
  // And nothing from which the three could be worked out: of a total and its parts one more is withheld.
  const health = body.needs.find(({ need }) => need === 'health')!
  for (const [total, other] of [
    [body.sent, health.sent],
    [body.endings.declined, health.endings.declined],
  ])
    assert.ok(total === null || other === null, 'the total less the other need would be three')
  // Late: 15, in time: 14; both are many.
  assert.ok(body.acknowledgedInTime.count === 14 || body.acknowledgedInTime.count === null)
  assert.deepEqual(await ofCountry('analyst', '?quarter=2026-Q2').then((one) => one.body), body)
})

test('what happens after the sixty days changes no figure, and a quarter that is not told yet is refused', async () => {
  const before = (await ofCountry('coordinator', '?quarter=2026-Q2')).body
  await sql`
    insert into referral.request_step (id, request_id, sequence, step, party, sealed_payload, actor_id, happened_at, recorded_at,
      previous_hash, hash)
    select gen_random_uuid(), id, 99, 'complete', 'receiver', '\\x00', id, '2026-11-20', '2026-11-20', '\\x00', '\\x00'
    from referral.request`.execute(owner)
  assert.deepEqual((await ofCountry('coordinator', '?quarter=2026-Q2')).body, before)
  for (const quarter of ['2026-Q3', '2026-Q4', '1800-Q1']) {
    const refused = await ofCountry('coordinator', `?quarter=${quarter}`)
    assert.deepEqual([refused.status, refused.body.code], [422, 'referral.no_period'], quarter)
  }
  for (const who of ['supervisor', 'caseworker', 'clinic', 'administrator'] as const)
    assert.equal((await ofCountry(who)).status, 403, who)
})
