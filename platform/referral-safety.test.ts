import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { ResponseOf } from '@gloact/http/contract'
import type { listTold } from '@gloact/referral/contract/told'
import { sql } from 'kysely'
import { referralStage, value } from './testing/referral-stage.ts'

const { owner, WHO, ADULT, clock, country, ask, act, consent, send } = await referralStage()
type Who = keyof typeof WHO
type Told = ResponseOf<typeof listTold>['items']

const referrals = '/referral/referrals'
const CLINIC = { agencyId: WHO.clinic.agencyId, recipientKind: 'health' }
const { items: found } = (await ask('caseworker', 'GET', '/referral/services?type=health')).body
const [first, second] = found.filter(
  ({ agencyId, room, byLink }) => agencyId === CLINIC.agencyId && room === 'open' && !byLink,
)
const step = (who: Who, id: string, name: string, answers: object = {}) =>
  ask(who, 'POST', `${referrals}/${id}/steps`, { id: newId(), step: name, happenedAt: clock.now(), answers })
const draft = async (who: Who, more: object = {}) => {
  const body = {
    id: newId(),
    stepId: newId(),
    fileId: ADULT,
    serviceId: first!.id,
    urgency: 'standard',
    words: 'A check of the burns on her hands.',
    groups: ['identity'],
    child: null,
    happenedAt: clock.now(),
    ...more,
  }
  return { id: body.id, ...(await ask(who, 'POST', referrals, body)) }
}
const clockOf = async (id: string, name: string) =>
  (await ask('caseworker', 'GET', `${referrals}/${id}`)).body.clocks.find(({ clock: each }) => each === name)!

test('an emergency is sent after a call, and has to be acknowledged within half an hour', async () => {
  await consent('referral', [CLINIC], ['needs', 'identity'])
  const { id } = await draft('caseworker', { urgency: 'emergency' })
  const { digest } = (await ask('caseworker', 'GET', `${referrals}/${id}/preview`)).body
  const body = { stepId: newId(), digest, happenedAt: clock.now() }
  const silent = await ask('caseworker', 'POST', `${referrals}/${id}/send`, body)
  assert.deepEqual([silent.status, silent.body.code], [422, 'referral.call_missing'])
  assert.equal(
    (await ask('caseworker', 'POST', `${referrals}/${id}/send`, { ...body, called: 'no_answer' })).status,
    201,
  )
  const { startedAt, dueAt } = await clockOf(id, 'acknowledge')
  assert.equal(Date.parse(dueAt!) - Date.parse(startedAt), 30 * 60_000)
})

test('what is planned has time until the end of the day that was agreed', async () => {
  const { id } = await draft('caseworker', { urgency: 'planned' })
  assert.equal((await send('caseworker', id)).status, 201)
  await step('clinic', id, 'acknowledge')
  assert.equal((await step('clinic', id, 'accept', { first_on: value('2027-01-18') })).status, 201)
  const { dueAt } = await clockOf(id, 'first_service')
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: country.calendar.timeZone })
  assert.deepEqual(
    [day.format(new Date(dueAt!)), day.format(new Date(Date.parse(dueAt!) + 1))],
    ['2027-01-18', '2027-01-19'],
  )
})

test('a file that names somebody of a service goes there by a supervisor’s decision alone', async () => {
  const { rows } = await sql<{ name: string }>`
    select name from identity.staff where agency_id = ${CLINIC.agencyId} order by name limit 1`.execute(owner)
  const waiting = await draft('caseworker')
  assert.equal(waiting.status, 201)
  const row = newId()
  const { version } = country.forms.find(({ id }) => id === 'situation')!
  await act('answers_recorded', {
    form: 'situation',
    version,
    edits: { [`perpetrators/${row}`]: value(true), [`perpetrators/${row}/known_as`]: value(rows[0]!.name) },
  })
  const refused = await draft('caseworker')
  assert.deepEqual([refused.status, refused.body.code], [409, 'referral.tied'])
  assert.equal((await send('caseworker', waiting.id)).body.code, 'referral.tied', 'one that was drafted before')
  const weighed = await draft('supervisor')
  assert.equal(weighed.status, 201, weighed.text)
  assert.equal((await send('caseworker', weighed.id)).status, 201)
  const seen = await ask('clinic', 'GET', `${referrals}/${weighed.id}`)
  assert.ok(seen.status === 200 && !seen.text.includes('tie_weighed'), 'the service learns of nothing')
  const gone = { [`perpetrators/${row}/known_as`]: value('Nobody of Them') }
  await act('answers_recorded', { form: 'situation', version, edits: gone })
  assert.equal((await send('caseworker', waiting.id)).status, 201)
})

test('withdrawn for their safety, nothing of the file goes to that site again; of another file it does', async () => {
  const waiting = await draft('caseworker')
  const { id } = await draft('caseworker')
  await send('caseworker', id)
  assert.equal((await step('caseworker', id, 'withdraw', { reason: value('safety') })).status, 201)
  for (const who of ['caseworker', 'supervisor'] as const)
    assert.equal((await draft(who)).body.code, 'referral.unsafe_there', who)
  assert.equal((await send('caseworker', waiting.id)).body.code, 'referral.unsafe_there', 'one that was drafted before')
  const unsafe = async (who: Who, fileId: string) =>
    ((await ask(who, 'GET', `/referral/services?type=health&fileId=${fileId}`)).body as unknown as { unsafe: string[] })
      .unsafe
  assert.ok((await unsafe('caseworker', ADULT)).includes(first!.id))
  assert.deepEqual(await unsafe('clinic', ADULT), [], 'who does not see the file learns of nothing')
  assert.ok(!(await ask('clinic', 'GET', `${referrals}/${id}`)).text.includes('safety'))
  assert.equal((await draft('caseworker', { serviceId: second!.id })).status, 201, 'another site is open')
})

test('who knows what: every package of the file, with recipient and groups, for those who see the file alone', async () => {
  const told = async (who: Who) => {
    const { status, body } = await ask(who, 'GET', `/referral/files/${ADULT}/told`)
    return { status, code: body.code, items: (body.items ?? []) as unknown as Told }
  }
  const { id } = await draft('caseworker', { serviceId: second!.id })
  assert.equal((await send('caseworker', id)).status, 201)
  const first = (await told('caseworker')).items.find(({ requestId }) => requestId === id)!
  assert.deepEqual(
    first.groups.map(({ group, basis }) => [group, basis]),
    [
      ['identity', null],
      ['needs', null],
    ],
  )
  assert.equal(first.endedAt, null)
  assert.ok(first.agencies.length === 1 && first.service !== null)
  await step('caseworker', id, 'withdraw', { reason: value('mistake') })
  const later = (await told('caseworker')).items.find(({ requestId }) => requestId === id)!
  assert.equal(later.because, 'withdrawn')
  assert.deepEqual(later.groups, first.groups, 'what was said stays said')
  for (const who of ['clinic', 'children'] as const)
    assert.deepEqual([(await told(who)).status, (await told(who)).code], [404, 'referral.no_file'], who)
  assert.equal((await told('administrator')).code, 'referral.not_allowed')
})
