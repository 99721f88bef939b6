import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoPrincipal } from '@gloact/identity/server'
import { addDays, addMonths, asPlainDate, newId, ok, type PlainDate } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { consentPayload } from './testing/consent-payload.ts'
import { referralStage, value } from './testing/referral-stage.ts'

const { db, country, owner, platform, WHO, ADULT, CHILD, clock, ask, consent, withdrawConsent, send, runJob, tasksOf } =
  await referralStage()
type Who = keyof typeof WHO

const referrals = '/referral/referrals'
const CLINIC = { agencyId: WHO.clinic.agencyId, recipientKind: 'health' }
const START = '2026-11-24T09:00:00Z'
const step = (who: Who, id: string, name: string, answers: object = {}) =>
  ask(who, 'POST', `${referrals}/${id}/steps`, { id: newId(), step: name, happenedAt: clock.now(), answers })
const stateOf = async (who: Who, id: string) => (await ask(who, 'GET', `${referrals}/${id}`)).body.state
const packageOf = async (who: Who, id: string) => (await ask(who, 'GET', `${referrals}/${id}/package`)).body

async function clinics() {
  const { items } = (await ask('caseworker', 'GET', '/referral/services?type=health')).body
  return items.filter(({ agencyId, byLink, room }) => agencyId === CLINIC.agencyId && room === 'open' && !byLink)
}
const [place] = await clinics()
const referral = platform.modules.find(({ id }) => id === 'referral')!

const drafted = (fileId: string, child: object | null) => ({
  id: newId(),
  stepId: newId(),
  fileId,
  serviceId: place!.id,
  urgency: 'standard',
  words: 'A check of the burns on her hands.',
  groups: ['identity'],
  child,
  happenedAt: clock.now(),
})
async function sent(who: Who = 'caseworker', fileId = ADULT, child: object | null = null): Promise<string> {
  const body = drafted(fileId, child)
  const { status, text } = await ask(who, 'POST', referrals, body)
  assert.equal(status, 201, text)
  assert.equal((await send(who, body.id)).status, 201)
  return body.id
}
const asChild = { assent: 'yes', guardian: 'informed' }

test('a week before consent ends by its day the sender is asked whether to ask again; after it, it is called back', async () => {
  await withdrawConsent('referral')
  await consent('referral', [CLINIC], ['needs', 'identity'])
  const id = await sent()
  await runJob('referral.recall_ended')
  const told = async () =>
    (await referral.tasks!(WHO.caseworker)).some(
      ({ about, kind }) => about.id === id && kind === 'referral_consent_ends',
    )
  clock.set('2027-02-10T09:00:00Z')
  assert.equal(await told(), false)
  clock.set('2027-02-17T09:00:00Z')
  assert.equal(await told(), true)
  clock.set('2027-02-23T09:00:00Z')
  await runJob('referral.recall_ended')
  assert.equal(await stateOf('caseworker', id), 'recalled')
  assert.equal(await told(), false)
  clock.set(START)
})

test('a file is not closed while a referral of it goes on; what is ended does not hold it up', async () => {
  await consent('referral', [CLINIC], ['needs', 'identity'])
  const id = await sent()
  const close = () =>
    ask('caseworker', 'POST', `/protection/files/${ADULT}/actions`, {
      actions: [
        {
          id: newId(),
          type: 'closure_requested',
          payload: { reason: 'goals_achieved', summary: 'She lives on her own.' },
          happenedAt: clock.now(),
          replaces: [],
          deviceTime: null,
        },
      ],
    })
  assert.equal((await close()).body.code, 'protection.referrals_open')
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from referral.request where file_id = ${ADULT} and kind = 'referral.referral'
      and state not in ('closed', 'discarded', 'recalled')`.execute(owner)
  assert.ok(rows.some((row) => row.id === id))
  for (const row of rows) {
    const isOver = ['completed', 'not_delivered', 'declined', 'expired'].includes(row.state)
    const ended = await (row.state === 'draft'
      ? step('caseworker', row.id, 'discard')
      : isOver
        ? step('caseworker', row.id, 'close', { reason: value('met') })
        : step('caseworker', row.id, 'withdraw', { reason: value('mistake') }))
    assert.equal(ended.status, 201, ended.text)
  }
  const closing = await close()
  assert.ok(closing.status < 300, closing.text)
})

test('what the hour looks at: a package whose file moved on or whose consent ended by its day, and no other', async () => {
  const id = await sent('children', CHILD, asChild)
  const judged = async () =>
    (
      await sql<{ xmin: string; sequence: number | null }>`
        select xmin::text, judged_sequence as sequence from referral.package where request_id = ${id}
          and destroyed_at is null`.execute(owner)
    ).rows[0]!
  await runJob('referral.recall_ended')
  const first = await judged()
  assert.ok(first.sequence !== null && first.sequence > 0)
  await runJob('referral.recall_ended')
  assert.equal((await judged()).xmin, first.xmin, 'nothing happened, so it is not opened')
  await runJob('referral.recall_all')
  assert.notEqual((await judged()).xmin, first.xmin, 'once a night it is')
  const before = await judged()
  const note = { id: newId(), type: 'note_added', happenedAt: clock.now(), replaces: [], deviceTime: null }
  const added = await ask('children', 'POST', `/protection/files/${CHILD}/actions`, {
    actions: [{ ...note, payload: { kind: 'visit', notedOn: '2026-11-24', text: 'She came with her aunt.' } }],
  })
  assert.ok(added.status < 300, added.text)
  await runJob('referral.recall_ended')
  assert.ok((await judged()).sequence! > before.sequence!, 'its file moved on')
})

test('a child turns 18: with a service that took them in it goes on, elsewhere it waits for their own consent', async () => {
  const kindOf = async (id: string) =>
    (await referral.tasks!(WHO.children)).find(({ about, kind }) => about.id === id && kind === 'referral_turns_adult')
  const inside = await sent('children', CHILD, asChild)
  const outside = await sent('children', CHILD, asChild)
  for (const id of [inside, outside]) await step('clinic', id, 'acknowledge')
  await step('clinic', inside, 'accept', { first_on: value('2026-11-25') })
  await runJob('referral.recall_ended')
  // The invented child is fourteen years and three months old on the day of loading.
  const birthday = addMonths(asPlainDate(START.slice(0, 10)), 18 * 12 - (14 * 12 + 3))
  const on = (day: PlainDate) => clock.set(`${day}T09:00:00Z`)
  on(addDays(birthday, -31))
  assert.equal(await kindOf(outside), undefined, 'a month before it is too early')
  on(addDays(birthday, -27))
  assert.equal(
    (await kindOf(outside))?.dueAt?.slice(0, 10),
    addDays(birthday, -1),
    'midnight of the birthday, where the country is',
  )
  on(addDays(birthday, -1))
  assert.equal((await packageOf('clinic', outside)).number !== undefined, true, 'the day before')
  on(birthday)
  await runJob('referral.recall_ended')
  assert.deepEqual([await stateOf('clinic', inside), await stateOf('clinic', outside)], ['accepted', 'acknowledged'])
  assert.equal((await packageOf('clinic', inside)).code, undefined)
  for (const who of ['clinic', 'children'] as const)
    assert.equal((await packageOf(who, outside)).code, 'referral.paused', who)
  // Nothing new goes on a child's protection.
  const { rows } = await sql<{ valid: string }>`select max(valid_until)::text as valid from referral.service`.execute(
    owner,
  )
  await sql`update referral.service set valid_until = '2031-06-30', confirmed_on = '2030-08-20'`.execute(owner)
  const another = drafted(CHILD, null)
  assert.equal((await ask('children', 'POST', referrals, another)).status, 201)
  assert.equal((await send('children', another.id)).body.code, 'referral.not_consented')
  await sql`update referral.service set valid_until = ${rows[0]!.valid}`.execute(owner)
  clock.set(START)
})

test('what was agreed for a child ends on the 18th birthday, in the file, in referrals and in tracing: the adult is asked again', async () => {
  const board = demoPrincipal(country.code, 'competent_authority', platform.modules).agencyId
  const fileId = newId()
  const TRACING = { purpose: 'family_tracing', recipientKind: 'family', recipientAgencyId: WHO.children.agencyId }
  const BODY = { purpose: 'identification', recipientKind: 'competent_authority', recipientAgencyId: board }
  const REFERRAL = { purpose: 'referral', recipientKind: CLINIC.recipientKind, recipientAgencyId: CLINIC.agencyId }
  const grants = [
    ...['identity', 'exploitation', 'decisions'].map((dataGroup) => ({ ...BODY, dataGroup })),
    ...['needs', 'identity'].map((dataGroup) => ({ ...REFERRAL, dataGroup })),
    { ...TRACING, dataGroup: 'identity' },
  ]
  const today = () => asPlainDate(clock.now().slice(0, 10))
  const record = (type: string, payload: object) => {
    const action = { id: newId(), type, payload, happenedAt: clock.now(), replaces: [], deviceTime: null }
    return ask('children', 'POST', `/protection/files/${fileId}/actions`, { actions: [action] })
  }
  const agree = (more: object = {}) =>
    record('consent_recorded', { ...consentPayload(today(), grants, 2_000), ...more })
  const request = () =>
    record('identification_requested', {
      kind: 'reasonable_grounds',
      bodyAgencyId: board,
      requestedOn: today(),
    })
  const { passingOn } = platform.modules.find(({ id }) => id === 'protection')!.ports as {
    passingOn: { stillAgreed: (trx: never, fileId: string, to: object) => Promise<readonly string[]> }
  }
  const traced = () =>
    inScope<readonly string[], never>(db, systemScope(country.code), async (trx) =>
      ok(await passingOn.stillAgreed(trx as never, fileId, { ...TRACING, groups: ['identity'] })),
    )
  const untils = async () => {
    const file = (await ask('children', 'GET', `/protection/files/${fileId}`)).body
    return new Set((file.grants as unknown as { validUntil: string }[]).map(({ validUntil }) => validUntil))
  }

  clock.set('2029-09-01T09:00:00Z')
  const opening = { age: 'child', contactOn: today(), channel: 'ngo', teamId: null, assignedTo: WHO.children.userId }
  const opened = {
    id: newId(),
    type: 'file_opened',
    payload: opening,
    happenedAt: clock.now(),
    replaces: [],
    deviceTime: null,
  }
  const file = { fileId, personId: newId(), actions: [opened] }
  assert.ok((await ask('children', 'POST', '/protection/files', file)).status < 300)
  const { version } = country.forms.find(({ id }) => id === 'identity')!
  const born = { form: 'identity', version, edits: { birth_date: value('2012-08-30') } }
  const known = await record('answers_recorded', born)
  assert.ok(known.status < 300, known.text)
  const forChild = { capacity: 'child_assent_with_guardian', assent: value('yes'), guardian: 'Yara Mansour' }
  const given = await agree(forChild)
  assert.ok(given.status < 300, given.text)
  assert.deepEqual(await untils(), new Set(['2030-08-29']), 'to the day before, whatever day was written')
  clock.set('2030-08-29T09:00:00Z')
  assert.deepEqual(await traced(), ok(['identity']))

  clock.set('2030-08-30T09:00:00Z')
  const { rows } = await sql<{ valid: string }>`select max(valid_until)::text as valid from referral.service`.execute(
    owner,
  )
  await sql`update referral.service set valid_until = '2031-06-30', confirmed_on = '2030-08-20'`.execute(owner)
  const early = drafted(fileId, null)
  assert.equal((await ask('children', 'POST', referrals, early)).status, 201)
  assert.deepEqual(
    [(await send('children', early.id)).body.code, await traced(), (await request()).body.code],
    ['referral.not_consented', ok([]), 'protection.consent_missing'],
  )
  assert.equal((await agree(forChild)).body.code, 'protection.consent_incomplete', 'nobody agrees for an adult')
  const own = await agree()
  assert.ok(own.status < 300, own.text)
  const late = drafted(fileId, null)
  assert.equal((await ask('children', 'POST', referrals, late)).status, 201)
  assert.equal((await send('children', late.id)).status, 201)
  assert.deepEqual(await traced(), ok(['identity']))
  const asked = await request()
  assert.ok(asked.status < 300, asked.text)
  await sql`update referral.service set valid_until = ${rows[0]!.valid}`.execute(owner)
  clock.set(START)
})

test('an agency that takes no part any more is sent nobody, and what was sent to it ends with a task for the sender', async () => {
  await sql`update referral.service set confirmed_on = '2026-11-20'`.execute(owner)
  const id = await sent('children', CHILD, asChild)
  await step('clinic', id, 'acknowledge')
  const draft = drafted(CHILD, asChild)
  await ask('children', 'POST', referrals, draft)
  assert.ok(!(await tasksOf('children')).includes(id))
  await sql`update identity.agency set active = false where id = ${CLINIC.agencyId}`.execute(owner)
  assert.deepEqual(await clinics(), [])
  assert.equal((await ask('children', 'POST', referrals, drafted(CHILD, asChild))).body.code, 'referral.no_service')
  assert.equal((await send('children', draft.id)).body.code, 'referral.no_service')
  await runJob('referral.take_due_steps')
  assert.equal(await stateOf('children', id), 'not_delivered')
  assert.equal((await packageOf('children', id)).code, 'referral.no_package')
  assert.ok((await tasksOf('children')).includes(id))
  const { clocks } = (await ask('children', 'GET', `${referrals}/${id}`)).body
  assert.ok(clocks.some(({ clock: name, stoppedAt }) => name === 'find_another' && stoppedAt === null))
  assert.equal((await step('children', id, 'close', { reason: value('gap') })).status, 201)
  await sql`update identity.agency set active = true where id = ${CLINIC.agencyId}`.execute(owner)
})
