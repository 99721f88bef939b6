import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { sql } from 'kysely'
import { referralStage, value } from './testing/referral-stage.ts'

const { owner, WHO, ADULT, clock, ask, consent, withdrawConsent, send, runJob } = await referralStage()
type Who = keyof typeof WHO

const referrals = '/referral/referrals'
const CLINIC = { agencyId: WHO.clinic.agencyId, recipientKind: 'health' }
const step = (who: Who, id: string, name: string, answers: object = {}) =>
  ask(who, 'POST', `${referrals}/${id}/steps`, { id: newId(), step: name, happenedAt: clock.now(), answers })
const accept = (id: string) => step('clinic', id, 'accept', { first_on: value('2026-11-25') })
const stateOf = async (id: string) => (await ask('caseworker', 'GET', `${referrals}/${id}`)).body.state
const packageOf = async (who: Who, id: string) => (await ask(who, 'GET', `${referrals}/${id}/package`)).body

/** Places of the clinic with room for general practice. */
const { items: found } = (await ask('caseworker', 'GET', '/referral/services?type=health')).body
const services = found.filter(
  ({ agencyId, room, byLink }) => agencyId === CLINIC.agencyId && room === 'open' && !byLink,
)

const drafted = (more: object = {}) => ({
  id: newId(),
  stepId: newId(),
  fileId: ADULT,
  serviceId: services[0]!.id,
  urgency: 'standard',
  words: 'A check of the burns on her hands.',
  groups: ['identity', 'contact'],
  child: null,
  happenedAt: clock.now(),
  ...more,
})
const tryDraft = (more: object, who: Who = 'caseworker') => ask(who, 'POST', referrals, drafted(more))
async function draft(more: object = {}, who: Who = 'caseworker'): Promise<string> {
  const body = drafted(more)
  const { status, text } = await ask(who, 'POST', referrals, body)
  assert.equal(status, 201, text)
  return body.id
}
async function sent(more: object = {}): Promise<string> {
  const id = await draft(more)
  const { status, text } = await send('caseworker', id)
  assert.equal(status, 201, text)
  return id
}

test('offered to two services, the first acceptance takes it; the other is withdrawn by itself and learns of nobody', async () => {
  assert.ok(services.length >= 2)
  await withdrawConsent('referral')
  await consent('referral', [CLINIC], ['needs', 'identity', 'contact'])
  const first = await sent()
  const same = await tryDraft({ offeredWith: first })
  assert.equal(same.body.code, 'referral.too_many_offers', 'to the same service')
  const second = await sent({ offeredWith: first, serviceId: services[1]!.id })
  const shown = await ask('clinic', 'GET', `${referrals}/${second}`)
  assert.ok(!shown.text.includes(first), 'that it is offered elsewhere is reported to nobody')
  const [third, fourth] = found.filter(
    ({ agencyId, byLink, id }) =>
      agencyId === CLINIC.agencyId && !byLink && id !== services[0]!.id && id !== services[1]!.id,
  )
  const last = await draft({ offeredWith: first, serviceId: third!.id })
  const more = await tryDraft({ offeredWith: first, serviceId: fourth!.id })
  assert.equal(more.body.code, 'referral.too_many_offers', 'to three at most')
  await step('caseworker', last, 'discard')
  const both = await Promise.all([accept(first), accept(second)])
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 409],
  )
  assert.ok(both.some(({ body }) => body.code === 'referral.taken_elsewhere'))
  const [won, lost] = both[0].status === 201 ? [first, second] : [second, first]
  await runJob('referral.take_due_steps')
  assert.deepEqual([await stateOf(won), await stateOf(lost)], ['accepted', 'recalled'])
  assert.equal((await packageOf('clinic', lost)).code, 'referral.no_package')
  const { services: lines } = (await ask('caseworker', 'GET', `/protection/files/${ADULT}`)).body
  assert.ok(lines.some(({ results }) => results.some(({ payload }) => payload.result === 'received_elsewhere')))
  const late = await tryDraft({ offeredWith: won, serviceId: services[1]!.id })
  assert.equal(late.body.code, 'referral.not_connected')
})

test('one group withdrawn: the package is narrowed at once and for good, its old key is gone, and the receiver confirms', async () => {
  const id = await sent()
  await step('clinic', id, 'acknowledge')
  assert.deepEqual(
    (await packageOf('clinic', id)).groups.map(({ group }) => group),
    ['needs', 'identity', 'contact'],
  )
  assert.equal((await step('clinic', id, 'confirm_narrowed')).body.code, 'referral.nothing_waits')
  await withdrawConsent('referral', 'contact')
  const { body } = await ask('clinic', 'GET', `${referrals}/${id}`)
  assert.equal(body.state, 'acknowledged', 'the referral goes on')
  assert.ok(body.open.some(({ step: name }) => name === 'confirm_narrowed'))
  for (const who of ['clinic', 'caseworker'] as const)
    assert.deepEqual(
      (await packageOf(who, id)).groups.map(({ group }) => group),
      ['needs', 'identity'],
      who,
    )
  const { rows } = await sql<{ bytes: number; because: string | null }>`
    select length(sealed) as bytes, destroyed_because as because from referral.package
    where request_id = ${id} order by sent_at, because nulls last`.execute(owner)
  assert.deepEqual(
    rows.map(({ because }) => because),
    ['narrowed', null],
  )
  assert.equal(rows[0]!.bytes, 0)
  assert.equal((await step('clinic', id, 'confirm_narrowed')).status, 201)
  assert.equal((await step('clinic', id, 'confirm_narrowed')).body.code, 'referral.nothing_waits')
  await withdrawConsent('referral', 'needs')
  assert.equal(await stateOf(id), 'recalled', 'without the reason nothing is left')
})

test('a group that is told in words alone takes the whole along when it is withdrawn: the words may speak of it', async () => {
  await consent('referral', [CLINIC], ['needs', 'exploitation'])
  const id = await sent({ groups: ['identity', 'exploitation'] })
  await withdrawConsent('referral', 'exploitation')
  assert.equal(await stateOf(id), 'recalled')
})

test('what came to nothing is referred again to another agency, not in a circle, and not for ever', async () => {
  const id = await sent()
  assert.equal((await tryDraft({ follows: id })).body.code, 'referral.not_connected', 'nobody has answered yet')
  await step('clinic', id, 'decline', { reason: value('language') })
  assert.equal((await tryDraft({ follows: id })).body.code, 'referral.loop')
  const again = await draft({ follows: id }, 'supervisor')
  assert.equal((await ask('caseworker', 'GET', `${referrals}/${again}`)).body.facts['hop'], 2, 'a supervisor decides')
  assert.equal((await send('supervisor', again)).status, 201)
  const shown = (await ask('clinic', 'GET', `${referrals}/${again}`)).body
  assert.equal(shown.facts['hop'], 2)
  assert.ok(!('follows' in shown.facts) && !('chain' in shown.facts), 'never who declined')
  await step('clinic', again, 'decline', { reason: value('full') })
  const third = await draft({ follows: again }, 'supervisor')
  await send('supervisor', third)
  await step('clinic', third, 'decline', { reason: value('full') })
  assert.equal((await tryDraft({ follows: third }, 'supervisor')).body.code, 'referral.too_many_hops')
  const foreign = await tryDraft({ follows: id }, 'children')
  assert.ok(foreign.status >= 400, 'another agency’s referral is followed by nobody else')
})

test('without consent it goes on a ground alone that two people found, as far as the ground reaches, and a third reviews it', async () => {
  await withdrawConsent('referral')
  const id = await draft({ groups: ['identity', 'contact', 'exploitation'] })
  assert.equal((await send('caseworker', id)).body.code, 'referral.not_consented')
  assert.equal((await step('supervisor', id, 'confirm_override')).body.code, 'referral.nothing_waits')
  const ground = { reason: value('vital_interests'), words: value('She does not wake up.') }
  assert.equal((await step('supervisor', id, 'ask_override', ground)).status, 201)
  assert.equal((await ask('supervisor', 'GET', `${referrals}/${id}/preview`)).body.code, 'referral.not_consented')
  assert.equal((await step('supervisor', id, 'confirm_override')).body.code, 'records.second_person')
  assert.equal((await step('caseworker', id, 'confirm_override')).body.code, 'records.not_permitted')
  assert.equal((await step('caseworker', id, 'ask_override', ground)).status, 201)
  assert.equal((await step('supervisor', id, 'confirm_override')).status, 201)
  const { package: told, notAgreed } = (await ask('caseworker', 'GET', `${referrals}/${id}/preview`)).body
  assert.deepEqual(
    told.groups.map(({ group }) => group),
    ['needs', 'identity', 'contact'],
  )
  assert.deepEqual([told.withoutConsent, notAgreed], ['vital_interests', ['exploitation']])
  assert.equal((await send('caseworker', id)).status, 201)
  await step('clinic', id, 'acknowledge')
  await runJob('referral.recall_ended')
  assert.deepEqual(await packageOf('clinic', id), told, 'it does not depend on consent')
  const shown = await ask('clinic', 'GET', `${referrals}/${id}`)
  assert.ok(!shown.text.includes('does not wake up') && !shown.text.includes('override'), 'the sender’s own')
  const { rows } = await sql<{ basis: string | null }>`
    select distinct basis from referral.package_group join referral.package on package_id = id
    where request_id = ${id}`.execute(owner)
  assert.deepEqual(rows, [{ basis: 'vital_interests' }])
  const review = { reason: value('not_justified'), words: value('She was awake and could be asked.') }
  for (const who of ['caseworker', 'supervisor'] as const)
    assert.equal((await step(who, id, 'review_override', review)).body.code, 'records.second_person', who)
  const { clocks } = (await ask('caseworker', 'GET', `${referrals}/${id}`)).body
  assert.ok(
    clocks.some(({ clock: name, dueAt }) => name === 'override_review' && dueAt !== null),
    'it has a deadline',
  )
  assert.equal((await step('second', id, 'review_override', review)).status, 201)
  assert.equal(await stateOf(id), 'recalled', 'what was not justified is called back')
  assert.equal((await packageOf('clinic', id)).code, 'referral.no_package')
})
