import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { ResponseOf } from '@gloact/http/contract'
import type { listTold } from '@gloact/referral/contract/told'
import { sql } from 'kysely'
import { referralStage, value } from './testing/referral-stage.ts'

const { owner, WHO, ADULT, CHILD, clock, country, ask, act, consent, send, tasksOf } = await referralStage()
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
  assert.equal((await draft('supervisor')).body.code, 'referral.tie_unweighed', 'who leads is told, and decides')
  assert.equal((await draft('caseworker', { tieWeighed: true })).body.code, 'referral.tied')
  const weighed = await draft('supervisor', { tieWeighed: true })
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
    (
      (await ask(who, 'GET', `/referral/services?type=health&fileId=${fileId}`)).body as unknown as {
        unsafe: { id: string; mayLift: boolean }[]
      }
    ).unsafe.map((each) => each.id)
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

test('a site that is blocked by hand is offered no more; a supervisor lifts it, and nobody else', async () => {
  const url = `/referral/files/${ADULT}/unsafe`
  const body = { serviceId: second!.id, unsafe: true }
  type Listed = { items: { id: string }[]; unsafe: { id: string; mayLift: boolean }[] }
  const listed = async (who: Who, query = `fileId=${ADULT}`) =>
    (await ask(who, 'GET', `/referral/services?type=health&${query}`)).body as unknown as Listed
  assert.equal((await ask('clinic', 'POST', url, body)).body.code, 'referral.not_allowed')
  assert.equal((await ask('children', 'POST', url, body)).body.code, 'referral.no_file', 'another agency’s file')
  const { id } = await draft('caseworker', { serviceId: second!.id })
  assert.equal((await ask('caseworker', 'POST', url, body)).status, 200)
  assert.equal((await ask('caseworker', 'POST', url, body)).status, 200, 'twice is once')
  const { items: left, unsafe } = await listed('caseworker')
  assert.ok(
    !left.some((each) => each.id === second!.id) && unsafe.some((each) => each.id === second!.id && !each.mayLift),
  )
  const next = await listed('caseworker', `requestId=${id}`)
  assert.ok(!next.items.some((each) => each.id === second!.id), 'nor as the next service of a referral')
  assert.equal((await draft('supervisor', { serviceId: second!.id })).body.code, 'referral.unsafe_there')
  assert.equal((await ask('caseworker', 'POST', url, { ...body, unsafe: false })).body.code, 'referral.not_allowed')
  const forSupervisor = (await listed('supervisor')).unsafe
  assert.ok(forSupervisor.find((each) => each.id === second!.id)!.mayLift)
  assert.ok(!forSupervisor.find((each) => each.id === first!.id)!.mayLift, 'from there somebody was withdrawn')
  await ask('supervisor', 'POST', url, { serviceId: first!.id, unsafe: false })
  assert.deepEqual((await ask('supervisor', 'POST', url, { ...body, unsafe: false })).body, { unsafe: false })
  assert.equal((await draft('caseworker', { serviceId: second!.id })).status, 201)
  assert.equal((await draft('caseworker')).body.code, 'referral.unsafe_there', 'no lifting of a withdrawal')
})

test('a transfer, joint work and a conference ask for ties to a suspect as a referral does; unsafe follows the file', async () => {
  const { rows } = await sql<{ name: string }>`
    select name from identity.staff where agency_id = ${WHO.children.agencyId} order by name limit 1`.execute(owner)
  const row = newId()
  const { version } = country.forms.find(({ id }) => id === 'situation')!
  const edits = { [`perpetrators/${row}`]: value(true), [`perpetrators/${row}/known_as`]: value(rows[0]!.name) }
  await act('answers_recorded', { form: 'situation', version, edits })
  const OFFICE = { agencyId: WHO.children.agencyId, recipientKind: 'child_protection' }
  await consent('assistance', [OFFICE], ['needs', 'identity'])
  await consent('referral', [OFFICE], ['needs'])
  const begin = (who: Who, kind: string, more: object = {}) => {
    const answers =
      kind === 'conference'
        ? { on: value('2026-12-04'), questions: value('Where can she live?') }
        : kind === 'joint_work'
          ? { lead_needs: value(['shelter']), partner_needs: value(['health']) }
          : {}
    const words = kind === 'transfer' ? 'Her file goes on there.' : null
    return ask(who, 'POST', '/referral/between', {
      kind,
      id: newId(),
      stepId: newId(),
      fileId: ADULT,
      number: null,
      with: [OFFICE],
      words,
      groups: ['identity'],
      child: null,
      happenedAt: clock.now(),
      answers,
      ...more,
    })
  }
  for (const kind of ['transfer', 'joint_work', 'conference']) {
    const refused = await begin('supervisor', kind)
    assert.deepEqual([refused.status, refused.body.code], [409, 'referral.tie_unweighed'], `${kind}: ${refused.text}`)
  }
  assert.equal((await begin('caseworker', 'conference', { tieWeighed: true })).body.code, 'referral.tied')
  const begun = await begin('supervisor', 'transfer', { tieWeighed: true })
  assert.equal(begun.status, 201, begun.text)
  const { id } = begun.body
  assert.equal((await send('supervisor', id)).status, 201)
  const take = (who: Who, name: string, answers: object = {}) =>
    ask(who, 'POST', `/referral/transfers/${id}/steps`, { id: newId(), step: name, happenedAt: clock.now(), answers })
  await take('children', 'acknowledge')
  assert.ok(!(await ask('children', 'GET', `/referral/transfers/${id}`)).text.includes('tie_weighed'))
  await take('lead', 'accept', { first_on: value('2026-11-25') })
  const { number } = (await ask('children', 'GET', `/protection/files/${CHILD}`)).body
  const opened = await take('children', 'open_own_file', { number: value(number) })
  assert.equal(opened.status, 201, opened.text)
  const listed = (await ask('children', 'GET', `/referral/services?type=health&fileId=${CHILD}`)).body as unknown as {
    items: { id: string }[]
    unsafe: { id: string; mayLift: boolean }[]
  }
  assert.ok(
    listed.unsafe.some((each) => each.id === first!.id && !each.mayLift),
    'the new file keeps it',
  )
  assert.ok(!listed.items.some((each) => each.id === first!.id))
})

test('not their service, and opened already: an incident with 72 hours, for the data-protection officer to assess', async () => {
  const child = { assent: 'yes', guardian: 'informed' }
  const sendOne = async (): Promise<string> => {
    const { id } = await draft('children', { fileId: CHILD, serviceId: second!.id, child })
    assert.equal((await send('children', id)).status, 201)
    return id
  }
  const incidents = async (who: Who) => await ask(who, 'GET', '/referral/incidents?list=all')
  const before = (await incidents('dataProtection')).body.items.length
  const unread = await sendOne()
  await step('clinic', unread, 'decline', { reason: value('not_our_service') })
  assert.equal((await incidents('dataProtection')).body.items.length, before, 'nobody had read it')
  const id = await sendOne()
  await step('clinic', id, 'acknowledge')
  assert.equal((await step('clinic', id, 'decline', { reason: value('not_our_service') })).status, 201)
  const { facts } = (await ask('children', 'GET', `/referral/referrals/${id}`)).body
  const found = (await incidents('dataProtection')).body.items.find((each) => each.facts['number'] === facts['number'])
  const read = await ask('dataProtection', 'GET', `/referral/incidents/${found!.id}`)
  assert.equal(read.status, 200, read.text)
  const { startedAt, dueAt } = read.body.clocks.find(({ clock: name }) => name === 'assess')!
  assert.equal(Date.parse(dueAt!) - Date.parse(startedAt), 72 * 3_600_000)
  assert.ok((await tasksOf('dataProtection')).includes(found!.id))
  assert.equal((await incidents('lead')).body.items.length, 1, 'who leads at the sender sees it')
  for (const who of ['clinic', 'children', 'caseworker'] as const)
    assert.equal((await incidents(who)).body.code, 'referral.not_allowed', who)
  const assess = { reason: value('no_risk'), words: value('Two people read it; copies are gone.') }
  const body = { id: newId(), step: 'assess', happenedAt: clock.now(), answers: assess }
  const path = `/referral/incidents/${found!.id}/steps`
  assert.equal((await ask('lead', 'POST', path, body)).status, 409, 'the sender does not assess itself')
  assert.equal((await ask('dataProtection', 'POST', path, body)).body.state, 'assessed')
  assert.ok(!(await tasksOf('dataProtection')).includes(found!.id))
})

test('twice "not our service" in a month asks for the entry to be confirmed early; a later confirmation settles it', async () => {
  const standing = async () => {
    const { items: all } = (await ask('caseworker', 'GET', '/referral/services?type=health')).body
    return (all.find(({ id }) => id === second!.id) as unknown as { standing: string }).standing
  }
  const { rows } = await sql<{ doubted: boolean }>`
    select doubted_on is not null as doubted from referral.service where id = ${second!.id}`.execute(owner)
  assert.deepEqual(rows, [{ doubted: true }], 'declined twice above')
  assert.equal(await standing(), 'confirmed', 'confirmed on the same day')
  const confirmedOn = (days: number) =>
    sql`update referral.service set confirmed_on = doubted_on + ${days}::int where id = ${second!.id}`.execute(owner)
  await confirmedOn(-3)
  assert.equal(await standing(), 'due')
  assert.ok((await tasksOf('clinic')).includes('directory'), 'its agency has a task')
  await confirmedOn(1)
  assert.equal(await standing(), 'confirmed')
})
