import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { Details } from '@gloact/referral/contract/details'
import { sql } from 'kysely'
import { referralStage, value } from './testing/referral-stage.ts'

const { owner, clock, WHO, ADULT, ask, consent, send } = await referralStage()
type Who = keyof typeof WHO
const CLINIC = { agencyId: WHO.clinic.agencyId, recipientKind: 'health' }

const details = async (who: Who, serviceId: string) =>
  (await ask(who, 'GET', `/referral/services/${serviceId}/details`)).body as unknown as Details
const propose = (who: Who, serviceId: string, more: object) =>
  ask(who, 'POST', `/referral/services/${serviceId}/details`, {
    id: newId(),
    field: 'address',
    sight: 'public',
    ...more,
  })
const confirm = (who: Who, serviceId: string, id: string) =>
  ask(who, 'POST', `/referral/services/${serviceId}/details/confirm`, { id })

const services = (await ask('caseworker', 'GET', '/referral/services')).body.items
const clinic = services.find(
  ({ type, agencyId, byLink, room }) => type === 'health' && agencyId === CLINIC.agencyId && !byLink && room === 'open',
)!
const house = services.find(({ type }) => type === 'shelter')!

test('the demonstration says when a service is open and where people go at night; a house’s address is seen by its agency alone', async () => {
  const shown = await details('caseworker', clinic.id)
  assert.deepEqual(
    shown.items.map(({ field }) => field),
    ['contact', 'fees', 'hours', 'night'],
  )
  assert.match(shown.items.find(({ field }) => field === 'night')!.names!, /^General practice, Clinic/)
  assert.equal(shown.openNow, true, 'at nine in the morning, in Demoland three in the afternoon')
  clock.set('2026-11-24T19:00:00Z')
  assert.equal((await details('caseworker', clinic.id)).openNow, false)
  clock.set('2026-11-24T09:00:00Z')
  const own = await details('supervisor', house.id)
  assert.ok(own.items.some(({ field, sight }) => field === 'address' && sight === 'after_acceptance'))
  const others = await ask('children', 'GET', `/referral/services/${house.id}/details`)
  assert.ok(!others.text.includes('address"') && !others.text.includes('Invented Lane'), others.text)
  const listed = await ask('supervisor', 'GET', '/referral/services')
  assert.ok(!listed.text.includes('Invented Lane'), 'in no list, not even the own agency’s')
})

test('an address is seen by a sender once their referral was accepted, and no longer than it goes on', async () => {
  const [id, requestId] = [newId(), newId()]
  assert.equal(
    (await propose('clinic', clinic.id, { id, sight: 'after_acceptance', value: 'The blue door behind the mill.' }))
      .status,
    201,
  )
  assert.equal((await confirm('clinic', clinic.id, id)).body.code, 'referral.not_allowed')
  assert.equal(
    (await confirm('supervisor', clinic.id, id)).status,
    404,
    'nobody of another agency reads it to confirm it',
  )
  assert.ok(!(await ask('supervisor', 'GET', `/referral/services/${clinic.id}/details`)).text.includes('blue door'))
  // The clinic of the demonstration has no supervisor: as if one had confirmed it.
  await sql`update referral.service_detail set confirmed_by = ${newId()}::uuid, confirmed_at = now() where id = ${id}`.execute(
    owner,
  )
  await consent('referral', [CLINIC], ['needs', 'identity'])
  const sees = async (who: Who) => (await details(who, clinic.id)).items.some(({ field }) => field === 'address')
  const drafted = await ask('caseworker', 'POST', '/referral/referrals', {
    id: requestId,
    stepId: newId(),
    fileId: ADULT,
    serviceId: clinic.id,
    urgency: 'standard',
    words: 'A check of the burns on her hands.',
    groups: ['identity'],
    child: null,
    happenedAt: clock.now(),
  })
  assert.equal(drafted.status, 201, drafted.text)
  await send('caseworker', requestId)
  const step = (name: string, answers: object = {}) =>
    ask('clinic', 'POST', `/referral/referrals/${requestId}/steps`, {
      id: newId(),
      step: name,
      happenedAt: clock.now(),
      answers,
    })
  // Others of the demonstration were accepted there: they are over, for this question.
  await sql`update referral.request set state = 'closed' where state in ('accepted', 'in_service')`.execute(owner)
  assert.equal(await sees('caseworker'), false)
  await step('accept', { first_on: value('2026-11-25') })
  assert.deepEqual([await sees('caseworker'), await sees('children'), await sees('clinic')], [true, false, true])
  await step('not_deliver', { reason: value('no_contact') })
  assert.equal(await sees('caseworker'), false)
  const dump = await sql<{
    text: string
  }>`select string_agg(d::text, ' ') as text from referral.service_detail d`.execute(owner)
  for (const word of ['blue door', 'Invented Lane'])
    assert.ok(
      !dump.rows[0]!.text.includes(word) && !dump.rows[0]!.text.includes(Buffer.from(word).toString('hex')),
      word,
    )
})

test('what is proposed holds once a second person of another agency confirmed it; what cannot be said is refused', async () => {
  const id = newId()
  const hours = { id, field: 'hours', sight: 'network', value: 'SA,SU 10:00-12:00' }
  const before = (await details('caseworker', clinic.id)).items.find(({ field }) => field === 'hours')!
  assert.equal((await propose('clinic', clinic.id, hours)).status, 201)
  assert.equal((await propose('clinic', clinic.id, hours)).status, 201, 'sent twice it is one')
  assert.equal((await propose('caseworker', clinic.id, { ...hours, id: newId() })).status, 404, 'another agency’s')
  const now = async () => (await details('caseworker', clinic.id)).items.find(({ field }) => field === 'hours')!
  assert.deepEqual(await now(), before)
  assert.ok((await details('supervisor', clinic.id)).proposed.some((each) => each.id === id && each.mayConfirm))
  assert.equal((await confirm('supervisor', clinic.id, id)).status, 200)
  assert.equal((await now()).value, hours.value)
  for (const wrong of [
    { field: 'hours', value: 'always' },
    { field: 'night', value: clinic.id },
    { field: 'night', value: newId() },
  ])
    assert.equal((await propose('clinic', clinic.id, wrong)).body.code, 'referral.wrong_detail', JSON.stringify(wrong))
  const wide = await propose('caseworker', house.id, { sight: 'network', value: 'A street' })
  assert.equal(wide.body.code, 'referral.wrong_detail', 'a house’s address is never the network’s')
})
