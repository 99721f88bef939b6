import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import { asPlainDate, newId } from '@gloact/kernel'
import type { Mail } from '@gloact/mail'
import { jobsOf } from '@gloact/module/testing'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import { loadDemoFiles, loadDemoReferred } from '@gloact/protection/server'
import { REQUEST_FAILURES, type RequestShown } from '@gloact/records/contract'
import type { Channels, LinkMade, LinkState, OpenedByLink } from '@gloact/referral/contract/links'
import type { PackageView, ServiceView } from '@gloact/referral/contract/referrals'
import fastify from 'fastify'
import { sql } from 'kysely'
import { consentPayload } from './testing/consent-payload.ts'
import { platformStage } from './testing.ts'

const mails: Mail[] = []
const logged: string[] = []
let mailFails = false
const { db, owner, clock, country, platform } = await platformStage({
  mailer: {
    place: 'smtp://test',
    ping: async () => true,
    send: async (mail) => {
      if (mailFails) throw new Error('an e-mail could not be handed over: ECONNREFUSED')
      mails.push(mail)
    },
  },
})
const by = (role: Principal['roles'][number]) => demoPrincipal(country.code, role)
const WHO = {
  caseworker: by('caseworker'),
  supervisor: by('supervisor'),
  children: by('child_protection_officer'),
  clinic: by('service_provider'),
  board: by('competent_authority'),
} as const
type Who = keyof typeof WHO

// A request's number in the log is another each time, and nothing else in an answer may be.
const app = fastify({
  genReqId: () => 'one',
  logger: { level: 'trace', stream: { write: (line: string) => void logged.push(line) } },
})
const referral = platform.modules.find(({ id }) => id === 'referral')!
const protection = platform.modules.find(({ id }) => id === 'protection')!
const { demoFile } = protection.ports as { demoFile: (story: number) => string }
const ADULT = demoFile(3)
const TODAY = asPlainDate('2026-11-24')
const MAILBOX = 'reception@clinic.example'
const TELEPHONE = '+999 55 0100'
const referrals = '/referral/referrals'
/** What somebody without an account types is words, whatever it looks like. */
const NAME = `Jo'); drop table referral.request; -- <img src=x onerror=alert(1)>`
const START = '2026-11-24T09:00:00Z'
const after = (minutes: number) => clock.set(new Date(Date.parse(START) + minutes * 60_000).toISOString())
let service: ServiceView

before(async () => {
  await seedDemoStaff(db, { country: country.code, conductVersion: country.conduct.version })
  const staff = {
    frontline: by('frontline_worker'),
    caseworker: WHO.caseworker,
    supervisor: WHO.supervisor,
    authority: WHO.board,
    childProtection: WHO.children,
  }
  await loadDemoFiles(platform.protection, staff)
  await loadDemoReferred(platform.protection, staff, WHO.clinic.agencyId)
  await referral.demo?.({ progress: () => undefined, people: () => undefined })
  const api = createApi<Principal>(app, {
    authenticate: async ({ headers }) => WHO[String(headers['x-who']) as Who] ?? null,
    failures: [REQUEST_FAILURES, ...platform.modules.map(({ failures }) => failures)],
    isUnavailable,
    isOutOfRoom,
  })
  for (const module of [protection, referral]) module.routes?.(api)
  await app.ready()
  const { body } = await ask<{ items: ServiceView[] }>('caseworker', 'GET', '/referral/services?type=health')
  service = body.items.find(({ agencyId, byLink }) => agencyId === WHO.clinic.agencyId && !byLink)!
})

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each caller says what it reads
async function ask<Body>(who: Who, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
  const answer = await app.inject({
    method,
    url: `${API_PREFIX}${path}`,
    headers: { 'x-gloact-request': '1', 'x-who': who },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, text: answer.body, body: answer.json<Body & { code: string }>() }
}

/** A browser without an account, with the cookies that it was given. */
function browser(remoteAddress = '192.0.2.1') {
  let cookie: string | undefined
  return async (path: 'open' | 'steps', payload: object) => {
    const answer = await app.inject({
      method: 'POST',
      remoteAddress,
      url: `${API_PREFIX}/referral/link/${path}`,
      headers: { 'x-gloact-request': '1', ...(cookie !== undefined && { cookie }) },
      payload,
    })
    const given = answer.headers['set-cookie']
    if (typeof given === 'string') cookie = given.split(';')[0]
    const { date: _date, ...headers } = answer.headers
    return {
      status: answer.statusCode,
      text: answer.body,
      headers,
      given,
      body: answer.json<OpenedByLink & { code: string }>(),
    }
  }
}

const value = (content: string) => ({ value: content })
const stepBody = (session: string, step: string, answers: object = {}) => ({
  session,
  id: newId(),
  step,
  happenedAt: clock.now(),
  answers,
  name: NAME,
  role: 'Intake nurse',
})

async function consent(groups: readonly string[]): Promise<void> {
  const to = { purpose: 'referral', recipientKind: 'health', recipientAgencyId: WHO.clinic.agencyId }
  await act(
    'consent_recorded',
    consentPayload(
      TODAY,
      groups.map((dataGroup) => ({ ...to, dataGroup })),
    ),
  )
}

async function act(type: string, payload: object): Promise<void> {
  const action = { id: newId(), type, payload, happenedAt: clock.now(), replaces: [], deviceTime: null }
  const { status, text } = await ask('caseworker', 'POST', `/protection/files/${ADULT}/actions`, { actions: [action] })
  assert.ok(status < 300, text)
}

const EVERYTHING = [
  'needs',
  'identity',
  'contact',
  'documents',
  'circumstances',
  'exploitation',
  'journey',
  'health',
  'counselling',
  'risk',
  'decisions',
  'photograph',
]
const BURNS = 'A check of the burns on her hands.'

async function sent(): Promise<string> {
  const id = newId()
  const drafted = await ask('caseworker', 'POST', referrals, {
    id,
    stepId: newId(),
    fileId: ADULT,
    serviceId: service.id,
    urgency: 'standard',
    words: BURNS,
    groups: EVERYTHING,
    child: null,
    happenedAt: clock.now(),
  })
  assert.equal(drafted.status, 201, drafted.text)
  const { digest } = (await ask<{ digest: string }>('caseworker', 'GET', `${referrals}/${id}/preview`)).body
  const done = await ask('caseworker', 'POST', `${referrals}/${id}/send`, {
    stepId: newId(),
    digest,
    happenedAt: clock.now(),
  })
  assert.equal(done.status, 201, done.text)
  return id
}

interface Link extends LinkMade {
  readonly id: string
  readonly requestId: string
  readonly secret: string
}

async function linkTo(requestId: string): Promise<Link> {
  const id = newId()
  const made = await ask<LinkMade>('caseworker', 'POST', `${referrals}/${requestId}/link`, { id })
  assert.equal(made.status, 200, made.text)
  const secret = /#([\w-]{22})\n/.exec(mails.at(-1)!.text)?.[1]
  assert.ok(secret)
  return { ...made.body, id, requestId, secret }
}

const anew = async () => linkTo(await sent())
const newPin = async ({ requestId, id }: Link) =>
  (await ask<LinkMade>('caseworker', 'POST', `${referrals}/${requestId}/link`, { id })).body.pin
const stateOf = async ({ requestId }: Link) =>
  (await ask<LinkState>('caseworker', 'GET', `${referrals}/${requestId}/link`)).body

const wrong = (pin: string) => String((Number(pin) + 1) % 100_000_000).padStart(8, '0')

/** What is in the tables of links, as it lies there. */
const rowOf = async (id: string) =>
  (await sql<Record<string, unknown>>`select * from referral.link_access where id = ${id}`.execute(owner)).rows[0]!

/** Ends what is open, so that the next test has the site for itself. */
const clear = () => sql`update referral.link_access set ended_at = now(), pin_hash = null`.execute(owner)

test('the demonstration has a service that is reached by link, with one referral waiting there', async () => {
  const { rows } = await sql<{ state: string; used: boolean; mails: number }>`
    select request.state, used_at is not null as used, (mailed_at is not null)::int as mails
    from referral.link_access join referral.request on request.id = request_id`.execute(owner)
  assert.deepEqual(rows, [{ state: 'sent', used: false, mails: 1 }])
  assert.deepEqual(mails, [], 'nobody is mailed for invented people')
})

test('a service is reached by link once a second person has called: one alone changes nothing', async () => {
  const path = `/referral/services/${service.id}/channels`
  const proposed = { id: newId(), mailbox: MAILBOX, telephone: TELEPHONE }
  assert.equal((await ask('caseworker', 'POST', path, proposed)).status, 201)
  assert.equal((await ask('caseworker', 'POST', path, proposed)).status, 201, 'sent twice')
  const alone = await ask('caseworker', 'POST', `${path}/confirm`, { id: proposed.id })
  assert.equal(alone.body.code, 'records.second_person')
  const isByLink = async () =>
    (await ask<{ items: ServiceView[] }>('caseworker', 'GET', '/referral/services?type=health')).body.items.find(
      ({ id }) => id === service.id,
    )?.byLink
  assert.equal(await isByLink(), false)
  assert.equal((await ask('clinic', 'GET', path)).status, 403, 'who answers does not say where links go')
  const confirmed = await ask<Channels>('supervisor', 'POST', `${path}/confirm`, { id: proposed.id })
  assert.equal(confirmed.body.inForce?.telephone, TELEPHONE, confirmed.text)
  assert.equal(await isByLink(), true)
  const { rows } = await sql<{ text: string }>`
    select service_channel::text as text from referral.service_channel where id = ${proposed.id}`.execute(owner)
  assert.ok(!rows[0]!.text.includes(Buffer.from(MAILBOX).toString('hex')), 'sealed')
})

test('whatever is asked and agreed to, a link tells a first name, an age band and safe contact, and nothing else', async () => {
  await consent(EVERYTHING)
  const id = newId()
  const drafted = { id, stepId: newId(), fileId: ADULT, serviceId: service.id, urgency: 'standard', words: BURNS }
  await ask('caseworker', 'POST', referrals, {
    ...drafted,
    groups: EVERYTHING,
    child: null,
    happenedAt: clock.now(),
  })
  const preview = await ask<{ package: PackageView }>('caseworker', 'GET', `${referrals}/${id}/preview`)
  const { groups } = preview.body.package
  assert.ok(
    groups.every(({ group }) => ['needs', 'identity', 'contact', 'health'].includes(group)),
    preview.text,
  )
  const identity = groups
    .find(({ group }) => group === 'identity')!
    .parts.flatMap(({ answers }) => Object.keys(answers))
  assert.ok(identity.includes('age_band') || identity.some((path) => path.endsWith('/given')), preview.text)
  assert.ok(
    identity.every((path) => path === 'age_band' || /^names\/[^/]+(\/given)?$/.test(path)),
    identity.join(),
  )
})

test('the mail says that a message waits, under a reference; the PIN is in no mail, and nothing of either lies in clear', async () => {
  const link = await anew()
  const mail = mails.at(-1)!
  assert.equal(mail.to, MAILBOX)
  assert.equal(mail.subject, 'A message waits')
  assert.match(mail.text, /^A message waits\. Reference R-[2-9A-Z]{4}-[2-9A-Z]\. Answer by /)
  assert.ok(mail.text.includes(link.reference))
  const told = `${mail.subject} ${mail.text} ${mail.id}`
  for (const never of [link.pin, link.id, link.requestId, ADULT, 'burns', 'Олена', 'health', 'Clinic']) {
    assert.ok(!told.includes(never), never)
  }
  const { rows } = await sql<{ text: string }>`
    select string_agg(t::text, ' ') as text from (
      select link_access::text as t from referral.link_access union all select entry::text from audit.entry
      union all select service_channel::text from referral.service_channel
    ) as everything`.execute(owner)
  const { text } = rows[0]!
  // Within the hexadecimal digits of what is sealed, any eight digits turn up by chance.
  assert.ok(!new RegExp(`(?<![0-9a-f])${link.pin}(?![0-9a-f])`).test(text), 'the PIN')
  const hex = (never: string) => Buffer.from(never).toString('hex')
  for (const never of [link.secret, hex(link.secret), hex(link.pin)]) assert.ok(!text.includes(never), never)
  await clear()
})

test('what only looks opens nothing: HEAD, GET, prefetch, and a button pressed without a PIN change nothing that counts', async () => {
  const link = await anew()
  const before = await rowOf(link.id)
  for (const method of ['HEAD', 'GET', 'OPTIONS'] as const)
    for (const url of ['/referral/link/open', '/referral/link/steps', `/referral/link/open?secret=of-somebody-else`]) {
      const answer = await app.inject({ method, url: `${API_PREFIX}${url}`, headers: { 'sec-purpose': 'prefetch' } })
      assert.equal(answer.statusCode, 404, `${method} ${url}`)
    }
  const crossSite = await app.inject({
    method: 'POST',
    url: `${API_PREFIX}/referral/link/open`,
    headers: { 'sec-fetch-site': 'cross-site', 'x-gloact-request': '1' },
    payload: { secret: link.secret, pin: link.pin },
  })
  assert.equal(crossSite.statusCode, 403)
  assert.deepEqual(await rowOf(link.id), before)
  const pressed = await browser()('open', { secret: link.secret, pin: '' })
  assert.equal(pressed.body.code, 'referral.link_not_open')
  assert.equal(pressed.given, undefined, 'and no cookie')
  const opened = await browser()('open', { secret: link.secret, pin: link.pin })
  assert.equal(opened.status, 200, 'the person themselves opens it all the same')
  await clear()
})

test('wrong, used, another browser, locked, expired, recalled, ended and never made are one answer, in bytes and in time', async () => {
  const answers: [string, { status: number; text: string; headers: object }, boolean][] = []
  const tried = async (what: string, open: ReturnType<typeof browser>, secret: string, pin: string) => {
    let waited = false
    // Timers of one length go off in the order in which they were set: this one before the answer's own.
    setTimeout(() => (waited = true), 250)
    const answer = await open('open', { secret, pin })
    answers.push([what, answer, waited])
  }
  await tried('never made', browser(), 'x'.repeat(22), '12345678')
  const used = await anew()
  const theirs = browser()
  assert.equal((await theirs('open', { secret: used.secret, pin: used.pin })).status, 200)
  await tried('used', theirs, used.secret, used.pin)
  await tried('another browser', browser(), used.secret, await newPin(used))
  const locked = await anew()
  for (let at = 0; at < 5; at += 1) await tried(`wrong ${at}`, browser(), locked.secret, wrong(locked.pin))
  await tried('tried out, right PIN', browser(), locked.secret, locked.pin)
  const replaced = await anew()
  await linkTo(replaced.requestId)
  await tried('another link took its place', browser(), replaced.secret, replaced.pin)
  const withdrawn = await anew()
  const taken = { id: newId(), step: 'withdraw', happenedAt: clock.now(), answers: { reason: value('mistake') } }
  assert.equal((await ask('caseworker', 'POST', `${referrals}/${withdrawn.requestId}/steps`, taken)).status, 201)
  await tried('called back', browser(), withdrawn.secret, withdrawn.pin)
  const expired = await anew()
  clock.set(new Date(Date.parse(expired.expiresAt) + 1).toISOString())
  await tried('expired', browser(), expired.secret, expired.pin)
  clock.set(START)
  await tried('no text of a PIN', browser(), expired.secret, 'ABC')
  await tried('what is no secret', browser(), `' or ''='`, `<b>${'1'.repeat(8)}</b>`)
  const [, first] = answers[0]!
  for (const [what, { status, text, headers }] of answers)
    assert.deepEqual({ status, text, headers }, { status: 404, text: first.text, headers: first.headers }, what)
  assert.equal((first.headers as { 'cache-control': string })['cache-control'], 'no-store')
  // Each waits for the same moment; what remains is the machine's.
  for (const [what, , waited] of answers) assert.ok(waited, `${what} came before it`)
  await clear()
})

const triesOf = async (id: string) =>
  (await sql<{ tries: number }>`select tries from referral.link_try where link_id = ${id}`.execute(owner)).rows

test('five wrong PINs from a network keep it from a link, also where they come at once; with a new PIN it opens', async () => {
  const link = await anew()
  await Promise.all(Array.from({ length: 8 }, () => browser()('open', { secret: link.secret, pin: wrong(link.pin) })))
  assert.deepEqual(await triesOf(link.id), [{ tries: 5 }])
  assert.equal((await browser()('open', { secret: link.secret, pin: link.pin })).status, 404)
  assert.equal((await stateOf(link)).link?.wrongPins, 5, 'the sender reads it')
  const pin = await newPin(link)
  assert.equal((await browser()('open', { secret: link.secret, pin })).status, 200)
  await clear()
})

test('who has the link alone keeps nobody else from it, neither before its holder opened it nor after', async () => {
  const link = await anew()
  const guesser = () => browser('198.51.100.7')('open', { secret: link.secret, pin: wrong(link.pin) })
  for (let at = 0; at < 8; at += 1) await guesser()
  const holder = browser('203.0.113.4')
  assert.equal((await holder('open', { secret: link.secret, pin: link.pin })).status, 200, 'before')
  const second = await newPin(link)
  // From the holder's own network too: a colleague to whom the mail was forwarded.
  for (let at = 0; at < 8; at += 1) await browser('203.0.113.4')('open', { secret: link.secret, pin: wrong(second) })
  assert.equal(
    (await browser('192.0.2.9')('open', { secret: link.secret, pin: second })).status,
    404,
    'another browser',
  )
  assert.equal((await holder('open', { secret: link.secret, pin: second })).status, 200, 'after')
  // Their own wrong PINs count as before.
  const third = await newPin(link)
  for (let at = 0; at < 5; at += 1) await holder('open', { secret: link.secret, pin: wrong(third) })
  assert.equal((await holder('open', { secret: link.secret, pin: third })).status, 404)
  assert.equal((await stateOf(link)).link?.state, 'locked')
  const again = await ask('caseworker', 'POST', `${referrals}/${link.requestId}/link`, { id: link.id })
  assert.equal(again.body.code, 'records.id_used', 'a locked link gets no new PIN')
  const other = await linkTo(link.requestId)
  assert.equal((await browser()('open', { secret: other.secret, pin: other.pin })).status, 200)
  await clear()
})

test('a hundred wrong PINs from however many networks keep everyone from a link but the browser that it belongs to', async () => {
  const link = await anew()
  const holder = browser('203.0.113.4')
  assert.equal((await holder('open', { secret: link.secret, pin: link.pin })).status, 200)
  const pin = await newPin(link)
  await sql`insert into referral.link_try (link_id, network, tries)
    select ${link.id}, decode(md5(n::text), 'hex'), 4 from generate_series(1, 25) n`.execute(owner)
  const elsewhere = browser('198.51.100.20')
  assert.equal((await elsewhere('open', { secret: link.secret, pin: wrong(pin) })).status, 404)
  assert.equal((await triesOf(link.id)).length, 25, 'it is not even looked at')
  assert.equal((await holder('open', { secret: link.secret, pin })).status, 200)
  const bytes = await sql<{
    network: string
  }>`select encode(network, 'escape') as network from referral.link_try`.execute(owner)
  assert.ok(!JSON.stringify(bytes.rows).includes('198.51'))
  await clear()
})

test('the holder acknowledges, accepts, begins and ends; each visit has a new PIN; the sender sees who says they did', async () => {
  const link = await anew()
  const phone = browser()
  const opened = await phone('open', { secret: link.secret, pin: `${link.pin.slice(0, 4)} ${link.pin.slice(4)}` })
  assert.equal(opened.status, 200, opened.text)
  assert.match(String(opened.given), /; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/)
  assert.equal(opened.body.package, null)
  assert.ok(!opened.text.includes('burns') && !opened.text.includes(ADULT), 'nothing before it is acknowledged')
  const acknowledge = stepBody(opened.body.session, 'acknowledge')
  const read = await phone('steps', acknowledge)
  assert.equal(read.body.package?.words, BURNS, read.text)
  assert.ok(!read.text.includes(ADULT), 'the file is not named')
  const forms = read.body.forms as { sections: { fields: { id: string }[] }[] }[]
  const fields = forms.flatMap(({ sections }) => sections.flatMap((section) => section.fields.map(({ id }) => id)))
  assert.ok(
    fields.length > 0 && fields.every((id) => !['birth_date', 'citizenship', 'street'].includes(id)),
    fields.join(),
  )
  assert.equal((await phone('steps', acknowledge)).body.request.steps.length, read.body.request.steps.length, 'twice')
  const accepted = await phone('steps', stepBody(opened.body.session, 'accept', { first_on: value('2026-11-25') }))
  assert.equal(accepted.body.request.state, 'accepted', accepted.text)
  assert.equal((await phone('open', { secret: link.secret, pin: link.pin })).status, 404, 'its PIN is used up')
  const later = await phone('open', { secret: link.secret, pin: await newPin(link) })
  assert.equal(later.status, 200)
  assert.equal((await phone('steps', stepBody(opened.body.session, 'start'))).status, 404, 'the visit before is over')
  await phone('steps', stepBody(later.body.session, 'start'))
  const tooLong = { result: value('provided'), feedback: value('x'.repeat(1001)) }
  assert.equal((await phone('steps', stepBody(later.body.session, 'complete', tooLong))).status, 422)
  const ended = await phone('steps', stepBody(later.body.session, 'complete', { result: value('provided') }))
  assert.equal(ended.body.request.state, 'completed', ended.text)
  assert.equal(ended.body.package, null, 'when it is over nothing more is read')
  assert.deepEqual(ended.body.request.open, [])
  assert.equal((await phone('steps', stepBody(later.body.session, 'start'))).status, 404)
  const seen = await stateOf(link)
  assert.deepEqual(
    seen.claimed.map(({ step, name, role }) => [step, name, role]),
    ['acknowledge', 'accept', 'start', 'complete'].map((step) => [step, NAME, 'Intake nurse']),
  )
  const shown = await ask<RequestShown>('caseworker', 'GET', `${referrals}/${link.requestId}`)
  assert.equal(shown.body.state, 'completed')
  assert.equal((await ask('clinic', 'GET', `${referrals}/${link.requestId}/link`)).status, 403)
  await clear()
})

test('a visit lasts half an hour, ten minutes of them idle, in the browser that began it; and does what its side may alone', async () => {
  const link = await anew()
  const phone = browser()
  const visit = async () => (await phone('open', { secret: link.secret, pin: await newPin(link) })).body.session
  const first = (await phone('open', { secret: link.secret, pin: link.pin })).body.session
  for (const step of ['withdraw', 'close', 'give_more', 'recall', 'confirm_recall'])
    assert.equal((await phone('steps', stepBody(first, step))).body.code, 'records.not_open', step)
  assert.equal((await browser()('steps', stepBody(first, 'acknowledge'))).status, 404, 'another browser')
  after(11)
  assert.equal((await phone('steps', stepBody(first, 'acknowledge'))).status, 404, 'idle')
  const second = await visit()
  after(20)
  assert.equal((await phone('steps', stepBody(second, 'acknowledge'))).status, 200)
  after(29)
  const question = { question: value('Is an interpreter needed?') }
  assert.equal((await phone('steps', stepBody(second, 'ask_more', question))).status, 200)
  after(38)
  const decline = { reason: value('full') }
  assert.equal((await phone('steps', { ...stepBody(second, 'decline', { reason: value('nothing') }) })).status, 422)
  after(42)
  assert.equal((await phone('steps', stepBody(second, 'decline', decline))).status, 404, 'half an hour is over')
  assert.equal((await phone('steps', stepBody(await visit(), 'decline', decline))).body.request.state, 'declined')
  clock.set(START)
  await clear()
})

test('a withdrawal ends a visit in the same moment, before anything was called back; the recall closes the link', async () => {
  const link = await anew()
  const phone = browser()
  const { session } = (await phone('open', { secret: link.secret, pin: link.pin })).body
  assert.equal((await phone('steps', stepBody(session, 'acknowledge'))).status, 200)
  const pin = await newPin(link)
  const file = await ask<{ grants: { id: string; purpose: string; withdrawnOn: string | null }[] }>(
    'caseworker',
    'GET',
    `/protection/files/${ADULT}`,
  )
  const grantIds = file.body.grants.flatMap((grant) =>
    grant.purpose === 'referral' && grant.withdrawnOn === null ? grant.id : [],
  )
  await act('consent_withdrawn', { withdrawnOn: TODAY, grantIds, reason: null })
  assert.equal((await phone('steps', stepBody(session, 'accept', { first_on: value('2026-11-25') }))).status, 404)
  assert.equal((await phone('open', { secret: link.secret, pin })).body.code, 'referral.link_not_open')
  const refused = await ask('caseworker', 'POST', `${referrals}/${link.requestId}/link`, { id: newId() })
  assert.equal(refused.body.code, 'referral.no_package')
  await jobsOf(referral).get('referral.recall_ended')!()
  assert.equal((await stateOf(link)).link?.state, 'over')
  await consent(EVERYTHING)
  await clear()
})

test('a link lives until a day after the answer is due, a fortnight at most; a site has five open at most', async () => {
  const links = []
  for (let at = 0; at < 5; at += 1) links.push(await anew())
  const { body } = await ask<RequestShown>('caseworker', 'GET', `${referrals}/${links[0]!.requestId}`)
  const due = body.clocks.find((each) => each.clock === 'answer')!.dueAt!
  assert.equal(Date.parse(links[0]!.expiresAt), Date.parse(due) + 86_400_000)
  const sixth = await sent()
  const refused = await ask('caseworker', 'POST', `${referrals}/${sixth}/link`, { id: newId() })
  assert.equal(refused.body.code, 'referral.too_many_links')
  const wait = sql`update referral.link_access set expires_at = made_at + interval '15 days'`.execute(owner)
  await assert.rejects(wait, /at_most_a_fortnight/)
  await clear()
})

test('a mail that cannot be handed over is told, leaves nothing that opens, and is sent under the same id', async () => {
  const requestId = await sent()
  const id = newId()
  mailFails = true
  const failed = await ask('caseworker', 'POST', `${referrals}/${requestId}/link`, { id })
  mailFails = false
  assert.deepEqual([failed.status, failed.body.code], [503, 'referral.not_mailed'])
  const before = mails.length
  const made = await ask<LinkMade>('caseworker', 'POST', `${referrals}/${requestId}/link`, { id })
  assert.equal(made.status, 200)
  assert.equal(mails.length, before + 1)
  assert.equal(made.body.link, null, 'with a mail server nobody is shown a link')
  const secret = /#([\w-]{22})\n/.exec(mails.at(-1)!.text)![1]!
  assert.equal((await browser()('open', { secret, pin: made.body.pin })).status, 200)
  const other = await ask('caseworker', 'POST', `${referrals}/${await sent()}/link`, { id })
  assert.equal(other.body.code, 'records.id_used')
  await clear()
})

test('after ninety days somebody calls again before a link goes anywhere; others learn nothing of it', async () => {
  const requestId = await sent()
  for (const who of ['children', 'board', 'clinic'] as const) {
    const { status } = await ask(who, 'POST', `${referrals}/${requestId}/link`, { id: newId() })
    assert.ok(status === 403 || status === 404, who)
  }
  await sql`update referral.service_channel set confirmed_at = confirmed_at - interval '91 days'`.execute(owner)
  const refused = await ask('caseworker', 'POST', `${referrals}/${requestId}/link`, { id: newId() })
  assert.equal(refused.body.code, 'referral.channel_stale')
})

test('no log line of all this holds a secret, a PIN, a session, a mailbox or a word of the referral', () => {
  assert.ok(logged.length > 100)
  const text = logged.join('')
  for (const mail of mails) assert.ok(!text.includes(/#([\w-]{22})\n/.exec(mail.text)![1]!.slice(0, 12)))
  for (const never of [MAILBOX, TELEPHONE, 'burns', 'drop table', 'Олена']) assert.ok(!text.includes(never), never)
})

test('erasing the person ends their links with everything else', async () => {
  await sql`update referral.service_channel set confirmed_at = confirmed_at + interval '91 days'`.execute(owner)
  const link = await anew()
  const { rows } = await sql<{ person: string }>`
    select person_id as person from protection.case_file where id = ${ADULT}`.execute(owner)
  await platform.eraseAgain([rows[0]!.person])
  assert.equal((await browser()('open', { secret: link.secret, pin: link.pin })).status, 404)
  const row = await rowOf(link.id)
  assert.deepEqual([row['pin_hash'], row['ended_at'] === null], [null, false])
})
