import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { newId, newRandomId } from '@gloact/kernel'
import { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { moduleProducts } from '../support/module-products.ts'
import {
  callerOf,
  ownerUrl,
  repository,
  signInAs,
  startServerProcess,
  type Answered,
  type Caller,
  type ServerProcess,
} from '../support/server-process.ts'

/** Each way of looking at what is another's: a file's agency, a body that is asked, data protection, and accounts. */
const STRANGERS = [
  'child_protection_officer',
  'competent_authority',
  'data_protection_officer',
  'administrator',
] as const

const folder = loadedDataDir()
let server: ServerProcess
let strangers: ReadonlyMap<string, Caller>
/** Ids of what is the shelter's, or somebody else's own, by where they stand in an address. */
let real: Readonly<Record<string, string>>

const today = new Date().toISOString().slice(0, 10)
const action = (type: string, payload: unknown) => ({
  id: newId(),
  type,
  payload,
  happenedAt: new Date().toISOString(),
})
const note = () => action('note_added', { kind: 'general', text: 'A note.', notedOn: today })
const SHELTER = '00000000-0000-4000-8000-0000000000a1'
const CLINIC = '00000000-0000-4000-8000-0000000000a2'
const TEAM = '00000000-0000-4000-8000-0000000000b1'
const CASEWORKER = '00000000-0000-4000-8000-0000000000c2'
/** The clinic's, in the invented directory. */
const SERVICE = '00000000-0000-7000-8022-000000000003'

async function ok<Body>(answer: Promise<Answered>): Promise<Body> {
  const { status, body } = await answer
  assert.ok(status >= 200 && status < 300, `${status} ${JSON.stringify(body)}`)
  return body as Body
}

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
  strangers = new Map(await Promise.all(STRANGERS.map(async (role) => [role, await signInAs(server, role)] as const)))
  real = await somethingOfEachKind()
  for (const product of moduleProducts) real = { ...real, ...(await product.real?.((role) => signInAs(server, role))) }
})
after(async () => {
  await server?.stop()
  folder.remove()
})

async function somethingOfEachKind(): Promise<Readonly<Record<string, string>>> {
  const [caseworker, supervisor, frontline] = (await Promise.all(
    ['caseworker', 'supervisor', 'frontline_worker'].map((role) => signInAs(server, role)),
  )) as [Caller, Caller, Caller]
  const administrator = callerOf(server.url)
  const email = 'second-administrator@demo.example'
  await ok(administrator.post('/identity/sign-in', { email, password: 'demo-second-administrator' }))

  const [fileId, closedId] = [await openFile(caseworker), await openFile(caseworker)]
  const { number } = await ok<{ number: string }>(caseworker.get(`/protection/files/${fileId}`))
  const openingId = newId()
  const opening = { id: openingId, number, reason: 'other', words: 'It was urgent.' }
  await ok(frontline.post('/protection/openings', opening))
  const attachmentId = newId()
  const photo = Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9)
  const content = await ok(caseworker.putBytes(`/protection/files/${fileId}/attachments/${attachmentId}`, photo))
  const attached = { kind: 'photo', title: 'A photo', takenOn: null, sensitivity: 'case', audience: null }
  const added = action('attachment_added', { ...attached, attachmentId, dataGroup: null, consentId: null, content })
  await ok(caseworker.post(`/protection/files/${fileId}/actions`, { actions: [added] }))

  const closing = action('closure_requested', { reason: 'other', summary: 'It is done.' })
  await ok(caseworker.post(`/protection/files/${closedId}/actions`, { actions: [closing] }))
  const closed = action('closure_approved', { closedOn: today })
  await ok(supervisor.post(`/protection/files/${closedId}/actions`, { actions: [closed] }))
  const toErase = await ok<{ number: string }>(supervisor.get(`/protection/files/${closedId}`))
  const erasureId = newId()
  await ok(supervisor.post('/protection/erasures', { id: erasureId, number: toErase.number, basis: 'person_asked' }))

  const [viewId, tagId] = [newId(), newId()]
  await ok(caseworker.send('PUT', `/protection/views/${viewId}`, view))
  await ok(supervisor.post('/protection/tags', { id: tagId, names: { en: 'Their own tag' } }))

  const requestId = newId()
  const drafted = { id: requestId, stepId: newId(), fileId, serviceId: SERVICE, urgency: 'standard', words: 'A check.' }
  const child = { assent: 'yes', guardian: 'informed' }
  const happenedAt = new Date().toISOString()
  await ok(caseworker.post('/referral/referrals', { ...drafted, groups: [], child, happenedAt }))

  const csv = new TextEncoder().encode('prs_FirstName,prs_SecondName\nSelma,Nangolo\n')
  const { uploadId } = await ok<{ uploadId: string }>(administrator.send('POST', '/protection/imports/uploads', csv))
  const run = { ...importing, agencyId: SHELTER, teamId: TEAM, columns: ['prs_FirstName', 'prs_SecondName'] }
  await ok(administrator.post(`/protection/imports/uploads/${uploadId}/runs`, run))
  const progress = () =>
    ok<{ state: string; batchId: string | null }>(administrator.get(`/protection/imports/uploads/${uploadId}`))
  let ran = await progress()
  while (ran.state === 'running') ran = await progress()
  assert.equal(ran.state, 'done')

  const asked = { name: 'Clinic Isa', type: 'health_service', designations: ['duplicate_desk'], active: true }
  await ok(administrator.send('PUT', `/identity/agencies/${CLINIC}`, asked, { 'if-match': '"1"' }))
  const changes = await ok<{ items: { id: string }[] }>(administrator.get('/identity/access-changes'))
  const account = await ok<{ grants: { id: string }[] }>(administrator.get(`/identity/staff/${CASEWORKER}`))
  const own = await ok<{ sessions: { id: string }[] }>(caseworker.get('/identity/account'))
  const [deviceId, passkeyId] = [newRandomId(), newId()]
  await ok(caseworker.post('/identity/account/devices', { id: deviceId }))
  await withDatabase(async (db) => {
    await sql`insert into identity.passkey (id, staff_id, credential_id, public_key, counter, backed_up, name)
      values (${passkeyId}, ${CASEWORKER}, 'an-id', '\\x00', 0, false, 'A key')`.execute(db)
  })
  const ofTraining = await trainingIds()
  const plan = await strategyIds()
  const law = await legislationIds()
  return {
    ...plan,
    ...law,
    ...ofTraining,
    fileId,
    attachmentId,
    openingId,
    erasureId,
    viewId,
    tagId,
    requestId,
    serviceId: SERVICE,
    uploadId,
    batchId: ran.batchId!,
    userId: CASEWORKER,
    grantId: account.grants[0]!.id,
    'identity/account/passkeys': passkeyId,
    'identity/account/sessions': own.sessions[0]!.id,
    'identity/account/devices': deviceId,
    'identity/agencies': SHELTER,
    'identity/access-changes': changes.items[0]!.id,
    'identity/teams': TEAM,
    'identity/staff': CASEWORKER,
  }
}

/** Something of each kind of an event of the demonstration. */
async function trainingIds(): Promise<Readonly<Record<string, string>>> {
  let found: Readonly<Record<string, string>> = {}
  await withDatabase(async (db) => {
    const { rows } = await sql<Record<string, string>>`
      select certificate.event_id as "eventId", certificate.id as "certificateId",
        (select nomination.id from training.nomination where nomination.event_id = certificate.event_id limit 1) as "nominationId",
        (select session.id from training.session where session.event_id = certificate.event_id limit 1) as "sessionId",
        (select test.id from training.test where test.event_id = certificate.event_id limit 1) as "testId"
      from training.certificate limit 1`.execute(db)
    found = rows[0] ?? {}
  })
  return found
}

/** Of each kind of row of the invented plan, one. */
/** Of the ministry that drafts laws. */
async function legislationIds(): Promise<Readonly<Record<string, string>>> {
  const officer = await signInAs(server, 'legal_officer')
  const { items: laws } = await ok<{ items: { id: string; expressions: { id: string }[] }[] }>(
    officer.get('/legislation/laws'),
  )
  const { items } = await ok<{ items: { id: string }[] }>(officer.get('/legislation/assessments'))
  const { obligations } = await ok<{ obligations: { elements: { id: string }[] }[] }>(
    officer.get(`/legislation/assessments/${items[0]!.id}`),
  )
  return {
    lawId: laws[0]!.id,
    expressionId: laws[0]!.expressions[0]!.id,
    assessmentId: items[0]!.id,
    elementId: obligations.flatMap(({ elements }) => elements)[0]!.id,
  }
}

async function strategyIds(): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {}
  await withDatabase(async (db) => {
    for (const [name, table] of Object.entries({
      'strategy/plans': 'plan',
      'strategy/goals': 'goal',
      'strategy/actions': 'action',
      'strategy/recommendations': 'recommendation',
      evidenceId: 'evidence',
    })) {
      const { rows } = await sql<{ id: string }>`select id from ${sql.table(`strategy.${table}`)} limit 1`.execute(db)
      found[name] = rows[0]?.id ?? assert.fail(`there is no ${table} in the demonstration`)
    }
  })
  return found
}

async function withDatabase(run: (db: ReturnType<typeof openDatabase>) => Promise<void>): Promise<void> {
  const db = openDatabase(ownerUrl(folder.dataDir))
  try {
    await run(db)
  } finally {
    await db.destroy()
  }
}

async function openFile(by: Caller, held: object = { teamId: TEAM, assignedTo: CASEWORKER }): Promise<string> {
  const fileId = newId()
  const opened = { age: 'not_sure', contactOn: today, channel: 'ngo', ...held }
  await ok(by.post('/protection/files', { fileId, personId: newId(), actions: [action('file_opened', opened)] }))
  return fileId
}

const view = {
  name: 'My list',
  teamId: null,
  filter: {},
  sort: 'changed',
  direction: 'descending',
  columns: ['number'],
}
const importing = { dryRun: false, kind: 'htcds', agencyId: null, teamId: null, dateOrder: null, columns: null }

/** What is sent beside the ids, so that they are looked at: anyone who sends what is no request is told so first. */
const SENT: Record<string, { readonly query?: string; readonly body?: () => unknown }> = {
  ...Object.fromEntries(moduleProducts.flatMap(({ sent = {} }) => Object.entries(sent))),
  'post /protection/files/{fileId}/actions': { body: () => ({ actions: [note()] }) },
  'post /protection/files/{fileId}/identity': { body: () => ({ purpose: 'work_on_file' }) },
  'get /protection/files/{fileId}/at': { query: '?sequence=1' },
  'get /protection/files/{fileId}/difference': { query: '?from=0&to=1' },
  'post /protection/files/{fileId}/prints': {
    body: () => ({ purpose: 'work_on_file', identity: false, copy: 'work', language: 'en' }),
  },
  'post /protection/files/{fileId}/presence': { body: () => ({ section: null }) },
  'put /protection/views/{viewId}': { body: () => view },
  'put /protection/tags/{tagId}': { body: () => ({ names: { en: 'Another name' }, active: true }) },
  'post /protection/caseloads/{userId}/handover': {
    body: () => ({ reasons: 'They leave.', items: [{ fileId: real['fileId'], to: null }] }),
  },
  'post /protection/openings/{openingId}/end': { body: () => ({ id: newId() }) },
  'post /protection/openings/{openingId}/review': {
    body: () => ({ id: newId(), verdict: 'justified', words: 'It was.' }),
  },
  'put /protection/files/{fileId}/attachments/{attachmentId}': { body: () => Uint8Array.of(1) },
  'put /protection/files/{fileId}/attachments/{attachmentId}/thumbnail': { body: () => Uint8Array.of(1) },
  'post /protection/files/{fileId}/attachments/{attachmentId}/open': {
    body: () => ({ part: 'content', purpose: 'work_on_file' }),
  },
  'post /protection/erasures/{erasureId}/confirm': { body: () => ({ number: 'DL-00000-0' }) },
  'post /protection/erasures/{erasureId}/withdraw': { body: () => ({}) },
  'put /referral/services/{serviceId}/capacity': {
    body: () => ({ version: 1, maximum: 5, occupied: 1, outOfUse: 0 }),
  },
  'post /referral/referrals/{requestId}/steps': {
    body: () => ({ id: newId(), step: 'acknowledge', happenedAt: new Date().toISOString(), answers: {} }),
  },
  'post /referral/referrals/{requestId}/send': {
    body: () => ({ stepId: newId(), digest: 'x', happenedAt: new Date().toISOString() }),
  },
  'post /legislation/laws/{lawId}/expressions': {
    body: () => ({ id: newId(), language: 'en', validFrom: today, source: '1. Title' }),
  },
  'put /legislation/assessments/{assessmentId}/findings/{elementId}': {
    body: () => ({ id: newId(), status: 'met', reasoning: 'It is.', citations: [] }),
  },
  'post /legislation/assessments/{assessmentId}/findings/{elementId}/reviews': {
    body: () => ({ id: newId(), review: 'review', remark: '' }),
  },
  'get /legislation/assessments/{assessmentId}/report': { query: '?format=json&language=en' },
  'put /strategy/actions/{id}/evidence/{evidenceId}': { body: () => Uint8Array.of(1) },
  'post /strategy/actions/{id}/claims': {
    body: () => ({
      claimId: newId(),
      stepId: newId(),
      evidenceId: newId(),
      happenedAt: new Date().toISOString(),
      answers: {},
    }),
  },
  'post /strategy/claims/{requestId}/steps': {
    body: () => ({ id: newId(), step: 'withdraw', happenedAt: new Date().toISOString(), answers: {} }),
  },
  'post /protection/imports/uploads/{uploadId}/preview': { body: () => ({ name: 'a.csv' }) },
  'post /protection/imports/uploads/{uploadId}/runs': { body: () => importing },
  'post /training/events/{eventId}/nominations': {
    body: () => ({
      id: newId(),
      practitionerId: newId(),
      name: 'N',
      email: '',
      phone: '',
      employer: null,
      profession: 'police',
      yearsInPost: 1,
    }),
  },
  'post /training/events/{eventId}/tests': { body: () => ({ bankId: newId(), perForm: 4 }) },
  'post /training/nominations/{nominationId}/decisions': {
    body: () => ({ id: newId(), decision: 'waiting', reason: 'seats_taken' }),
  },
  'post /training/sessions/{sessionId}/state': { body: () => ({ open: true }) },
  'post /training/sessions/{sessionId}/attendance': {
    body: () => ({ participantId: newId(), present: true, how: 'list' }),
  },
  'post /training/tests/{testId}/state': { body: () => ({ open: true }) },
}

const STRATEGY_BODIES = {
  '{id}': () => ({ answers: {} }),
  '{id}/archive': () => ({ archived: true }),
} as const
for (const register of ['plans', 'goals', 'actions', 'recommendations'])
  for (const [below, body] of Object.entries(STRATEGY_BODIES))
    SENT[`${below === '{id}' ? 'put' : 'post'} /strategy/${register}/${below}`] = { body }

/** Where another's id and one that is none may be told apart, by whom and why. */
const EXCEPTIONS: readonly (readonly [role: RegExp, route: RegExp, why: string])[] = [
  ...moduleProducts.flatMap(({ toldApart = [] }) => toldApart),
  [
    /^administrator$/,
    /^post \/protection\/imports\/\{batchId\}\/undo$/,
    'theirs is the agency that coordinates the country, whose imports they see in a list',
  ],
  [
    /^data_protection_officer$/,
    /^post \/protection\/openings\/\{openingId\}\/review$/,
    'they review the openings of the whole country, which they see in a list',
  ],
  [
    /^data_protection_officer$/,
    /^get \/protection\/files\/\{fileId\}\/readers$/,
    'they tell the person who asks who has read their file, in the whole country (decision 14)',
  ],
  [
    /^data_protection_officer$/,
    /^post \/protection\/erasures\/\{erasureId\}\/(confirm|withdraw)$/,
    'they are the second of two people in erasures of the whole country, which they see in a list (decision 14)',
  ],
  [
    /^(child_protection_officer|competent_authority)$/,
    /^put \/protection\/views\/\{viewId\}$/,
    'an id that nobody has makes a list: its client makes the id',
  ],
]

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: unknown }>>>>
}

const { paths } = JSON.parse(readFileSync(join(repository, 'openapi.json'), 'utf8')) as OpenApi
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  path.includes('{')
    ? Object.entries(methods).map(([method, { requestBody }]) => ({
        name: `${method} ${path.replace('/api/v1', '')}`,
        takesBody: requestBody !== undefined,
      }))
    : [],
)

/** The address with an id for each name in it: what stands before an `{id}` says whose it is. */
const filled = (path: string, idFor: (name: string) => string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string, at: number) => idFor(name === 'id' ? path.slice(1, at - 1) : name))

/** An answer without what names the request, and with its ids named: what an answer says beside them has to be the same. */
function told({ status, body }: Answered, ids: ReadonlyMap<string, string>): unknown {
  const { requestId: _request, ...rest } = body as Record<string, unknown>
  let text = JSON.stringify({ status, rest })
  for (const [id, name] of ids) text = text.replaceAll(id, name)
  return JSON.parse(text)
}

async function ask(caller: Caller, name: string, idFor: (name: string) => string): Promise<unknown> {
  const [method, path] = name.split(' ') as [string, string]
  const ids = new Map<string, string>()
  const address = filled(path, (each) => {
    const id = idFor(each)
    ids.set(id, `(${each})`)
    return id
  })
  const { query = '', body } = SENT[name] ?? {}
  return told(await caller.send(method.toUpperCase(), address + query, body?.(), { 'if-match': '"1"' }), ids)
}

test('anyone who guesses an id of another agency, or of another person’s own, is answered as with an id that is none', async () => {
  assert.ok(routes.length >= 47, `only ${routes.length} routes`)
  const different: string[] = []
  const excepted = new Set<string>()
  for (const { name, takesBody } of routes) {
    assert.ok(!takesBody || SENT[name]?.body || /\/identity\//.test(name), `${name}: say what is sent`)
    for (const [role, caller] of strangers) {
      const exception = EXCEPTIONS.find(([who, where]) => who.test(role) && where.test(name))
      if (exception) {
        excepted.add(exception[2])
        continue
      }
      const theirs = await ask(caller, name, (each) => real[each] ?? assert.fail(`${name}: there is no ${each}`))
      const none = await ask(caller, name, () => newRandomId())
      const [one, other] = [JSON.stringify(theirs), JSON.stringify(none)]
      if (one !== other) different.push(`${role}: ${name}\n  ${one}\n  ${other}`)
      const { status } = theirs as { status: number }
      if (status === 400 || status >= 500) different.push(`${role}: ${name} was not looked at\n  ${one}`)
    }
  }
  assert.deepEqual(different, [])
  assert.equal(excepted.size, EXCEPTIONS.length)
})

test('an id of another agency in a body is answered as one that is none', async () => {
  const officer = strangers.get('child_protection_officer')!
  const bodies: readonly (readonly [method: string, path: string, name: string, body: (id: string) => unknown])[] = [
    ['POST', '/protection/files/actions', 'fileId', (id) => ({ items: [{ fileId: id, action: assigning() }] })],
    ['PUT', '/protection/list-preference', 'viewId', (id) => ({ defaultView: id })],
    ['PUT', `/protection/views/${newId()}`, 'identity/teams', (id) => ({ ...view, teamId: id })],
  ]
  const own = await openFile(officer, { teamId: null, assignedTo: null })
  const onOwn = (payload: (id: string) => readonly [type: string, payload: unknown]) => (id: string) => ({
    actions: [action(...payload(id))],
  })
  const actions: readonly (readonly [name: string, body: (id: string) => unknown])[] = [
    ['tagId', onOwn((id) => ['tagged', { add: [id], remove: [] }])],
    ['identity/staff', onOwn((id) => ['audience_set', { audience: 'medical', userIds: [id] }])],
    ['openingId', onOwn((id) => ['entry_struck', { entryId: id, reason: 'A mistake.' }])],
  ]
  for (const [method, path, name, body] of [
    ...bodies,
    ...actions.map(([name, body]) => ['POST', `/protection/files/${own}/actions`, name, body] as const),
  ]) {
    const answers = [real[name]!, newRandomId()].map(async (id) =>
      told(await officer.send(method, path, body(id)), new Map([[id, '(id)']])),
    )
    const [theirs, none] = await Promise.all(answers)
    assert.deepEqual(theirs, none, path)
    assert.ok(![400, 500].includes((theirs as { status: number }).status), JSON.stringify(theirs))
  }
})

const assigning = () => action('assigned', { teamId: null, userId: null })
