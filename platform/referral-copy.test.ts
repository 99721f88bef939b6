import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { sql } from 'kysely'
import { referralStage, TODAY, value } from './testing/referral-stage.ts'

const { owner, WHO, ADULT, clock, platform, ask, consent, withdrawConsent, send, tasksOf } = await referralStage()
type Who = keyof typeof WHO

const referrals = '/referral/referrals'
const CLINIC = { agencyId: WHO.clinic.agencyId, recipientKind: 'health' }
const { items } = (await ask('caseworker', 'GET', '/referral/services?type=health')).body
const service = items.find(({ agencyId, room, byLink }) => agencyId === CLINIC.agencyId && room === 'open' && !byLink)!
const { demoChild } = platform.modules.find(({ id }) => id === 'protection')!.ports as {
  demoChild: (who: (typeof WHO)['clinicWorker'], child: object) => Promise<string>
}
const child = {
  number: 71,
  daysAgo: 1,
  given: 'Own',
  family: 'File',
  citizenship: 'MD',
  language: 'ro',
  sex: null,
  sure: true,
}
const OWN = await demoChild(WHO.clinicWorker, child)
const ownFile = async () => (await ask('clinicWorker', 'GET', `/protection/files/${OWN}`)).body
const { number: NUMBER } = await ownFile()

const step = (who: Who, id: string, name: string, answers: object = {}) =>
  ask(who, 'POST', `${referrals}/${id}/steps`, { id: newId(), step: name, happenedAt: clock.now(), answers })
const draft = async (who: Who, more: object = {}) => {
  const body = {
    id: newId(),
    stepId: newId(),
    fileId: ADULT,
    serviceId: service.id,
    urgency: 'standard',
    words: 'A check of the burns on her hands.',
    groups: ['identity', 'contact'],
    child: null,
    happenedAt: clock.now(),
    ...more,
  }
  assert.equal((await ask(who, 'POST', referrals, body)).status, 201)
  return body.id
}
const accepted = async (more: object = {}) => {
  const id = await draft('caseworker', more)
  assert.equal((await send('caseworker', id)).status, 201)
  await step('clinic', id, 'acknowledge')
  await step('clinic', id, 'accept', { first_on: value('2026-11-25') })
  return id
}
const copy = (who: Who, id: string, fields: readonly string[], number = NUMBER, stepId: string = newId()) =>
  ask(who, 'POST', `${referrals}/${id}/copies`, { stepId, number, fields, happenedAt: clock.now() })
const openOf = async (who: Who, id: string) =>
  (await ask(who, 'GET', `${referrals}/${id}`)).body.open.map(({ step: name }) => name)
const answersIn = async (form: string) =>
  ((await ownFile()) as unknown as { forms: { form: string; answers: Record<string, unknown> }[] }).forms.find(
    (each) => each.form === form,
  )?.answers ?? {}

test('what is ticked is copied into an own file, which says where it came from; nothing else is, and nobody hears of it', async () => {
  await consent('referral', [CLINIC], ['needs', 'identity', 'contact'])
  const id = await accepted()
  const sent = (await ask('clinicWorker', 'GET', `${referrals}/${id}/package`)).body.groups
  const { answers } = sent.find(({ group }) => group === 'contact')!.parts[0]!
  const [one, other] = Object.keys(answers).filter((path) => !path.includes('/'))
  assert.ok(one !== undefined && other !== undefined)
  const stepId = newId()
  const before = await answersIn('contact')
  const copied = await copy('clinicWorker', id, [`contact/${one}`], NUMBER, stepId)
  assert.equal(copied.status, 201, copied.text)
  assert.equal((await copy('clinicWorker', id, [`contact/${one}`], NUMBER, stepId)).status, 201, 'sent twice')
  const after = await answersIn('contact')
  assert.deepEqual(after[one], answers[one])
  assert.deepEqual(after[other], before[other], 'what was not ticked')
  const { version } = (await ownFile()) as unknown as { version: number }
  const asked = `difference?from=${version - 1}&to=${version}&purpose=work_on_file`
  const changed = await ask('clinicWorker', 'GET', `/protection/files/${OWN}/${asked}`)
  const { number } = (await ask('caseworker', 'GET', `${referrals}/${id}`)).body.facts
  assert.equal(changed.status, 200, changed.text)
  assert.ok(changed.text.includes(`"reason":"${String(number).toUpperCase()} · `), 'the file says where it came from')
  const sender = await ask('caseworker', 'GET', `${referrals}/${id}`)
  assert.ok(!sender.text.includes(NUMBER) && !sender.body.steps.some(({ step: name }) => name === 'copy'))
  assert.ok((await ask('clinicWorker', 'GET', `${referrals}/${id}`)).text.includes(NUMBER))
})

test('copied is only what was sent and is agreed now, into a file of the own agency, by those who keep files', async () => {
  const id = await accepted()
  const foreign = (await ask('caseworker', 'GET', `/protection/files/${ADULT}`)).body.number
  const code = async (answer: ReturnType<typeof copy>) => (await answer).body.code
  assert.equal(await code(copy('clinicWorker', id, ['identity/birth_date'], foreign)), 'referral.no_file')
  assert.equal(await code(copy('clinicWorker', id, ['assessment/wishes'])), 'referral.not_in_package')
  assert.equal(await code(copy('clinic', id, ['identity/birth_date'])), 'referral.not_allowed')
  assert.equal(await code(copy('caseworker', id, ['identity/birth_date'])), 'records.not_found', 'its own sender')
  assert.equal(await code(copy('children', id, ['identity/birth_date'])), 'records.not_found', 'a third agency')
  assert.ok(!(await openOf('clinic', id)).includes('copy') && (await openOf('clinicWorker', id)).includes('copy'))
  const before = await answersIn('contact')
  const { grants } = (await ask('caseworker', 'GET', `/protection/files/${ADULT}`)).body
  const grantIds = grants.flatMap((grant) =>
    grant.purpose === 'referral' && grant.withdrawnOn === null && grant.dataGroup === 'contact' ? grant.id : [],
  )
  const withdrawn = { withdrawnOn: TODAY, grantIds, reason: null }
  const action = { id: newId(), type: 'consent_withdrawn', payload: withdrawn, happenedAt: clock.now(), replaces: [] }
  await ask('caseworker', 'POST', `/protection/files/${ADULT}/actions`, { actions: [{ ...action, deviceTime: null }] })
  const late = await copy('clinicWorker', id, ['contact/safe_ways'])
  assert.equal(late.body.code, 'referral.not_in_package', 'withdrawn, and not called back yet')
  assert.deepEqual(await answersIn('contact'), before)
  const keptBack = async (requestId: string) =>
    (
      await sql<{ code: string }>`
        select code from referral.outcome_code where request_id = ${requestId}::uuid and step = 'send'`.execute(owner)
    ).rows.map((row) => row.code)
  assert.deepEqual(await keptBack(id), [], 'all that was wanted was agreed')
  const less = await draft('caseworker')
  assert.equal((await send('caseworker', less)).status, 201)
  assert.deepEqual(await keptBack(less), ['kept_back'], 'counted, with no group named')
  assert.ok(
    !(await ask('clinicWorker', 'GET', `${referrals}/${id}`)).body.steps.some(({ step: name }) => name === 'copy'),
  )
})

test('the sender hears what the person agreed: nothing but the end, the outcome by its code, or words as well', async () => {
  await consent('referral', [CLINIC], ['needs', 'identity', 'contact'])
  const outcome = { result: value('provided'), feedback: value('Two visits.') }
  const silent = await accepted({ feedback: 'none' })
  await step('clinic', silent, 'start')
  const open = await openOf('clinic', silent)
  assert.ok(open.includes('end') && !open.includes('complete') && !open.includes('not_deliver'))
  for (const [name, answers] of [
    ['complete', { result: value('provided') }],
    ['not_deliver', { reason: value('no_contact') }],
  ] as const)
    assert.equal((await step('clinic', silent, name, answers)).body.code, 'referral.feedback_not_agreed')
  assert.equal((await step('clinic', silent, 'end')).status, 201)
  const heard = await ask('caseworker', 'GET', `${referrals}/${silent}`)
  assert.equal(heard.body.state, 'ended')
  assert.ok(!/provided|no_contact/.test(heard.text))
  assert.equal((await step('caseworker', silent, 'close', { reason: value('met') })).status, 201)

  const coded = await accepted()
  await step('clinic', coded, 'start')
  assert.equal((await step('clinic', coded, 'complete', outcome)).body.code, 'referral.feedback_not_agreed')
  assert.ok(!(await openOf('clinic', coded)).includes('end'))
  assert.equal((await step('clinic', coded, 'complete', { result: value('provided') })).status, 201)
  const last = (await ask('caseworker', 'GET', `${referrals}/${coded}`)).body.steps.at(-1)
  assert.deepEqual(last?.answers, { result: value('provided') })

  const words = await accepted({ feedback: 'words' })
  await step('clinic', words, 'start')
  assert.equal((await step('clinic', words, 'complete', outcome)).status, 201)
  assert.ok((await ask('caseworker', 'GET', `${referrals}/${words}`)).text.includes('Two visits.'))
})

test('referred on, the first sender hears of it where the person agreed, and neither to whom nor for what', async () => {
  const { items: legal } = (await ask('clinicWorker', 'GET', '/referral/services?type=legal_assistance')).body
  const on = async (first: string, tellsFirst: boolean) => {
    const more = { fileId: OWN, serviceId: legal[0]!.id, groups: ['identity'], follows: first, tellsFirst }
    const id = await draft('clinicWorker', { ...more, child: { assent: 'yes', guardian: 'informed' } })
    assert.equal((await send('clinicWorker', id)).status, 201)
    return (await ask('clinicWorker', 'GET', `${referrals}/${id}`)).body.facts
  }
  const heard = async (first: string) => {
    const { text, body } = await ask('caseworker', 'GET', `${referrals}/${first}`)
    return { text, said: body.steps.some(({ step: name }) => name === 'referred_on') }
  }
  const told = await accepted()
  const { number } = await on(told, true)
  const after = await heard(told)
  assert.ok(after.said && !after.text.includes(String(number)) && !after.text.includes('legal_assistance'))
  const quiet = await accepted()
  await on(quiet, false)
  assert.equal((await heard(quiet)).said, false)
  const silent = await accepted({ feedback: 'none' })
  await on(silent, true)
  assert.equal((await heard(silent)).said, false, 'of whom nothing is to be heard but the end')
})

test('consent that ends during a service takes what was sent; the sender asks the person whether it goes on', async () => {
  const id = await accepted()
  await step('clinic', id, 'start')
  assert.equal((await step('caseworker', id, 'stop')).body.code, 'referral.nothing_waits', 'consent has not ended')
  await withdrawConsent('referral')
  const left = (await ask('clinic', 'GET', `${referrals}/${id}`)).body
  assert.equal(left.state, 'in_service')
  assert.equal((await ask('clinic', 'GET', `${referrals}/${id}/package`)).body.code, 'referral.no_package')
  const own = (await ask('caseworker', 'GET', `${referrals}/${id}`)).body
  assert.ok(own.clocks.some(({ clock: name, stoppedAt }) => name === 'ask_person' && stoppedAt === null))
  assert.ok((await tasksOf('caseworker')).includes(id), 'it is asked of the sender')
  assert.deepEqual(
    (await openOf('caseworker', id)).filter((name) => name === 'go_on' || name === 'stop'),
    ['go_on', 'stop'],
  )
  assert.equal((await step('clinic', id, 'confirm_narrowed')).status, 201, 'copies are gone')
  assert.equal((await step('caseworker', id, 'go_on')).status, 201)
  assert.ok(!(await tasksOf('caseworker')).includes(id))
  assert.equal((await step('caseworker', id, 'go_on')).body.code, 'referral.nothing_waits', 'answered once')
  assert.equal((await step('clinic', id, 'complete', { result: value('provided') })).status, 201)

  await consent('referral', [CLINIC], ['needs', 'identity', 'contact'])
  const other = await accepted()
  await withdrawConsent('referral')
  assert.equal((await step('caseworker', other, 'stop')).body.state, 'recalled')
  assert.equal((await step('clinic', other, 'confirm_recall')).body.state, 'closed')
})
