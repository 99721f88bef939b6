import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { listLate } from '@gloact/referral/contract/late'
import type { ResponseOf } from '@gloact/http/contract'
import { referralStage, value } from './testing/referral-stage.ts'

const { clock, platform, WHO, ADULT, ask, consent, send, tasksOf, runJob } = await referralStage()
const CLINIC = { agencyId: WHO.clinic.agencyId, recipientKind: 'health' }
const START = Date.parse('2026-11-24T09:00:00Z')
const after = (hours: number) => clock.set(new Date(START + hours * 3_600_000).toISOString())
type Late = ResponseOf<typeof listLate>['items']

const late = async (who: 'coordinator' | 'dataProtection') =>
  (await ask(who, 'GET', '/referral/late')).body.items as unknown as Late

async function sent(): Promise<{ readonly id: string; readonly number: string }> {
  const { items } = (await ask('caseworker', 'GET', '/referral/services?type=health')).body
  const service = items.find(
    ({ agencyId, byLink, room }) => agencyId === CLINIC.agencyId && !byLink && room === 'open',
  )!
  const body = { id: newId(), stepId: newId(), fileId: ADULT, serviceId: service.id, urgency: 'emergency' }
  const drafted = await ask('caseworker', 'POST', '/referral/referrals', {
    ...body,
    words: 'A check of the burns on her hands.',
    groups: ['identity'],
    child: null,
    happenedAt: clock.now(),
  })
  assert.equal(drafted.status, 201, drafted.text)
  assert.equal((await send('caseworker', body.id)).status, 201)
  return { id: body.id, number: String(drafted.body.facts['number']) }
}
const step = (who: 'clinic' | 'caseworker', id: string, name: string, answers: object = {}) =>
  ask(who, 'POST', `/referral/referrals/${id}/steps`, { id: newId(), step: name, happenedAt: clock.now(), answers })

test('a deadline that ran out is the sender’s to know as well, and, as long again, the coordinator’s: by number and service alone', async () => {
  await consent('referral', [CLINIC], ['needs', 'identity'])
  const { id, number } = await sent()
  await step('clinic', id, 'acknowledge')
  await step('clinic', id, 'accept', { first_on: value('2026-11-24') })
  const known = async () => (await late('coordinator')).some((each) => each.number === number)
  assert.ok(!(await tasksOf('caseworker')).includes(id), 'it is the clinic’s turn')
  after(4.5)
  assert.ok((await tasksOf('caseworker')).includes(id), 'the first service is overdue')
  assert.ok((await tasksOf('supervisor')).includes(id))
  assert.ok(!(await tasksOf('children')).includes(id), 'no other agency hears of it')
  assert.equal(await known(), false)
  after(8.5)
  assert.equal(await known(), true)
  const [line] = (await late('coordinator')).filter((each) => each.number === number)
  assert.deepEqual([line!.clock, line!.service, line!.kind], ['first_service', 'General practice', 'referral'])
  const { text } = await ask('coordinator', 'GET', '/referral/late')
  assert.ok(!text.includes(id) && !text.includes(ADULT) && !text.includes('burns'))
  assert.ok((await tasksOf('coordinator')).includes('late'))
  assert.ok(
    (await late('dataProtection')).every(({ clock: name }) => name === 'confirm_recall' || name === 'override_review'),
  )
  for (const who of ['caseworker', 'clinic', 'administrator'] as const)
    assert.equal((await ask(who, 'GET', '/referral/late')).body.code, 'referral.not_allowed', who)
  await step('clinic', id, 'start')
  assert.ok(!(await tasksOf('caseworker')).includes(id))
  assert.equal(await known(), false)
})

test('at half of its time the service is reminded among its tasks; from half as long again the same is offered to another in one step', async () => {
  after(0)
  const { id } = await sent()
  const referral = platform.modules.find((each) => each.id === 'referral')!
  const taskOf = async () => (await referral.tasks!(WHO.clinic)).find(({ about }) => about.id === id)
  after(0.2)
  assert.equal((await taskOf())?.kind, 'request_turn')
  after(0.3)
  assert.deepEqual([(await taskOf())?.kind, (await taskOf())?.details['clock']], ['referral_reminder', 'acknowledge'])
  await step('clinic', id, 'acknowledge')
  assert.equal((await taskOf())?.kind, 'request_turn', 'it was acknowledged: the time to answer is not half gone')
  after(1.6)
  const { items } = (await ask('caseworker', 'GET', '/referral/services?type=health')).body
  const first = String((await ask('caseworker', 'GET', `/referral/referrals/${id}`)).body.facts['service_id'])
  const other = items.find(
    ({ id: each, agencyId, byLink }) => agencyId === CLINIC.agencyId && !byLink && each !== first,
  )!
  const body = { id: newId(), stepId: newId(), serviceId: other.id, happenedAt: clock.now() }
  const offer = (who: 'caseworker' | 'clinic' | 'children') =>
    ask(who, 'POST', `/referral/referrals/${id}/offers`, body)
  assert.equal((await offer('clinic')).body.code, 'referral.not_allowed')
  assert.equal((await offer('children')).status, 404)
  const drafted = await offer('caseworker')
  assert.deepEqual([drafted.status, drafted.body.state], [201, 'draft'], drafted.text)
  assert.equal((await offer('caseworker')).status, 201, 'sent twice it is one draft')
  const { body: preview } = await ask('caseworker', 'GET', `/referral/referrals/${body.id}/preview`)
  assert.equal(preview.package.words, 'A check of the burns on her hands.')
  assert.equal(drafted.body.facts['offer_set'], id)
  await step('caseworker', body.id, 'discard')
  await step('caseworker', id, 'withdraw', { reason: value('mistake') })
})

test('word that copies are gone: after its time the service’s supervisor and the sender, then the data-protection officer', async () => {
  after(0)
  const { id, number } = await sent()
  await step('clinic', id, 'acknowledge')
  await step('caseworker', id, 'withdraw', { reason: value('mistake') })
  after(24 * 9)
  assert.ok((await tasksOf('caseworker')).includes(id))
  after(24 * 16)
  assert.ok((await late('dataProtection')).some((each) => each.number === number && each.clock === 'confirm_recall'))
  assert.ok((await late('coordinator')).every((each) => each.number !== number))
  await step('clinic', id, 'confirm_recall')
  assert.ok((await late('dataProtection')).every((each) => each.number !== number))
  await runJob('referral.take_due_steps')
})
