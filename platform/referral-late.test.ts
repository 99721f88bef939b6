import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { listLate } from '@gloact/referral/contract/late'
import type { ResponseOf } from '@gloact/http/contract'
import { referralStage, value } from './testing/referral-stage.ts'

const { clock, WHO, ADULT, ask, consent, send, tasksOf, runJob } = await referralStage()
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
