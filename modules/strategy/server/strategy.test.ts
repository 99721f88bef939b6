import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ResponseOf } from '@gloact/http/contract'
import { newId } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { verifyRequests } from '@gloact/records/server'
import { verifyRows } from '@gloact/registers/server'
import { sql } from 'kysely'
import type { Counted, readOverview } from '../contract/overview.ts'
import type { readCosting } from '../contract/planned.ts'
import { actions } from '../contract/registers.ts'
import { claimsOf } from './claims.ts'
import { keptObjects } from './evidence.ts'
import {
  actionOf,
  AGENCIES,
  all,
  ask,
  clock,
  context,
  db,
  given,
  module,
  owner,
  PEOPLE,
  planned,
  store,
  type Who,
} from './testing/stage.ts'

const DOCUMENT = Buffer.from('Minutes of the opening, with the list of rooms.')
const send = (who: Who, action: string, evidenceId: string, bytes: Buffer = DOCUMENT, type = 'text/plain') =>
  ask(who, 'PUT', `actions/${action}/evidence/${evidenceId}?contentType=${encodeURIComponent(type)}`, bytes)

interface Reported {
  readonly claimId: string
  readonly sent: object
  readonly answer: Awaited<ReturnType<typeof ask>>
}

async function report(who: Who, action: string, evidenceId: string): Promise<Reported> {
  const claimId = newId<string>()
  const sent = {
    claimId,
    stepId: newId(),
    evidenceId,
    happenedAt: clock.now(),
    ...given({ done_on: '2026-11-20', summary: 'The shelter is open.' }),
  }
  return { claimId, sent, answer: await ask(who, 'POST', `actions/${action}/claims`, sent) }
}

const step = (who: Who, claimId: string, name: string, answers: object) =>
  ask(who, 'POST', `claims/${claimId}/steps`, { id: newId(), step: name, happenedAt: clock.now(), ...answers })
const VERIFIED = given({ how: 'Seen on a visit.' })
const stateOf = async (action: string) => {
  const answer = (await ask('officer', 'GET', `actions/${action}`)).body.answers['state']
  return answer && 'value' in answer ? answer.value : undefined
}

test('the invented country has its plans once, and each figure of the overview is the number of its list', async () => {
  const none = { progress: () => undefined, people: () => undefined }
  await module.demo?.(none)
  await module.demo?.(none)
  const overview = (await ask('focal', 'GET', 'overview')).body as unknown as ResponseOf<typeof readOverview>
  assert.equal(overview.plans.length, 3)
  assert.deepEqual(Object.fromEntries(Object.entries(overview.actions).map(([name, { count }]) => [name, count])), {
    all: 60,
    verified: 13,
    claimed: 6,
    late: overview.actions.late.count,
    blocked: 2,
    unfunded: overview.actions.unfunded.count,
  })
  assert.ok(overview.actions.late.count >= 5 && overview.actions.unfunded.count >= 10)
  assert.equal(overview.recommendations.all.count, 45)
  assert.equal(overview.recommendations.without_action.count, 7)
  assert.equal(overview.bodies.length, 6)
  assert.ok(overview.bodies.every(({ figures }) => figures.all.count >= 5))
  let compared = 0
  const compare = async (path: string, figures: Readonly<Record<string, Counted>>) => {
    for (const [name, { count, filters }] of Object.entries(figures)) {
      const { body } = await ask('focal', 'POST', `${path}/list`, { filters })
      assert.equal(body.total, count, `${path} ${name}`)
      compared++
    }
  }
  await compare('actions', overview.actions)
  for (const { figures } of overview.pillars) await compare('actions', figures)
  await compare('recommendations', overview.recommendations)
  for (const { figures } of overview.bodies) await compare('recommendations', figures)
  assert.equal(compared, 6 * 5 + 4 * 7)
  // Money: by currency, and what is cut by pillar adds up to the whole.
  // An action counts by its cost lines where it has any, else by its own estimate; dropped and carried ones do not.
  const { rows } = await sql<{ currency: string; cost: number }>`
    with counted as (
      select id::text as id, answers from strategy.action
      where archived_at is null and k_plan = ${overview.planId} and k_state not in ('dropped', 'carried')
    ), line as (
      select k_action as action, answers from strategy.cost_line where archived_at is null
    ), cost as (
      select answers from line where action in (select id from counted)
      union all select answers from counted where id not in (select action from line)
    )
    select answers #>> '{cost,value,currency}' as currency, sum((answers #>> '{cost,value,amount}')::numeric)::float8 as cost
    from cost where answers #> '{cost,value}' is not null group by 1 order by 2 desc`.execute(owner)
  const [whole, cut] = [false, true].map((isCut) => overview.money.filter(({ pillar }) => (pillar !== null) === isCut))
  assert.deepEqual(
    whole?.map(({ currency, cost }) => ({ currency, cost })),
    rows,
  )
  for (const { currency, cost, secured } of whole ?? []) {
    const own = cut?.filter((row) => row.currency === currency) ?? []
    const added = ['cost', 'secured'].map((name) => own.reduce((sum, row) => sum + row[name as 'cost' | 'secured'], 0))
    assert.deepEqual(added, [cost, secured], currency)
  }
  // The costing of the plan is the same, converted at the rates that the plan states.
  const costing = (await ask('officer', 'GET', `plans/${overview.planId}/costing`)).body as unknown as ResponseOf<
    typeof readCosting
  >
  const worth = new Map([
    [costing.currency ?? '', 1],
    ...costing.rates.map(({ currency, worth: rate }) => [currency, rate] as const),
  ])
  for (const part of ['cost', 'spent'] as const) {
    const converted = (whole ?? []).reduce((all, row) => all + row[part] * (worth.get(row.currency) ?? 0), 0)
    assert.ok(Math.abs(converted - costing.total[part]) < 1, `${part}: ${converted} and ${costing.total[part]}`)
  }
  const sum = (name: 'all' | 'late' | 'verified') =>
    overview.pillars.reduce((total, { figures }) => total + figures[name].count, 0)
  for (const name of ['all', 'late', 'verified'] as const) assert.equal(sum(name), overview.actions[name].count)
  assert.ok(overview.urgent.length === 10 && overview.urgent.every(({ late, unfunded }) => late || unfunded))
  const cards = await module.overview?.(PEOPLE.focal)
  assert.equal(cards?.find(({ kind }) => kind === 'claimed_actions')?.count, 6)
  assert.ok(
    (await module.tasks?.(PEOPLE.focal))?.every(({ kind }) => ['late_action', 'due_action', 'decision'].includes(kind)),
  )
})

test('an agency reports an action done with a document, another person verifies it, and only then is it done', async () => {
  const { action } = await planned()
  const evidenceId = newId()
  const uploaded = await send('focal', action, evidenceId)
  assert.equal(uploaded.status, 200, JSON.stringify(uploaded.body))
  assert.equal((await send('focal', action, evidenceId)).status, 200, 'sent twice, kept once')
  assert.equal((await send('focal', action, evidenceId, Buffer.from('Another'))).body.code, 'strategy.evidence_differs')
  const { claimId, sent, answer } = await report('focal', action, evidenceId)
  assert.deepEqual([answer.status, answer.body.state], [201, 'claimed'])
  const again = await ask('focal', 'POST', `actions/${action}/claims`, sent)
  assert.deepEqual([again.status, again.body.version], [201, 1], 'sent twice, reported once')
  assert.equal(await stateOf(action), 'claimed')

  for (const who of ['focal', 'other', 'caseworker'] as const) {
    const refused = await step(who, claimId, 'verify', VERIFIED)
    assert.ok([403, 404, 409].includes(refused.status), `${who}: ${refused.status}`)
  }
  assert.equal(await stateOf(action), 'claimed')
  const tasks = await module.tasks?.(PEOPLE.officer)
  assert.ok(tasks?.some(({ kind, about }) => kind === 'request_turn' && about.id === claimId))

  assert.equal(
    (await ask('coordinator', 'GET', `actions/${action}/evidence/${evidenceId}`)).raw.toString(),
    String(DOCUMENT),
  )
  assert.equal((await step('officer', claimId, 'verify', VERIFIED)).status, 201)
  assert.equal(await stateOf(action), 'verified')
  const history = await ask('officer', 'GET', `actions/${action}/history`)
  assert.equal(history.body.items.length, 3, 'added, claimed, verified')
  assert.equal((await report('focal', action, newId())).answer.body.code, 'strategy.not_open')
})

test('what the office reports itself, somebody else of the office verifies', async () => {
  const { action } = await planned({ owner: AGENCIES.coordination })
  const evidenceId = newId()
  await send('officer', action, evidenceId)
  const { claimId } = await report('officer', action, evidenceId)
  const own = await step('officer', claimId, 'verify', VERIFIED)
  assert.equal(own.body.code, 'records.second_person')
  assert.equal(await stateOf(action), 'claimed')
  assert.equal((await step('coordinator', claimId, 'verify', VERIFIED)).status, 201)
  assert.equal(await stateOf(action), 'verified')
})

test('what is sent back or withdrawn is in progress again, and may be reported again with another document', async () => {
  const { action } = await planned()
  const [first, second, third] = [newId(), newId(), newId()]
  await send('focal', action, first)
  const one = await report('focal', action, first)
  assert.equal((await step('officer', one.claimId, 'send_back', given({ missing: 'The date.' }))).status, 201)
  assert.equal(await stateOf(action), 'in_progress')
  assert.equal((await report('focal', action, first)).answer.body.code, 'strategy.evidence_missing', 'used before')
  await send('focal', action, second)
  const two = await report('focal', action, second)
  assert.equal((await step('focal', two.claimId, 'withdraw', { answers: {} })).status, 201)
  await send('focal', action, third)
  assert.equal((await report('focal', action, third)).answer.status, 201)
  const { items } = (await ask('officer', 'GET', `actions/${action}/claims`)).body
  assert.deepEqual(items.map(({ state }) => state).toSorted(), ['claimed', 'sent_back', 'withdrawn'])
})

test('no hand, file or agency but its lead makes an action claimed or verified', async () => {
  const { plan, goal, action } = await planned()
  for (const state of ['claimed', 'verified']) {
    const added = await ask('officer', 'PUT', `actions/${newId()}`, given(actionOf({ plan, goal }, { state })))
    assert.deepEqual(added.body.fields, [{ pointer: '/answers/state', code: 'strategy.state_by_claim' }])
    const before = (await ask('officer', 'GET', `actions/${action}`)).body
    const answers = { ...before.answers, state: { value: state } }
    const changed = await ask('officer', 'PUT', `actions/${action}`, { answers }, before.version)
    assert.equal(changed.body.code, 'registers.invalid')
    const file = Buffer.from(`id,Status\r\n${action},${state}\r\n`)
    const told = await ask('officer', 'POST', `actions/import?trial=no&importId=${newId()}`, file)
    assert.deepEqual([told.body.imported, told.body.problems[0]?.code], [false, 'strategy.state_by_claim'])
  }
  const evidenceId = newId()
  assert.equal((await send('other', action, evidenceId)).status, 403)
  assert.equal((await report('other', action, evidenceId)).answer.status, 403)
  assert.equal((await send('focal', newId(), evidenceId)).body.code, 'strategy.unknown')
  assert.equal((await ask('focal', 'PUT', `actions/${action}`, given({}), 1)).status, 403)
  assert.equal((await ask('caseworker', 'GET', 'overview')).status, 403)
})

test('a document that a machine runs, that lies or that is empty is refused, and nothing of it is kept', async () => {
  const { action } = await planned()
  const stored = async () => (await all(store.list())).length
  const before = await stored()
  const program = Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')
  const page = Buffer.from('<!doctype html><script>alert(1)</script>')
  for (const [bytes, type] of [
    [program, 'application/pdf'],
    [program, ''],
    [page, 'text/html'],
    [DOCUMENT, 'application/pdf'],
    [Buffer.from('#!/bin/sh\0'), ''],
  ] as const)
    assert.equal(
      (await send('focal', action, newId(), bytes, type || 'application/x-msdownload')).body.code,
      'strategy.evidence_refused',
      type,
    )
  const large = Buffer.alloc(5_000_001, 'a')
  assert.equal((await send('focal', action, newId(), large)).body.code, 'strategy.evidence_too_large')
  assert.equal(await stored(), before)
})

test('dates outside the plan, circles and goals of another plan are refused beside their field', async () => {
  const { plan, goal, action } = await planned()
  const other = await planned()
  const wrong = await ask(
    'officer',
    'PUT',
    `actions/${newId()}`,
    given(actionOf({ plan, goal: other.goal }, { due_on: '2031-01-01', secured: { amount: 0, currency: 'EUR' } })),
  )
  assert.deepEqual(
    wrong.body.fields.map(({ code }) => code),
    ['strategy.outside_plan', 'strategy.goal_of_other_plan', 'strategy.nothing_secured'],
  )
  const second = newId()
  await ask('officer', 'PUT', `actions/${second}`, given(actionOf({ plan, goal }, { depends_on: [action] })))
  const { body } = await ask('officer', 'GET', `actions/${action}`)
  const circle = await ask(
    'officer',
    'PUT',
    `actions/${action}`,
    { answers: { ...body.answers, depends_on: { value: [second] } } },
    body.version,
  )
  assert.deepEqual(circle.body.fields, [{ pointer: '/answers/depends_on', code: 'strategy.circular' }])
})

test('the plan is taken out as a workbook and comes in again as it was; recommendations come from a table with their faults listed', async () => {
  for (const path of ['actions', 'recommendations', 'goals', 'plans']) {
    const taken = await ask('officer', 'POST', `${path}/export`, { format: 'xlsx', language: 'ru' })
    const told = await ask('officer', 'POST', `${path}/import?trial=no&importId=${newId()}`, taken.raw)
    const { added, changed, problems, unchanged, lines } = told.body
    assert.deepEqual({ added, changed, problems }, { added: 0, changed: 0, problems: [] }, path)
    assert.equal(unchanged, lines)
  }
  const lines = [
    'Number,Theme,Body,Year,Exact text,Status,Actions that answer it',
    'NEW-1,Helplines,GRETA,2026,Keep the helpline open.,Received,1.4',
    'NEW-2,Data,Universal Periodic Review,2026,Publish data.,Assigned,8.1; 8.2',
    'NEW-3,Unknown body,Some Body,2026,Text,Received,',
    'NEW-4,No text,CEDAW,2026,,Received,',
    'NEW-5,Unknown action,CEDAW,2026,Text,Received,99.9',
  ]
  const table = (...rows: string[]) => Buffer.from(rows.join('\r\n'))
  const faulty = await ask('officer', 'POST', `recommendations/import?trial=yes&importId=${newId()}`, table(...lines))
  assert.deepEqual(
    faulty.body.problems.map(({ line, column, code }) => `${line} ${column} ${code}`),
    ['4 body forms.unknown_code', '5 text forms.required', '6 actions forms.unknown_reference'],
  )
  const good = await ask(
    'officer',
    'POST',
    `recommendations/import?trial=no&importId=${newId()}`,
    table(...lines.slice(0, 3)),
  )
  assert.deepEqual([good.body.added, good.body.imported], [2, true])
})

test('rows, claims and documents are held against the log, and the sweep of attachments leaves the documents', async () => {
  await readInScope(db, systemScope('DL'), async (trx) => {
    assert.deepEqual(await verifyRows(trx, actions), [])
  })
  const verified = await verifyRequests(claimsOf(context), context.db)
  assert.equal(verified.broken, undefined)
  assert.ok(verified.requests >= 20 && verified.steps > verified.requests)
  const { rows } = await sql<{ id: string }>`select object_id as id from strategy.evidence`.execute(owner)
  const kept = await keptObjects(context, [...rows.map(({ id }) => id), crypto.randomUUID()])
  assert.equal(kept.size, rows.length)
  const bytes = await all(store.list())
  assert.ok(bytes.length >= rows.length)
  for (const object of bytes.slice(0, 3)) {
    const got = await store.get(object.id)
    assert.ok(got.ok)
    const pieces = await all(got.value)
    assert.ok(!Buffer.concat(pieces).includes('Invented report'), 'sealed at rest')
  }
})

test('an action that begins later is not reported done before', async () => {
  const { action } = await planned({ starts_on: '2027-01-15', due_on: '2027-06-30' })
  const evidenceId = newId<string>()
  assert.equal((await send('focal', action, evidenceId)).status, 200)
  const { answer } = await report('focal', action, evidenceId)
  assert.deepEqual([answer.status, answer.body.code], [422, 'strategy.done_before_start'])
  assert.notEqual(await stateOf(action), 'claimed')
})
