import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { asPlainDate, newId, newRandomId } from '@gloact/kernel'
import { consentPayload } from '../../platform/testing/consent-payload.ts'
import { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'
import { apiDescriptions } from '../support/descriptions.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { moduleProducts } from '../support/module-products.ts'
import {
  callerOf,
  ownerUrl,
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
const SHELTER = '00000000-0000-4000-8000-0000000000a1'
const CLINIC = '00000000-0000-4000-8000-0000000000a2'
const TEAM = '00000000-0000-4000-8000-0000000000b1'
const FRONTLINE = '00000000-0000-4000-8000-0000000000c1'
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
  // Of a child, as the referral of an adult waits for their consent. The child protection authority is notified, and may open it.
  const childId = await openFile(caseworker, { age: 'not_sure', teamId: TEAM, assignedTo: CASEWORKER })
  const { number } = await ok<{ number: string }>(caseworker.get(`/protection/files/${fileId}`))
  const openingId = newId()
  const opening = { id: openingId, number, reason: 'other', words: 'She stood at the door and nobody answered.' }
  await ok(frontline.post('/protection/openings', opening))
  const exclusionId = newId()
  const exclusion = {
    id: exclusionId,
    file: { id: fileId },
    userId: FRONTLINE,
    ground: 'other_conflict',
    words: opening.words,
  }
  await ok(supervisor.post('/protection/exclusions', exclusion))
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
  const drafted = {
    id: requestId,
    stepId: newId(),
    fileId: childId,
    serviceId: SERVICE,
    urgency: 'standard',
    words: 'A check.',
  }
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
  return {
    fileId,
    attachmentId,
    openingId,
    exclusionId,
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

async function withDatabase(run: (db: ReturnType<typeof openDatabase>) => Promise<void>): Promise<void> {
  const db = openDatabase(ownerUrl(folder.dataDir))
  try {
    await run(db)
  } finally {
    await db.destroy()
  }
}

/** An adult's, who agreed to be recorded, unless `held` says otherwise. */
async function openFile(by: Caller, held: object = { teamId: TEAM, assignedTo: CASEWORKER }): Promise<string> {
  const fileId = newId()
  const opened = { age: 'adult', contactOn: today, channel: 'ngo', ...held }
  const agreed = 'age' in held ? [] : [action('consent_recorded', consentPayload(asPlainDate(today), []))]
  const actions = [action('file_opened', opened), ...agreed]
  await ok(by.post('/protection/files', { fileId, personId: newId(), actions }))
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
const SENT = Object.fromEntries(moduleProducts.flatMap(({ sent = {} }) => Object.entries(sent)))

/** Where another's id and one that is none may be told apart, by whom and why. */
const EXCEPTIONS = moduleProducts.flatMap(({ toldApart = [] }) => toldApart)

const routes = apiDescriptions()
  .flatMap(({ paths }) => Object.entries(paths))
  .flatMap(([path, methods]) =>
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
  return told(await caller.send(method.toUpperCase(), address + query, body?.(real), { 'if-match': '"1"' }), ids)
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
    ['POST', '/protection/exclusions', 'fileId', (id) => ({ ...excluding(), file: { id } })],
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

const excluding = () => ({
  id: newId(),
  userId: CASEWORKER,
  ground: 'other_conflict',
  words: 'She is the sister of somebody in the file.',
})
const assigning = () => action('assigned', { teamId: null, userId: null })
