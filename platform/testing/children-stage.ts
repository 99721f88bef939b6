import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { fileAttachmentStore } from '@gloact/attachments'
import { API_PREFIX, createApi } from '@gloact/http/server'
import { demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import { rowScopeOf, type Principal } from '@gloact/identity/contract/principal'
import { addDays, newId } from '@gloact/kernel'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import { REQUEST_FAILURES, type RequestShown } from '@gloact/records/contract'
import { REGISTER_FAILURES } from '@gloact/registers/contract'
import fastify from 'fastify'
import { platformStage } from '../testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-children-'))
after(() => rmSync(folder, { recursive: true, force: true }))
/** Where sealed attachments lie. */
export const store = fileAttachmentStore(folder)
export const { db, owner, clock, country, platform, vault } = await platformStage({
  attachments: { store, maxBytes: 25_000_000 },
})
const by = (role: Principal['roles'][number], address?: string) =>
  demoPrincipal(country.code, role, platform.modules, address)
export const WHO = {
  officer: by('child_protection_officer'),
  second: by('child_protection_officer', 'second-child-protection-officer'),
  lead: by('supervisor', 'children-supervisor'),
  /** The officer with a narrower role: of the office's files those alone are there that are theirs. */
  narrow: {
    ...by('child_protection_officer'),
    roles: ['caseworker'],
    teamIds: [],
    scope: rowScopeOf(['caseworker']),
  } satisfies Principal as Principal,
  /** Of the shelter: another agency, which keeps other files. */
  caseworker: by('caseworker'),
  /** Who meets people at a border for the shelter, and works on nothing afterwards. */
  frontline: by('frontline_worker'),
  /** Others of the shelter: who leads there, and the leader again as an officer for the protection of children. */
  shelterLead: by('supervisor'),
  shelterOfficer: { ...by('supervisor'), roles: ['child_protection_officer'] } satisfies Principal as Principal,
  authority: by('guardianship_authority'),
  /** A second person of the authority. */
  authority2: { ...by('guardianship_authority'), userId: newId<'user'>() } satisfies Principal,
  guardian: by('guardian'),
  panel: by('panel_member'),
  panel2: by('panel_member', 'second-panel-member'),
  panel3: by('panel_member', 'third-panel-member'),
} as const
export type Who = keyof typeof WHO
const app = fastify()
const of = (id: string) => platform.modules.find((module) => module.id === id)!
export const [protection, children] = [of('protection'), of('children')]
export const day = (from: number) => addDays(TODAY as never, from)
export const TODAY = '2026-11-24'

before(async () => {
  await seedDemoStaff(db, {
    country: country.code,
    conductVersion: country.conduct.version,
    everybody: platform.modules,
  })
  const api = createApi<Principal>(app, {
    authenticate: async ({ headers }) => WHO[String(headers['x-who']) as Who],
    failures: [REGISTER_FAILURES, REQUEST_FAILURES, ...platform.modules.map(({ failures }) => failures)],
    isUnavailable,
    isOutOfRoom,
  })
  for (const module of [protection, children]) module.routes?.(api)
  await app.ready()
  await keepGuardians()
})

export interface Answered extends RequestShown {
  readonly code: string
  readonly params?: { readonly missing?: string }
  readonly fields?: readonly { readonly pointer: string; readonly code: string }[]
  readonly items: readonly { readonly id: string; readonly fileId: string; readonly number: string }[]
  readonly gates: {
    readonly leave: string[]
    readonly guardian: string[]
    readonly solutions: { readonly id: string; readonly missing: string[] }[]
  }
  readonly path: string
  readonly records: readonly { readonly id: string; readonly kind: string; readonly state: string }[]
}

export async function ask(who: Who, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object, ifMatch?: string) {
  const answer = await app.inject({
    method,
    url: `${API_PREFIX}${path}`,
    headers: { 'x-gloact-request': '1', 'x-who': who, ...(ifMatch !== undefined && { 'if-match': ifMatch }) },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, text: answer.body, body: answer.json<Answered>() }
}

/** The same of bytes: a recording. */
export async function sendBytes(who: Who, path: string, payload: Buffer) {
  const answer = await app.inject({
    method: 'PUT',
    url: `${API_PREFIX}${path}`,
    headers: { 'x-gloact-request': '1', 'x-who': who, 'content-type': 'application/octet-stream' },
    payload,
  })
  return { status: answer.statusCode, text: answer.body, body: answer.json<Answered>() }
}

/** What is sent back whole and is no JSON. */
export async function bytesOf(who: Who, path: string): Promise<Buffer> {
  const headers = { 'x-gloact-request': '1', 'x-who': who }
  return (await app.inject({ method: 'GET', url: `${API_PREFIX}${path}`, headers })).rawPayload
}

export const said = (answers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(answers).map(([field, given]) => [field, { value: given }]))

/** What only the family knows of a traced child: three things, as its form asks. */
export const THREE_SECRETS: Readonly<Record<string, { value: unknown }>> = Object.fromEntries(
  ['A crescent on the left knee', 'The goat is called Sultan', 'The song of the river'].flatMap((words) => {
    const row = `family_secrets/${newId()}`
    const rows: [string, { value: unknown }][] = [
      [row, { value: true }],
      [`${row}/kind`, { value: 'habit' }],
      [`${row}/words`, { value: words }],
    ]
    return rows
  }),
)

/** Another child met at a border, in a file of the officer's. */
export async function newChild(
  contactOn = TODAY,
  { who = 'officer', assignedTo = WHO.officer.userId }: { who?: Who; assignedTo?: string | null } = {},
): Promise<string> {
  const fileId = newId()
  const payload = { age: 'not_sure', contactOn, channel: 'police', teamId: null, assignedTo }
  const opened = { id: newId(), type: 'file_opened', payload, happenedAt: clock.now(), replaces: [], deviceTime: null }
  const { status, text } = await ask(who, 'POST', '/protection/files', {
    fileId,
    personId: newId(),
    actions: [opened],
  })
  assert.ok(status < 300, text)
  return fileId
}

export async function open(
  who: Who,
  fileId: string,
  kind: string,
  step: string,
  answers: object,
  agencyId: string | null = null,
) {
  const id = newId()
  const sent = { id, stepId: newId(), kind, step, happenedAt: clock.now(), answers, agencyId }
  return { id, sent, ...(await ask(who, 'POST', `/children/files/${fileId}/records`, sent)) }
}
export const step = (who: Who, kind: string, id: string, name: string, answers: object = {}) =>
  ask(who, 'POST', `/children/${kind}/${id}/steps`, { id: newId(), step: name, happenedAt: clock.now(), answers })

export async function done(answer: Promise<{ status: number; text: string; body: Answered }>) {
  const { status, text, body } = await answer
  assert.ok(status < 300, text)
  return body
}

export const [GUARDIAN, IVAN, PAUSED, STALE] = [newId(), newId(), newId(), newId()]
export const guardian = (name: string, more: Record<string, unknown> = {}) =>
  said({
    name,
    kind: 'public_service',
    status: 'active',
    max_children: 20,
    independent: 'yes',
    identity_seen: 'yes',
    record_seen_on: day(-100),
    record_clean: 'yes',
    lived_elsewhere: 'no',
    other_registers: 'yes',
    reference_count: 2,
    declared_on: day(-100),
    trained_on: day(-300),
    trained_trafficking_on: day(-300),
    ...more,
  })
async function keepGuardians(): Promise<void> {
  for (const [id, answers] of [
    [GUARDIAN, guardian('Yara Mansour', { account: WHO.guardian.userId, phone: '+96171234567' })],
    [IVAN, guardian('Ivan Petrenko', { max_children: 1 })],
    [PAUSED, guardian('Lucía Herrera', { status: 'paused' })],
    [STALE, guardian('Abebe Girma', { record_seen_on: '2023-01-10' })],
  ] as const) {
    const { status, text } = await ask('authority', 'PUT', `/children/guardians/${id}`, { answers })
    assert.ok(status < 300, text)
  }
}

/** Whether guardian and child were informed and heard: asked in every decision. */
export const HEARD = { guardian_informed: 'yes', guardian_heard: 'heard', child_informed: 'yes', child_heard: 'heard' }

export const NEED = said({ reason: 'unaccompanied', asylum: 'no' })
export const appointment = (guardian: string = GUARDIAN, more: Record<string, string> = {}) =>
  said({
    guardian,
    decision: '12',
    scope: ['all'],
    related: 'no',
    lives_with: 'no',
    works_for: 'no',
    carried: 'no',
    decides_stay: 'no',
    carer_employed: 'no',
    against: 'no',
    sought: 'no',
    same_household: 'no',
    objected: 'no',
    otherwise: 'no',
    child_view: 'kind',
    complaint_explained: 'yes',
    ...more,
  })
const row = newId()
export const keepAway = (name: string, phone: string) => ({
  [`keep_away/${row}`]: { value: true },
  [`keep_away/${row}/name`]: { value: name },
  [`keep_away/${row}/phone`]: { value: phone },
  [`keep_away/${row}/role`]: { value: 'suspect' },
})

/** Of two who act at once, what each was told. */
export const atOnce = async (...asked: readonly Promise<{ status: number; body: Answered }>[]) =>
  (await Promise.all(asked)).map(({ status, body }) => (status < 300 ? 'done' : body.code))

/** What a request for a determination and its papers say besides. */
export const HOW_SOON = { priority: 'medium', priority_reasons: 'p', separation_status: 'unaccompanied' }
export const VIEWS = {
  parents_asked: 'not_found',
  carer_asked: 'given',
  carer_view: 'c',
  siblings_asked: 'nobody',
  guardian_asked: 'given',
  guardian_view: 'For it.',
  tracing_result: 'not_begun',
}

export const PLAN = said({ option: 'reunification_here', place: 'Port Isa', adult: 'Hanan Idris', relative: 'yes' })
export const act = (who: Who, fileId: string, type: string, payload: object) =>
  ask(who, 'POST', `/protection/files/${fileId}/actions`, {
    actions: [{ id: newId(), type, payload, happenedAt: clock.now(), replaces: [], deviceTime: null }],
  })

export async function readyToDecide(fileId: string): Promise<{ id: string; determination: string }> {
  const guardianship = await open('officer', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  await done(step('authority', 'guardianship', guardianship.id, 'appoint', appointment()))
  const request = said({
    purpose: 'family_reunification',
    ...HOW_SOON,
    short_form: 'no',
    history: 'h',
    situation: 's',
  })
  const { id: determination } = await open('officer', fileId, 'determination', 'prepare', request, WHO.panel.agencyId)
  assert.equal(
    (await ask('panel', 'GET', `/children/determination/${determination}`)).status,
    404,
    'not there for the panel yet',
  )
  const [a, b] = [newId(), newId()]
  const weights = {
    view: 'for',
    family: 'for',
    development: 'for',
    health: 'for',
    education: 'for',
    lasting: 'for',
    follow_up: 'for',
  }
  const option = (id: string, answers: Readonly<Record<string, string>>) => ({
    [`options/${id}`]: { value: true },
    ...Object.fromEntries(Object.entries(answers).map(([field, value]) => [`options/${id}/${field}`, { value }])),
  })
  const papers = {
    ...option(a, {
      option: 'reunification_here',
      place: 'Port Isa',
      adult: 'Hanan Idris',
      safety: 'for',
      ...weights,
      evidence: 'e',
    }),
    ...option(b, { option: 'remain', safety: 'for', ...weights, evidence: 'e' }),
    ...said({ child_view: 'yes', ...VIEWS }),
  }
  await done(step('officer', 'determination', determination, 'present', papers))
  const decision = said({
    option: 'reunification_here',
    place: 'Port Isa',
    adult: 'Hanan Idris',
    reasons: 'r',
    ...HEARD,
    review_on: day(100),
  })
  const early = await step('panel', 'determination', determination, 'approve', decision)
  assert.ok(early.body.params?.missing?.includes('panel_quorum'))
  const votes = [
    ['panel', 'child_protection', 'child_protection'],
    ['panel2', 'law', 'justice'],
    ['panel3', 'psychology', 'ngo'],
  ] as const
  for (const [who, profession, sitsFor] of votes) {
    const vote = said({
      profession,
      sits_for: sitsFor,
      conflict: 'no',
      outcome: 'approve',
      option: 'reunification_here',
      reasons: 'seen',
    })
    await done(step(who, 'determination', determination, 'vote', vote))
    const again = await step(who, 'determination', determination, 'vote', vote)
    assert.equal(again.body.params?.missing, 'panel_voted')
    const seen = await done(ask(who, 'GET', `/children/determination/${determination}`))
    assert.equal(
      seen.steps.filter((each) => each.step === 'vote').length,
      1,
      'one sees one’s own view until all are in',
    )
  }
  const officer = await done(ask('officer', 'GET', `/children/determination/${determination}`))
  assert.equal(
    officer.steps.some((each) => each.step === 'vote'),
    false,
  )
  const differs = await step('panel', 'determination', determination, 'approve', {
    ...decision,
    adult: { value: 'Somebody Else' },
  })
  assert.equal(differs.body.params?.missing, 'panel_other_option')
  await done(step('panel', 'determination', determination, 'approve', decision))

  const { id } = await open('officer', fileId, 'solution', 'plan', PLAN)
  const risk = said({
    level: 'low',
    agreed: 'yes',
    able: 'yes',
    confirmed: 'yes',
    household_checked: 'yes',
    open_case: 'no',
    words: 'w',
  })
  await done(step('officer', 'solution', id, 'assess_risk', risk))
  const own = await step('officer', 'solution', id, 'approve_risk')
  assert.equal(own.body.code, 'records.second_person')
  await done(step('lead', 'solution', id, 'approve_risk'))
  await done(step('second', 'solution', id, 'verify', said({ finding: 'reunification', words: 'apart' })))
  const heard = said({
    ...HEARD,
    child_view: 'agrees',
    child_words: 'yes',
  })
  await done(step('officer', 'solution', id, 'hear', heard))
  return { id, determination }
}

/** What follows an event of another module, or is done at night, by the name of the job: as the platform would do it in the background. */
export async function follow(job: string, ids: Readonly<Record<string, string>> = {}): Promise<void> {
  const jobs = new Map<string, (ids: Readonly<Record<string, string>>) => Promise<void>>()
  const registry: Parameters<NonNullable<typeof children.jobs>>[0] = {
    schedule: (name, _cron, run) =>
      void jobs.set(name, () => run({}, { id: 'a test', signal: new AbortController().signal })),
    work: () => undefined,
    on: (_event, name, run) =>
      void jobs.set(name, (given) => run(given, { id: 'a test', signal: new AbortController().signal })),
  }
  for (const module of [protection, children]) module.jobs?.(registry)
  await jobs.get(job)!(ids)
}
