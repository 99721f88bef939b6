import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, newId } from '@gloact/kernel'
import { sql } from 'kysely'
import { todayIn } from './context.ts'
import {
  accounts,
  actionOf,
  AGENCIES,
  ask,
  context,
  given,
  module,
  owner,
  PEOPLE,
  planned,
  type Who,
} from './testing/stage.ts'

const problems = async (path: string, answers: Readonly<Record<string, unknown>>) =>
  ((await ask('officer', 'PUT', `${path}/${newId()}`, given(answers))).body.fields ?? []).map(
    ({ pointer, code }) => `${pointer.replace('/answers/', '')} ${code}`,
  )

test('a specific objective belongs to a goal of its plan, and is divided no further', async () => {
  const { plan, goal } = await planned()
  const other = await planned()
  const objective = newId<string>()
  const asked = (more: object) => ({
    title: { en: 'An objective' },
    code: `O-${newId().slice(-6)}`,
    plan,
    pillar: 'protection',
    ...more,
  })
  assert.equal((await ask('officer', 'PUT', `goals/${objective}`, given(asked({ part_of: goal })))).status, 200)
  assert.deepEqual(await problems('goals', asked({ part_of: objective })), ['part_of strategy.two_levels'])
  assert.deepEqual(await problems('goals', asked({ part_of: other.goal })), ['part_of strategy.goal_of_other_plan'])
  const own = (await ask('officer', 'GET', `goals/${goal}`)).body
  const turned = { answers: { ...own.answers, part_of: { value: objective } } }
  const circle = await ask('officer', 'PUT', `goals/${goal}`, turned, own.version)
  assert.deepEqual(circle.body.fields, [{ pointer: '/answers/part_of', code: 'strategy.two_levels' }])
})

test('what is delayed says why and by what, and is still to be done', async () => {
  const { plan, goal } = await planned()
  assert.deepEqual(await problems('actions', actionOf({ plan, goal }, { state: 'delayed' })), ['reason forms.required'])
  const said = {
    state: 'delayed',
    reason: 'The tender was repeated.',
    blocked_by: ['procurement'],
    due_on: '2026-01-31',
  }
  const delayed = newId<string>()
  assert.equal((await ask('officer', 'PUT', `actions/${delayed}`, given(actionOf({ plan, goal }, said)))).status, 200)
  const late = { plan: { any: [plan] }, state: { any: ['delayed'] }, blocked_by: { any: ['procurement'] } }
  assert.equal((await ask('focal', 'POST', 'actions/list', { filters: late })).body.total, 1)
  const { body } = await ask('focal', 'GET', `actions/${delayed}/claims`)
  assert.ok(body.mayClaim, 'what is delayed can be reported done')
})

test('an agency is reminded of its actions thirty days before they are due, and of no other’s', async () => {
  const due = addDays(todayIn(context), 20)
  const { plan, goal } = await planned({ due_on: due, code: 'R.SOON' })
  const added = (code: string, more: object) =>
    ask('officer', 'PUT', `actions/${newId()}`, given(actionOf({ plan, goal }, { code, due_on: due, ...more })))
  await added('R.OTHER', { owner: AGENCIES.clinic })
  await added('R.LATER', { due_on: addDays(due, 30) })
  const tasks = (await module.tasks?.(PEOPLE.focal)) ?? []
  const codes = tasks.filter(({ kind }) => kind === 'due_action').map(({ details }) => details['code'])
  assert.ok(codes.includes('R.SOON') && !codes.includes('R.OTHER') && !codes.includes('R.LATER'), codes.join(', '))
})

test('what a body assessed says how, apart from what the country reports of itself', async () => {
  const asked = { title: { en: 'Helplines' }, body: 'greta', year: 2026, text: { en: 'Keep it open.' } }
  const row = (state: string, more: object = {}) => ({ ...asked, code: `A-${newId().slice(-6)}`, state, ...more })
  assert.deepEqual(await problems('recommendations', row('assessed')), ['assessed_as forms.required'])
  assert.deepEqual(await problems('recommendations', row('assessed', { assessed_as: 'partly' })), [])
  assert.deepEqual(await problems('recommendations', row('implemented')), [])
  const { body } = await ask('focal', 'GET', 'overview')
  const greta = (
    body as unknown as { bodies: { body: string; figures: Record<string, { count: number }> }[] }
  ).bodies.find((one) => one.body === 'greta')!
  assert.deepEqual([greta.figures['implemented']?.count, greta.figures['assessed']?.count], [1, 1])
})

test('the year to come is taken into a calendar over all agencies, prevention by itself, with the same ids each time', async () => {
  const soon = addDays(todayIn(context), 90)
  const { action } = await planned({ due_on: soon })
  const activity = newId<string>()
  const campaign = { title: { en: 'A campaign' }, kind: 'campaign', state: 'planned', starts_on: soon, audience: 'All' }
  assert.equal((await ask('other', 'PUT', `activities/${activity}`, given(campaign))).status, 200)
  const taken = async (of: string) => (await ask('focal', 'GET', `calendar?of=${of}&language=fr`)).raw.toString('utf8')
  const idsOf = (text: string) => [...text.matchAll(/^UID:(.*)/gm)].map(([, id]) => id!.trim())
  const all = idsOf(await taken('all'))
  for (const id of [`action-${action}`, `activity-${activity}`]) assert.ok(all.includes(id), all.join(', '))
  assert.ok(
    all.some((id) => id.startsWith('training-')),
    'what other modules announce is in it',
  )
  assert.deepEqual(idsOf(await taken('activity')), [`activity-${activity}`])
  assert.deepEqual(idsOf(await taken('all')), all)
  assert.equal((await ask('caseworker', 'GET', 'calendar?language=fr')).status, 403)
})

const newFeed = async (who: Who): Promise<string> => {
  const { status, body } = await ask(who, 'POST', 'calendar-feed')
  assert.equal(status, 201)
  return (body as unknown as { path: string }).path.replace('/strategy/', '')
}
/** As a calendar program asks: without an account. */
const asked = async (path: string) => {
  const { status, raw } = await ask('nobody' as Who, 'GET', path)
  return { status, text: raw.toString('utf8') }
}

test('a calendar program subscribes to the year to come by a secret address, in the language of its owner', async () => {
  const { action } = await planned({ due_on: addDays(todayIn(context), 40) })
  const first = await newFeed('focal')
  const address = await newFeed('focal')
  const { status, text } = await asked(address)
  assert.equal(status, 200)
  assert.match(text, new RegExp(`^UID:action-${action}\\s*$`, 'm'))
  assert.match(text, /^SUMMARY:Action à échéance/m)
  const last = [first, `${address}x`, address.replace('.ics', ''), 'calendar/none.ics']
  for (const wrong of last) assert.equal((await asked(wrong)).status, 404, 'one that ended, and one that never was')
  const rows = await sql<{ token_hash: Uint8Array }>`select * from strategy.calendar_feed`.execute(owner)
  const token = /calendar\/(.+)\.ics$/.exec(address)![1]!
  assert.ok(!JSON.stringify(rows.rows).includes(token), 'the address itself is kept nowhere')
  const { feed } = (await ask('focal', 'GET', 'calendar-feed')).body as unknown as { feed: { lastReadOn: string } }
  assert.equal(feed.lastReadOn, todayIn(context))
  assert.deepEqual(
    (await ask('other', 'GET', 'calendar-feed')).body,
    { feed: null },
    'nobody sees that another has one',
  )
})

test('the address ends with its owner’s right to read the plan, when they revoke it, and with a phone that is lost', async () => {
  const address = await newFeed('other')
  const answers = async () => (await asked(address)).status
  assert.equal(await answers(), 200)
  const { userId } = PEOPLE.other
  const before = accounts.get(userId)!
  accounts.set(userId, { ...before, roles: [] })
  assert.equal(await answers(), 404)
  accounts.delete(userId)
  assert.equal(await answers(), 404)
  accounts.set(userId, before)
  assert.equal(await answers(), 200)
  assert.equal((await ask('other', 'POST', 'calendar-feed/revoke')).status, 200)
  assert.equal(await answers(), 404)
  const next = await newFeed('other')
  await module.phoneLost?.(userId, PEOPLE.officer)
  assert.equal((await asked(next)).status, 404)
  assert.equal((await ask('caseworker', 'POST', 'calendar-feed')).status, 403)
})
