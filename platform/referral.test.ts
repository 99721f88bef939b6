import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { REQUEST_FAILURES, type RequestShown } from '@gloact/records/contract'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import { asPlainDate, newId } from '@gloact/kernel'
import { jobsOf } from '@gloact/module/testing'
import { isOutOfRoom, isUnavailable, readInScope, systemScope } from '@gloact/postgres'
import { loadDemoFiles, loadDemoReferred } from '@gloact/protection/server'
import { requestTables, verifyRequestLogs } from '@gloact/records/server'
import fastify from 'fastify'
import { sql } from 'kysely'
import type { PackageView, ServiceView } from '@gloact/referral/contract/referrals'
import { consentPayload } from './testing/consent-payload.ts'
import { platformStage } from './testing.ts'

const { db, owner, clock, country, platform, vault } = await platformStage()
const by = (role: Principal['roles'][number]) => demoPrincipal(country.code, role)
const WHO = {
  frontline: by('frontline_worker'),
  caseworker: by('caseworker'),
  supervisor: by('supervisor'),
  children: by('child_protection_officer'),
  clinic: by('service_provider'),
  board: by('competent_authority'),
  administrator: by('administrator'),
  atClinic: { ...by('frontline_worker'), agencyId: by('service_provider').agencyId },
} as const
type Who = keyof typeof WHO

const app = fastify()
const referral = platform.modules.find(({ id }) => id === 'referral')!
const protection = platform.modules.find(({ id }) => id === 'protection')!
const { demoFile } = protection.ports as { demoFile: (story: number) => string }
const [ADULT, CHILD] = [demoFile(3), demoFile(6)]
const STATES = [
  'draft',
  'discarded',
  'sent',
  'acknowledged',
  'more_asked',
  'waiting',
  'accepted',
  'in_service',
  'completed',
  'not_delivered',
  'declined',
  'expired',
  'recalled',
  'closed',
]
const TODAY = asPlainDate('2026-11-24')

before(async () => {
  await seedDemoStaff(db, { country: country.code, conductVersion: country.conduct.version })
  const staff = {
    frontline: WHO.frontline,
    caseworker: WHO.caseworker,
    supervisor: WHO.supervisor,
    authority: WHO.board,
    childProtection: WHO.children,
  }
  await loadDemoFiles(platform.protection, staff)
  await loadDemoReferred(platform.protection, staff, WHO.clinic.agencyId)
  await referral.demo?.({ progress: () => undefined, people: () => undefined })
  const api = createApi<Principal>(app, {
    authenticate: async ({ headers }) => WHO[String(headers['x-who']) as Who],
    failures: [REQUEST_FAILURES, ...platform.modules.map(({ failures }) => failures)],
    isUnavailable,
    isOutOfRoom,
  })
  for (const module of [protection, referral]) module.routes?.(api)
  await app.ready()
})

type Answered = RequestShown &
  PackageView & {
    code: string
    digest: string
    notAgreed: string[]
    empty: { group: string; because: string }[]
    package: PackageView
    grants: { id: string; purpose: string; withdrawnOn: string | null }[]
    items: (ServiceView & RequestShown)[]
    services: {
      actionId: string
      state: string
      correctedBy: string | null
      payload: { startedOn: string | null; plannedOn: string | null }
      results: { payload: { result: string } }[]
    }[]
  }

async function ask(who: Who, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
  const answer = await app.inject({
    method,
    url: `${API_PREFIX}${path}`,
    headers: { 'x-gloact-request': '1', 'x-who': who },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, text: answer.body, body: answer.json<Answered>() }
}

const now = () => clock.now()
const referrals = '/referral/referrals'
const step = (who: Who, id: string, name: string, answers: object = {}) =>
  ask(who, 'POST', `${referrals}/${id}/steps`, { id: newId(), step: name, happenedAt: now(), answers })
const value = (content: string) => ({ value: content })
const accept = (id: string) => step('clinic', id, 'accept', { first_on: value('2026-11-25') })

async function clinicService(type = 'health'): Promise<ServiceView> {
  const { body } = await ask('caseworker', 'GET', `/referral/services?type=${type}`)
  return body.items.find(({ agencyId }) => agencyId === WHO.clinic.agencyId)!
}

async function act(type: string, payload: object): Promise<string> {
  const id = newId()
  const action = { id, type, payload, happenedAt: now(), replaces: [], deviceTime: null }
  const { status, text } = await ask('caseworker', 'POST', `/protection/files/${ADULT}/actions`, { actions: [action] })
  assert.ok(status < 300, text)
  return id
}

/** The person agrees that these groups are told to the clinic, as health care. */
async function consent(groups: readonly string[]): Promise<string> {
  const to = { purpose: 'referral', recipientKind: 'health', recipientAgencyId: WHO.clinic.agencyId }
  return act(
    'consent_recorded',
    consentPayload(
      TODAY,
      groups.map((dataGroup) => ({ ...to, dataGroup })),
    ),
  )
}

async function draft(more: object = {}, who: Who = 'caseworker'): Promise<string> {
  const id = newId()
  const { status, text } = await ask(who, 'POST', referrals, {
    id,
    stepId: newId(),
    fileId: who === 'caseworker' ? ADULT : CHILD,
    serviceId: (await clinicService()).id,
    urgency: 'standard',
    words: 'A check of the burns on her hands.',
    groups: ['identity', 'contact', 'exploitation'],
    child: null,
    feedback: 'words',
    happenedAt: now(),
    ...more,
  })
  assert.equal(status, 201, text)
  return id
}

async function send(id: string, who: Who = 'caseworker', stepId: string = newId()) {
  const { digest } = (await ask(who, 'GET', `${referrals}/${id}/preview`)).body
  return ask(who, 'POST', `${referrals}/${id}/send`, { stepId, digest, happenedAt: now() })
}

async function sent(serviceId?: string): Promise<string> {
  const id = await draft(serviceId === undefined ? {} : { serviceId })
  const { status, text } = await send(id)
  assert.equal(status, 201, text)
  return id
}

const servicesOfFile = async () => (await ask('caseworker', 'GET', `/protection/files/${ADULT}`)).body.services

test('the demonstration has forty sites, and a referral in every state', async () => {
  const { sites, rows } = await readInScope(db, systemScope('DL'), async (trx) => ({
    sites: (await sql<{ count: number }>`select count(*)::int as count from referral.site`.execute(trx)).rows[0]!.count,
    rows: await requestTables(trx, 'referral').selectFrom('request').select(['state', 'parties']).execute(),
  }))
  assert.equal(sites, 40)
  const ofCaseworker = rows.filter(({ parties }) => parties['sender'] === WHO.caseworker.agencyId)
  assert.deepEqual(
    STATES.filter((state) => !ofCaseworker.some((row) => row.state === state)),
    [],
    'of the caseworker’s own agency',
  )
  const turn = (await ask('caseworker', 'GET', `${referrals}?list=my_turn`)).body.items.map(({ state }) => state)
  assert.ok(turn.includes('expired') && turn.includes('more_asked') && turn.includes('completed'), turn.join())
  await referral.demo?.({ progress: () => undefined, people: () => undefined })
  const again = await readInScope(db, systemScope('DL'), (trx) =>
    sql<{ count: number }>`select count(*)::int as count from referral.request`.execute(trx),
  )
  assert.equal(again.rows[0]?.count, rows.length, 'loading it again adds nothing')
})

test('without consent for the reason nothing can be sent, nor previewed', async () => {
  const id = await draft()
  assert.equal((await ask('caseworker', 'GET', `${referrals}/${id}/preview`)).body.code, 'referral.not_consented')
  const refused = await ask('caseworker', 'POST', `${referrals}/${id}/send`, {
    stepId: newId(),
    digest: 'x',
    happenedAt: now(),
  })
  assert.equal(refused.body.code, 'referral.not_consented')
  assert.equal((await ask('caseworker', 'GET', `${referrals}/${id}`)).body.state, 'draft')
})

test('what is sent is what was previewed: agreed groups alone, no heading of the others, and what changed meanwhile stops it', async () => {
  await consent(['needs', 'identity'])
  const id = await draft()
  const preview = (await ask('caseworker', 'GET', `${referrals}/${id}/preview`)).body
  assert.deepEqual(
    preview.package.groups.map(({ group }) => group),
    ['needs', 'identity'],
  )
  assert.deepEqual(preview.notAgreed, ['contact', 'exploitation'])
  const wrong = await ask('caseworker', 'POST', `${referrals}/${id}/send`, {
    stepId: newId(),
    digest: 'another',
    happenedAt: now(),
  })
  assert.equal(wrong.body.code, 'referral.preview_changed')
  const stepId = newId()
  assert.equal((await send(id, 'caseworker', stepId)).status, 201)
  await step('clinic', id, 'acknowledge')
  const read = (await ask('clinic', 'GET', `${referrals}/${id}/package`)).body
  assert.deepEqual(read, preview.package)
  const rows = await readInScope(db, systemScope('DL'), (trx) =>
    sql<{ digest: string; basis: number }>`
      select package.digest, count(grant_id)::int as basis from referral.package
      join referral.package_group on package_id = package.id where request_id = ${id} group by 1`.execute(trx),
  )
  assert.deepEqual(rows.rows, [{ digest: preview.digest, basis: 2 }], 'each group under a grant')
})

test('the receiver sees nothing before it is sent and reads nothing before it is acknowledged; others see nothing ever', async () => {
  const id = await draft()
  assert.equal((await ask('clinic', 'GET', `${referrals}/${id}`)).status, 404)
  await send(id)
  assert.equal((await ask('clinic', 'GET', `${referrals}/${id}/package`)).body.code, 'referral.no_package')
  for (const who of ['children', 'board'] as const) {
    const { status } = await ask(who, 'GET', `${referrals}/${id}`)
    assert.ok(status === 404 || status === 403, who)
    assert.notEqual((await ask(who, 'GET', `${referrals}/${id}/package`)).status, 200, who)
    assert.notEqual((await step(who, id, 'acknowledge')).status, 201, who)
  }
  assert.equal((await ask('administrator', 'GET', referrals)).status, 403)
  const shown = await ask('clinic', 'GET', `${referrals}/${id}`)
  assert.ok(!shown.text.includes(ADULT), 'the file is not named to its receiver')
  assert.ok(!shown.text.includes('burns'), 'nor is the reason, before it is acknowledged')
  assert.ok(shown.body.steps.every(({ party, by }) => party === 'receiver' || by === null))
})

test('from need to feedback: each side sees its part, a place is held, taken and freed, and the file follows', async () => {
  const before = await clinicService()
  const lines = (await servicesOfFile()).length
  const id = await sent()
  const planned = (await servicesOfFile()).at(-1)!
  assert.equal(planned.payload.plannedOn, TODAY)
  const tasks = async (who: Who) => (await referral.tasks!(WHO[who])).some(({ about }) => about.id === id)
  assert.deepEqual([await tasks('clinic'), await tasks('caseworker')], [true, false])
  await step('clinic', id, 'acknowledge')
  assert.equal((await accept(id)).status, 201)
  assert.equal((await clinicService()).available, before.available! - 1)
  await step('clinic', id, 'start')
  assert.equal((await servicesOfFile()).at(-1)!.payload.startedOn, TODAY)
  const feedback = 'Two visits; the dressing comes off next week.'
  await step('clinic', id, 'complete', { result: value('provided'), feedback: value(feedback) })
  assert.equal((await clinicService()).available, before.available)
  assert.deepEqual([await tasks('clinic'), await tasks('caseworker')], [false, true])
  const shown = (await ask('caseworker', 'GET', `${referrals}/${id}`)).body
  assert.deepEqual(shown.steps.at(-1)?.answers['feedback'], value(feedback))
  const services = await servicesOfFile()
  assert.equal(services.length, lines + 2, 'planned, and the line that takes its place')
  assert.equal(services.at(-1)!.results.at(-1)?.payload.result, 'provided')
  assert.equal((await step('caseworker', id, 'close', { reason: value('met') })).body.state, 'closed')
  assert.equal((await step('clinic', id, 'start')).body.code, 'records.not_open')
})

test('whoever sent or may answer a referral hears of each step of the other side, and nobody else does', async () => {
  await consent(['needs', 'identity'])
  const since = new Date(Date.parse(clock.now()) - 1).toISOString()
  const id = await sent()
  const heard = async (who: Who) =>
    (await referral.notices!(WHO[who], since))
      .filter(({ about }) => about.id === id)
      .map(({ details }) => details['step'])
  assert.deepEqual(
    [await heard('clinic'), await heard('caseworker')],
    [['send'], []],
    'a new one, and nothing of one’s own',
  )
  await step('clinic', id, 'acknowledge')
  await accept(id)
  await step('clinic', id, 'start')
  assert.deepEqual(
    (await heard('caseworker')).map(String).toSorted((a, b) => a.localeCompare(b)),
    ['accept', 'acknowledge', 'start'],
  )
  for (const who of ['supervisor', 'children', 'board', 'administrator', 'atClinic'] as const)
    assert.deepEqual(await heard(who), [], who)
  const { items } = (await ask('caseworker', 'GET', '/protection/notices')).body as unknown as {
    items: readonly { kind: string; about: { id: string; step: string; number: string } | null }[]
  }
  const shown = items.find(({ about }) => about?.id === id)
  assert.match(shown?.about?.number ?? '', /^rf-/, 'among all that others did')
})

test('a referral says who sent it to whom; its file is named to its sender alone', async () => {
  await consent(['needs', 'identity'])
  const id = await sent()
  const around = async (who: Who) =>
    (await ask(who, 'GET', `${referrals}/${id}/around`)).body as unknown as {
      sender: string
      receiver: string
      service: { name: string; site: string }
      file: { id: string } | null
    }
  const [sender, receiver] = [await around('caseworker'), await around('clinic')]
  for (const each of [sender, receiver]) {
    assert.equal(each.sender, WHO.caseworker.agencyName)
    assert.equal(each.receiver, WHO.clinic.agencyName)
    assert.ok(each.service.name && each.service.site)
  }
  assert.deepEqual([sender.file?.id, receiver.file], [ADULT, null])
  assert.equal((await ask('children', 'GET', `${referrals}/${id}/around`)).status, 404)
  const partners = (await ask('clinic', 'GET', '/referral/partners')).body as unknown as {
    agencies: { name: string }[]
  }
  assert.ok(partners.agencies.some(({ name }) => name === WHO.caseworker.agencyName))
})

test('an agreed group of which nothing goes is named with the reason, and two answers between which nobody chose are not sent', async () => {
  await consent(['needs', 'identity', 'contact', 'health'])
  const at = now()
  const answered = (unsafe: string) => ({
    id: newId(),
    type: 'answers_recorded',
    payload: { form: 'contact', version: '', edits: { safe_times: value(unsafe) } },
    happenedAt: at,
    replaces: [],
    deviceTime: null,
  })
  const version = country.forms.find(({ id }) => id === 'contact')!.version
  for (const unsafe of ['Only before noon', 'Only after six']) {
    const action = answered(unsafe)
    action.payload.version = version
    const { status, text } = await ask('caseworker', 'POST', `/protection/files/${ADULT}/actions`, {
      actions: [action],
    })
    assert.ok(status < 300, text)
  }
  const id = await draft({ groups: ['identity', 'contact', 'exploitation', 'health'] })
  const preview = (await ask('caseworker', 'GET', `${referrals}/${id}/preview`)).body
  const part = preview.package.groups.flatMap(({ parts }) => parts).find(({ form }) => form === 'contact')
  assert.deepEqual([part?.unsettled, part?.answers['safe_times']], [['safe_times'], undefined])
  assert.ok(!JSON.stringify(preview.package).includes('after six'))
  assert.deepEqual(
    preview.empty.filter(({ group }) => group === 'needs' || group === 'health'),
    [
      { group: 'needs', because: 'in_words' },
      { group: 'health', because: 'nothing_recorded' },
    ],
  )
})

test('who met a person hands them over as far as the person agreed, and the other agency sees it at once', async () => {
  const handed = { fileId: ADULT, child: null }
  const body = {
    id: newId(),
    stepId: newId(),
    serviceId: (await clinicService()).id,
    urgency: 'standard',
    words: 'At the border.',
  }
  const refused = await ask('frontline', 'POST', referrals, { ...body, ...handed, groups: [], happenedAt: now() })
  assert.equal(refused.body.code, 'referral.no_file', 'a file that is not theirs')
  const give = async (to: Principal) => {
    const assigned = { teamId: WHO.caseworker.teamIds[0] ?? null, userId: to.userId }
    const action = {
      id: newId(),
      type: 'assigned',
      payload: assigned,
      happenedAt: now(),
      replaces: [],
      deviceTime: null,
    }
    const given = await ask('supervisor', 'POST', `/protection/files/${ADULT}/actions`, { actions: [action] })
    assert.ok(given.status < 300, given.text)
  }
  await give(WHO.frontline)
  const id = await draft(handed, 'frontline')
  const { status, text } = await send(id, 'frontline')
  assert.equal(status, 201, text)
  const seen = await ask('clinic', 'GET', referrals)
  assert.ok(seen.body.items.some((item) => item.id === id))
  // Of what came to their own agency those who only meet people read nothing.
  assert.deepEqual((await ask('atClinic', 'GET', referrals)).body.items, [])
  assert.equal((await ask('atClinic', 'GET', `${referrals}/${id}`)).status, 404)
  assert.equal((await ask('atClinic', 'GET', `${referrals}/${id}/package`)).body.code, 'records.not_found')
  await give(WHO.caseworker)
})

test('an entry that was written by hand goes on as a referral: it stays in the history, and the referral’s line stands in its place', async () => {
  const byHand = {
    type: 'health',
    providerAgencyId: WHO.clinic.agencyId,
    provider: null,
    plannedOn: TODAY,
    startedOn: null,
    endedOn: null,
    goalId: null,
    note: 'Arranged by telephone.',
    corrects: null,
  }
  const entry = await act('service_recorded', byHand)
  const before = (await servicesOfFile()).length
  const id = await draft({ continues: entry })
  assert.equal(
    (await servicesOfFile()).find(({ actionId }) => actionId === entry)!.state,
    'planned',
    'a draft changes nothing',
  )
  assert.equal((await send(id)).status, 201)
  const services = await servicesOfFile()
  assert.equal(services.length, before + 1)
  const old = services.find(({ actionId }) => actionId === entry)!
  assert.deepEqual([old.state, old.payload], ['corrected', byHand])
  assert.equal(services.find(({ actionId }) => actionId === old.correctedBy)!.state, 'planned')
  // An entry that the file does not have is continued by nothing: the referral has a line all the same.
  const other = await draft({ continues: newId() })
  assert.equal((await send(other)).status, 201)
  assert.equal((await servicesOfFile()).length, before + 2)
  for (const each of [id, other]) await step('caseworker', each, 'withdraw', { reason: value('mistake') })
})

test('a withdrawal ends all reading at once, then calls it back: key gone, bytes gone, and the receiver confirms', async () => {
  await consent(['needs', 'identity'])
  const id = await sent()
  await step('clinic', id, 'acknowledge')
  assert.equal((await ask('clinic', 'GET', `${referrals}/${id}/package`)).status, 200)
  const { grants } = (await ask('caseworker', 'GET', `/protection/files/${ADULT}`)).body
  const grantIds = grants.flatMap((grant) =>
    grant.purpose === 'referral' && grant.withdrawnOn === null ? grant.id : [],
  )
  await act('consent_withdrawn', { withdrawnOn: TODAY, grantIds, reason: null })
  for (const who of ['clinic', 'caseworker'] as const) {
    const { body } = await ask(who, 'GET', `${referrals}/${id}/package`)
    assert.equal(body.code, 'referral.no_package', `${who}, before anything was called back`)
  }
  await jobsOf(referral).get('referral.recall_ended')!()
  assert.equal((await ask('clinic', 'GET', `${referrals}/${id}`)).body.state, 'recalled')
  const left = await readInScope(db, systemScope('DL'), async (trx) => {
    const row = await sql<{ id: string; bytes: number }>`
      select id, length(sealed) as bytes from referral.package where request_id = ${id}`.execute(trx)
    return { bytes: row.rows[0]!.bytes, key: await vault.personKey(trx, row.rows[0]!.id) }
  })
  assert.deepEqual([left.bytes, left.key.ok], [0, false])
  assert.equal((await step('clinic', id, 'confirm_recall')).body.state, 'closed')
})

test('a child is referred on their own protection: what they think is told, and nothing beyond what the service needs', async () => {
  const body = { groups: ['identity', 'contact', 'exploitation', 'journey'] }
  const refused = await ask('children', 'POST', referrals, {
    id: newId(),
    stepId: newId(),
    fileId: CHILD,
    serviceId: (await clinicService()).id,
    urgency: 'standard',
    words: 'A check.',
    child: null,
    happenedAt: now(),
    ...body,
  })
  assert.equal(refused.body.code, 'referral.assent_missing')
  const id = await draft({ ...body, child: { assent: 'no', guardian: 'consulted' } }, 'children')
  const { package: shown } = (await ask('children', 'GET', `${referrals}/${id}/preview`)).body
  assert.deepEqual(shown.child, { assent: 'no', guardian: 'consulted' })
  assert.ok(shown.groups.every(({ group }) => ['needs', 'identity', 'contact', 'health'].includes(group)))
  const adults = (await ask('children', 'GET', '/referral/services?type=shelter&child=true')).body.items
  assert.deepEqual(adults, [], 'houses for women are no place for a child')
})

test('the last place goes to one; what was declined or expired is read by nobody', async () => {
  await consent(['needs', 'identity'])
  const service = await clinicService()
  const { own } = (await ask('clinic', 'GET', '/referral/services?own=true')).body.items.find(
    ({ id }) => id === service.id,
  )!
  const one = { version: own!.version, maximum: own!.occupied + own!.held + 1, occupied: own!.occupied, outOfUse: 0 }
  assert.equal((await ask('clinic', 'PUT', `/referral/services/${service.id}/capacity`, one)).status, 200)
  assert.equal(
    (await ask('clinic', 'PUT', `/referral/services/${service.id}/capacity`, one)).body.code,
    'referral.capacity_changed',
  )
  const [first, second] = [await sent(service.id), await sent(service.id)]
  const both = await Promise.all([accept(first), accept(second)])
  assert.equal(both[0].status + both[1].status, 201 + 409)
  assert.ok(both.some(({ body }) => body.code === 'referral.no_place'))
  const third = await sent()
  await step('clinic', third, 'acknowledge')
  assert.equal((await step('clinic', third, 'decline', { reason: value('full') })).body.state, 'declined')
  assert.equal((await ask('clinic', 'GET', `${referrals}/${third}/package`)).body.code, 'referral.no_package')
  const fourth = await sent()
  clock.set('2026-12-20T09:00:00Z')
  await jobsOf(referral).get('referral.take_due_steps')!()
  assert.equal((await ask('caseworker', 'GET', `${referrals}/${fourth}`)).body.state, 'expired')
  clock.set('2026-11-24T09:00:00Z')
})

test('nothing that was sent lies in clear, and no confidential house has an address anywhere', async () => {
  const { rows } = await sql<{ text: string }>`
    select string_agg(t::text, ' ') as text from (
      select request::text as t from referral.request union all select request_step::text from referral.request_step
      union all select package::text from referral.package union all select entry::text from audit.entry
    ) as everything`.execute(owner)
  for (const word of ['burns', 'dressing', 'Олена', 'Айгүл']) {
    assert.ok(!rows[0]!.text.includes(word) && !rows[0]!.text.includes(Buffer.from(word).toString('hex')), word)
  }
  const listed = (await ask('caseworker', 'GET', '/referral/services')).text
  assert.ok(!/address|Invented Street/i.test(listed))
  const hidden = await sql<{ count: number }>`
    select count(*)::int as count from referral.site where confidential and address is not null`.execute(owner)
  assert.equal(hidden.rows[0]?.count, 0)
})

test('erasing the person takes referrals and what was sent from both sides', async () => {
  const id = await sent()
  const { rows } = await sql<{ person: string }>`
    select person_id as person from protection.case_file where id = ${ADULT}`.execute(owner)
  await platform.eraseAgain([rows[0]!.person])
  assert.equal((await ask('clinic', 'GET', `${referrals}/${id}`)).status, 404)
  assert.equal((await ask('clinic', 'GET', `${referrals}/${id}/package`)).status, 404)
  const left = await sql<{ bytes: number; file: string | null }>`
    select coalesce(length(package.sealed), 0) as bytes, file_id as file from referral.request
    join referral.package on request_id = request.id where request.id = ${id}`.execute(owner)
  assert.deepEqual(left.rows, [{ bytes: 0, file: null }])
  const { broken, requests } = await verifyRequestLogs(db)
  assert.equal(broken, undefined)
  assert.ok(requests > 27)
})

test('a referral whose log was changed in the database is found by what the night, the doctor and the officer ask', async () => {
  const { rows } = await sql<{ id: string }>`
    select request_id as id from referral.request_step where sequence = 2 order by request_id limit 1`.execute(owner)
  await owner.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`update referral.request_step set happened_at = happened_at - interval '1 hour'
      where request_id = ${rows[0]!.id} and sequence = 2`.execute(trx)
  })
  const { broken } = await verifyRequestLogs(db)
  assert.deepEqual(broken, { requestId: rows[0]!.id, break: { brokenAt: 2, reason: 'hash' } })
})
