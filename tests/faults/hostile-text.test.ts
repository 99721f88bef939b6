import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { workbookBomb } from '../../modules/protection/server/testing/zip-archive.ts'
import { HTCDS_FIELDS } from '../../modules/protection/domain/import/htcds-fields.ts'
import { SENT_ACTION_TYPES } from '@gloact/protection/contract/actions'
import { PAYLOAD_SCHEMAS } from '@gloact/protection/contract/payloads'
import exceljs from 'exceljs'
import type { z } from 'zod'
import { everyContract, hasWords, nameOf, saidEverywhere, type TextPlace } from '../support/contracts.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import {
  callerOf,
  signInAs,
  startServerProcess,
  type Answered,
  type Caller,
  type ServerProcess,
} from '../support/server-process.ts'

const folder = loadedDataDir()
const contracts = new Map((await everyContract()).map((contract) => [nameOf(contract), contract]))
let server: ServerProcess
let who: Record<'caseworker' | 'supervisor' | 'frontline_worker' | 'competent_authority' | 'administrator', Caller>

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
  who = {
    caseworker: await signInAs(server, 'caseworker'),
    supervisor: await signInAs(server, 'supervisor'),
    frontline_worker: await signInAs(server, 'frontline_worker'),
    competent_authority: await signInAs(server, 'competent_authority'),
    administrator: await signInAs(server, 'administrator'),
  }
})
after(async () => {
  await server?.stop()
  folder.remove()
})

const HOSTILE = [
  `'; drop table protection.case_file; --`,
  `" or 1=1; delete from x where ''='`,
  `<script>alert(1)</script>`,
  `<img src=x onerror="alert(1)">`,
  `{{constructor.constructor('x')()}}`,
  `=HYPERLINK("http://e.org","open")`,
  `../../../../etc/passwd`,
  `%00%0d%0aSet-Cookie: a=b`,
  `\\'; $1 \${x} \\u0000 %s %n`,
]
let count = 0
const saidNow: { readonly path: string; readonly words: string }[] = []
/** Words that were never said before, so that each is known again by itself; as long as the place takes. */
function say({ path, schema }: TextPlace, sample: unknown): string {
  // A file's number, the version of a form or of a set of questions: held against what there is.
  if (/^number$|(^|\.)(version|setVersion)$/.test(path)) return String(sample)
  const { maxLength } = schema as { readonly maxLength?: number | null }
  const end = ` ${count}.`
  const words = `${HOSTILE[count++ % HOSTILE.length]!.slice(0, (maxLength ?? 100) - end.length)}${end}`
  saidNow.push({ path, words })
  return words
}

const saying = (schema: z.ZodType, sample: unknown): unknown => saidEverywhere(schema, sample, say)

/** Which kinds of action and which routes were tried with words; compared with all there are. */
const tried = new Set<string>()
const day = (ahead = 0) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
const today = day(-1)

async function ok<Body>(answer: Promise<Answered>, what: string): Promise<Body> {
  const { status, body } = await answer
  assert.ok(status >= 200 && status < 300, `${what}: ${status} ${JSON.stringify(body)}`)
  return body as Body
}

type Type = keyof typeof PAYLOAD_SCHEMAS

const action = (type: Type, sample: object, keep = false) => {
  tried.add(type)
  return {
    id: newId(),
    type,
    payload: keep ? sample : saying(PAYLOAD_SCHEMAS[type], sample),
    happenedAt: new Date(Date.now() - 1_000).toISOString(),
  }
}

/** Records one action with words in every text, and gives its id. */
async function record(caller: Caller, fileId: string, type: Type, sample: object): Promise<string> {
  const sent = action(type, sample)
  await ok(caller.post(`/protection/files/${fileId}/actions`, { actions: [sent] }), type)
  return sent.id
}

/** Sends a request with words in every text of its body. */
async function request<Body>(
  caller: Caller,
  method: string,
  template: string,
  sample: object,
  more: { readonly ids?: readonly string[]; readonly version?: number } = {},
): Promise<Body> {
  const contract = contracts.get(`${method} ${template}`)
  assert.ok(contract?.body, template)
  tried.add(`${method} ${template}`)
  const ids = [...(more.ids ?? [])]
  const path = template.replaceAll(/:\w+/g, () => ids.shift()!)
  const headers: Record<string, string> = more.version === undefined ? {} : { 'if-match': `"${more.version}"` }
  return ok<Body>(caller.send(method, path, saying(contract.body, sample), headers), `${method} ${template}`)
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : []
}

/** Holds that everything said since stands in what can be read now, letter for letter. */
function holdsWhatWasSaid(read: unknown, butNot: readonly string[] = []): void {
  const there = new Set(stringsIn(read))
  const missing = saidNow.splice(0).filter(({ words }) => !there.has(words))
  assert.deepEqual(
    missing.map(({ path }) => path),
    butNot,
    JSON.stringify(missing),
  )
}

const agency = (digit: number) => `00000000-0000-4000-8000-0000000000a${digit}`
const TEAM = '00000000-0000-4000-8000-0000000000b1'
const staff = (digits: string) => `00000000-0000-4000-8000-0000000000${digits}`
const yes = { value: 'yes' }
const grants = () =>
  ['identity', 'exploitation', 'decisions'].map((dataGroup) => ({
    id: newId(),
    purpose: 'identification',
    recipientKind: 'competent_authority',
    recipientAgencyId: agency(3),
    dataGroup,
    validFrom: today,
    validUntil: day(100),
  }))
const consent = {
  consentOn: today,
  questions: Object.fromEntries(
    ['interview', 'purpose', 'use', 'research', 'access', 'retention', 'withdrawal'].map((about) => [
      about === 'interview' ? 'consents_to_interview' : `informed_of_${about}`,
      yes,
    ]),
  ),
  capacity: 'adult',
  form: 'written',
  language: 'en',
  assent: { absent: 'not_applicable' },
}
const opened = { age: 'adult', contactOn: today, channel: 'ngo', teamId: TEAM, assignedTo: staff('c2') }

async function openFile(): Promise<{
  readonly fileId: string
  readonly consentId: string
  readonly grantIds: string[]
}> {
  const fileId = newId()
  const given = grants()
  const consented = action('consent_recorded', { ...consent, grants: given })
  await ok(
    who.caseworker.post('/protection/files', {
      fileId,
      personId: newId(),
      actions: [action('file_opened', opened, true), consented],
    }),
    'opening a file',
  )
  return { fileId, consentId: consented.id, grantIds: given.map(({ id }) => id) }
}

test('SQL and HTML in every text of every action stand in the file as the words they are', async () => {
  const { supervisor, caseworker, competent_authority: authority } = who
  const { fileId, consentId, grantIds } = await openFile()
  const by = (type: Type, sample: object) => record(supervisor, fileId, type, sample)
  const noteId = await by('note_added', { kind: 'general', notedOn: today })
  const struckId = await by('note_added', { kind: 'general', notedOn: today })
  const riskId = await by('risk_assessed', {
    assessedOn: today,
    risks: [{ dimension: 'threat', likelihood: { value: 2 }, impact: { value: 2 }, ownerId: null, reviewOn: null }],
    overall: 'high',
    personTookPart: yes,
    safetyPlan: {},
  })
  const planId = await by('plan_agreed', { agreedOn: today, agreedWithPerson: true, review: true })
  const reviewId = await by('review_held', {
    of: 'plan',
    heldOn: today,
    personTookPart: yes,
    decision: 'continue',
    nextReviewOn: day(30),
  })
  const serviceId = await by('service_recorded', {
    type: 'shelter',
    providerAgencyId: null,
    plannedOn: null,
    startedOn: today,
    endedOn: null,
    goalId: null,
    corrects: null,
  })
  await by('service_result_recorded', { serviceId, result: 'provided', resultOn: today })
  const arranged = { when: { on: day(7) }, minutes: 60, goingWith: [] }
  const appointmentId = await by('appointment_made', {
    ...arranged,
    kind: 'legal',
    safeContactRead: true,
    remindOn: null,
    serviceId: null,
  })
  await by('appointment_changed', { ...arranged, appointmentId })
  await by('appointment_ended', { appointmentId, outcome: 'cancelled_by_person', happenedOn: today })
  const attachmentId = newId()
  const content = await ok<object>(
    supervisor.putBytes(
      `/protection/files/${fileId}/attachments/${attachmentId}`,
      Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9),
    ),
    'an upload',
  )
  const kept = { kind: 'photo', takenOn: null, sensitivity: 'case', audience: null, dataGroup: null, consentId: null }
  await by('attachment_added', { ...kept, attachmentId, content })
  await by('attachment_removed', { attachmentId })
  await by('answers_recorded', { form: 'plan', version: '1', edits: { objectives: { value: 'To rest.' } } })
  const correct = (kind: string, entryId: string) => by('entry_corrected', { kind, entryId, changes: {} })
  holdsWhatWasSaid(await read(supervisor, fileId))

  await by('identification_requested', { kind: 'reasonable_grounds', bodyAgencyId: agency(3), requestedOn: today })
  const decisionId = await record(authority, fileId, 'decision_recorded', {
    kind: 'reasonable_grounds',
    outcome: 'negative',
    decidedOn: today,
    body: { agencyId: agency(3), type: 'central_government' },
    evidence: [{ kind: 'document' }],
    reconsiders: null,
  })
  holdsWhatWasSaid(await read(authority, fileId))
  await record(authority, fileId, 'entry_corrected', { kind: 'decision_recorded', entryId: decisionId, changes: {} })
  await by('reconsideration_requested', { decisionId, requestedOn: today, requestedBy: 'person' })
  for (const [kind, entryId] of [
    ['note_added', noteId],
    ['consent_recorded', consentId],
    ['plan_agreed', planId],
    ['risk_assessed', riskId],
    ['review_held', reviewId],
  ] as const)
    await correct(kind, entryId)
  await by('entry_struck', { entryId: struckId })
  holdsWhatWasSaid(await read(supervisor, fileId))
  await by('consent_withdrawn', { withdrawnOn: today, grantIds })
  // Why consent was withdrawn is in the log alone: no page shows it yet.
  holdsWhatWasSaid(await read(supervisor, fileId), ['reason'])
  const refusalId = await by('refusal_recorded', { kind: 'identification', declinedOn: today })
  await correct('refusal_recorded', refusalId)
  await by('path_changed', { to: 'child', basis: 'disputed', establishedOn: today })
  const guardianId = await by('guardian_appointed', { appointedOn: today, noConflictOfInterest: true })
  await correct('guardian_appointed', guardianId)
  await record(caseworker, fileId, 'closure_requested', { reason: 'goals_achieved' })
  holdsWhatWasSaid(await read(supervisor, fileId))
  await by('closure_returned', {})
  await record(caseworker, fileId, 'closure_requested', { reason: 'goals_achieved' })
  holdsWhatWasSaid(await read(supervisor, fileId))
  await by('closure_approved', { closedOn: today })
  await by('file_reopened', { reopenedOn: today })
  holdsWhatWasSaid(await read(supervisor, fileId))
  const left = SENT_ACTION_TYPES.filter((type) => hasWords(PAYLOAD_SCHEMAS[type]) && !tried.has(type))
  assert.deepEqual(left, ['screening_recorded'], 'a kind of action with a text that nobody tried')
})

const readUntil = new Map<string, number>()
/** Everything of a file that somebody may read, and what each action since it was last read changed in it. */
async function read(caller: Caller, fileId: string): Promise<unknown> {
  const file = await ok<{ version: number }>(caller.get(`/protection/files/${fileId}`), 'a file')
  const changes: unknown[] = []
  for (let sequence = (readUntil.get(fileId) ?? 0) + 1; sequence <= file.version; sequence++) {
    const between = `from=${sequence - 1}&to=${sequence}`
    changes.push(await ok(caller.get(`/protection/files/${fileId}/difference?${between}`), between))
  }
  readUntil.set(fileId, file.version)
  return [file, changes]
}

interface FormField {
  readonly id: string
  readonly type: string
  readonly audience?: string
  readonly format?: string
  readonly maxLength?: number
  readonly fields?: readonly FormField[]
}
interface Rules {
  readonly forms: readonly { id: string; version: string; sections: { fields: readonly FormField[] }[] }[]
}

test('SQL and HTML in every text of every form, in rows and for named staff alone too, stand there as the words they are', async () => {
  const { caseworker } = who
  const { fileId } = await openFile()
  saidNow.splice(0)
  const { forms } = await ok<Rules>(caseworker.get('/protection/rules'), 'the rules')
  const fields = forms.flatMap(({ sections }) => sections.flatMap((section) => section.fields))
  const audiences = new Set([...fields, ...fields.flatMap((each) => each.fields ?? [])].map(({ audience }) => audience))
  for (const audience of audiences)
    if (audience) await record(caseworker, fileId, 'audience_set', { audience, userIds: [staff('c2')] })

  const edits: Record<string, Record<string, unknown>> = {}
  /** An answer in every place that takes words; those that take less, such as a telephone number, by themselves. */
  const answers = (form: string, placed: readonly FormField[], under = ''): void => {
    for (const { id, type, format, maxLength, fields: inner } of placed) {
      const path = under + id
      const schema = { maxLength: maxLength ?? 100 } as never
      const words = (): string => say({ path: `${form}/${path}`, schema }, '')
      if (inner) {
        const row = `${path}/${newId()}`
        edits[form]![row] = { value: true }
        answers(form, inner, `${row}/`)
      } else if (type === 'phone' || format !== undefined) narrower.push([form, path])
      else if (type === 'text' || type === 'long_text') edits[form]![path] = { value: words() }
      else if (type === 'location') edits[form]![path] = { value: { place: words() } }
    }
  }
  const narrower: (readonly [form: string, path: string])[] = []
  for (const { id, version, sections } of forms) {
    edits[id] = {}
    for (const section of sections) answers(id, section.fields)
    const sent = action('answers_recorded', { form: id, version, edits: edits[id] }, true)
    await ok(caseworker.post(`/protection/files/${fileId}/actions`, { actions: [sent] }), id)
  }
  assert.ok(saidNow.length > 80, `only ${saidNow.length} places took words`)
  const identity = await ok(
    caseworker.post(`/protection/files/${fileId}/identity`, { purpose: 'work_on_file' }),
    'who it is',
  )
  holdsWhatWasSaid([await read(caseworker, fileId), identity])

  assert.ok(narrower.length >= 4, 'telephone numbers and the like')
  for (const [form, path] of narrower) {
    const { version } = forms.find(({ id }) => id === form)!
    for (const value of HOSTILE) {
      const sent = action('answers_recorded', { form, version, edits: { [path]: { value } } }, true)
      const refused = await caseworker.post(`/protection/files/${fileId}/actions`, { actions: [sent] })
      assert.equal(refused.status, 422, `${form}/${path}: ${JSON.stringify(refused.body)}`)
    }
  }
})

test('SQL and HTML in every other text that is kept: tags, lists, agencies, accounts, what opened a file, a handover', async () => {
  const { administrator, supervisor, caseworker, frontline_worker: frontline } = who
  saidNow.splice(0)
  const tagId = newId()
  const tagged = { ofCountry: true, names: { en: '', ar: '' } }
  await request(administrator, 'POST', '/protection/tags', { ...tagged, id: tagId })
  holdsWhatWasSaid(await supervisor.get('/protection/tags'))
  await request(
    administrator,
    'PUT',
    '/protection/tags/:tagId',
    { names: { en: '' }, active: true },
    { ids: [tagId], version: 1 },
  )
  holdsWhatWasSaid(await caseworker.get('/protection/tags'))

  await request(
    supervisor,
    'PUT',
    '/protection/views/:viewId',
    { teamId: TEAM, filter: { mine: 'true' }, sort: 'changed', direction: 'descending', columns: ['number'] },
    { ids: [newId()] },
  )
  holdsWhatWasSaid(await caseworker.get('/protection/views'))

  const [agencyId, teamId, staffId] = [newId(), newId(), newId()]
  const ngo = { type: 'ngo', designations: [] }
  await request(administrator, 'POST', '/identity/agencies', { ...ngo, id: agencyId })
  await request(administrator, 'POST', '/identity/teams', { id: teamId, agencyId })
  const account = { email: 'somebody@demo.example', teamIds: [teamId], language: 'en' }
  await request(administrator, 'POST', '/identity/staff/invite', {
    ...account,
    id: staffId,
    agencyId,
    roles: ['caseworker'],
  })
  const accounts = async () => [
    await administrator.get('/identity/agencies?limit=200'),
    await administrator.get('/identity/teams?limit=200'),
    await administrator.get(`/identity/staff/${staffId}`),
  ]
  holdsWhatWasSaid(await accounts())
  await request(
    administrator,
    'PUT',
    '/identity/agencies/:id',
    { ...ngo, active: true },
    { ids: [agencyId], version: 1 },
  )
  await request(administrator, 'PUT', '/identity/teams/:id', { active: true }, { ids: [teamId], version: 1 })
  await request(administrator, 'PUT', '/identity/staff/:id', account, { ids: [staffId], version: 1 })
  holdsWhatWasSaid(await accounts())

  const { fileId } = await openFile()
  saidNow.splice(0)
  const { number } = await ok<{ number: string }>(supervisor.get(`/protection/files/${fileId}`), 'a file')
  const id = newId()
  await request(frontline, 'POST', '/protection/openings', { id, number, reason: 'danger_to_life' })
  holdsWhatWasSaid([await supervisor.get('/protection/openings'), await frontline.get(`/protection/files/${fileId}`)])
  await request(
    supervisor,
    'POST',
    '/protection/openings/:openingId/review',
    { id: newId(), verdict: 'justified' },
    { ids: [id] },
  )
  holdsWhatWasSaid([await supervisor.get('/protection/openings?state=all'), await read(supervisor, fileId)])

  await record(supervisor, fileId, 'appointment_made', {
    kind: 'legal',
    when: { on: day(7) },
    minutes: 60,
    goingWith: [staff('c2')],
    safeContactRead: true,
    remindOn: null,
    serviceId: null,
  })
  await request(
    supervisor,
    'POST',
    '/protection/caseloads/:userId/handover',
    { items: [{ fileId, to: staff('c3') }] },
    { ids: [staff('c2')] },
  )
  holdsWhatWasSaid(await read(supervisor, fileId))
})

test('SQL, HTML and formulas in the cells of a spreadsheet are words in the files that it becomes, and none of a list that leaves', async () => {
  const { administrator, supervisor } = who
  const preview = contracts.get('POST /protection/imports/uploads/:uploadId/preview')!
  tried.add(nameOf(preview))
  const workbook = async (cells: readonly (readonly string[])[]): Promise<string> => {
    const book = new exceljs.Workbook()
    book.addWorksheet('people').addRows(cells.map((row) => [...row]))
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    return (
      await ok<{ uploadId: string }>(administrator.send('POST', '/protection/imports/uploads', bytes), 'an upload')
    ).uploadId
  }
  const look = async (uploadId: string) =>
    ok<{ columns: readonly { key: string | null; restricted: boolean }[] }>(
      administrator.post(`/protection/imports/uploads/${uploadId}/preview`, { name: words() }),
      'a preview',
    )
  const texts = Object.entries(HTCDS_FIELDS).flatMap(([key, { kind }]) =>
    // Held to a form of their own, as in a form.
    (kind === 'text' || kind === 'long_text') && !/Email|Phone/.test(key) ? [key] : [],
  )
  const first = await workbook([texts, texts.map(() => 'x')])
  const { columns } = await look(first)
  await ok(administrator.send('DELETE', `/protection/imports/uploads/${first}`), 'an upload')
  const keys = columns.flatMap(({ key, restricted }) => (key !== null && !restricted ? [key] : []))
  assert.ok(keys.length > 25, `only ${keys.length} columns take words`)
  saidNow.splice(0)
  const uploadId = await workbook([keys, keys.map((key) => say({ path: key, schema: { maxLength: 20 } as never }, ''))])
  const cells = saidNow.splice(0)
  await look(uploadId)
  const run = { dryRun: false, kind: 'htcds', agencyId: agency(1), teamId: TEAM, dateOrder: null, columns: null }
  await ok(administrator.post(`/protection/imports/uploads/${uploadId}/runs`, run), 'an import')
  const progress = () =>
    ok<{ state: string; counts: { imported: number } }>(
      administrator.get(`/protection/imports/uploads/${uploadId}`),
      'an import',
    )
  let ran = await progress()
  while (ran.state === 'running') ran = await progress()
  assert.deepEqual([ran.state, ran.counts.imported], ['done', 1], JSON.stringify(ran))
  const { items } = await ok<{ items: { id: string }[] }>(supervisor.get('/protection/files?limit=1'), 'the list')
  const there = stringsIn([
    await read(supervisor, items[0]!.id),
    await ok(supervisor.post(`/protection/files/${items[0]!.id}/identity`, { purpose: 'supervise' }), 'who it is'),
  ])
  // What no form asks is kept together, in words.
  for (const { path, words: cell } of cells)
    assert.ok(
      there.some((text) => text.includes(cell)),
      `${path}: ${cell}`,
    )

  // One column for each kind of words, with them as its header.
  const listed = ['number', 'path', 'status', 'stage', 'deadline', 'who', 'team', 'opened', 'changed']
  assert.equal(listed.length, HOSTILE.length)
  const exported = await request<Uint8Array>(supervisor, 'POST', '/protection/files/export', {
    filter: { openedFrom: day(-3) },
    sort: 'changed',
    direction: 'descending',
    columns: listed,
    identifying: ['name'],
    purpose: 'supervise',
    format: 'csv',
    words: Object.fromEntries(listed.map((column) => [`column.${column}`, ''])),
  })
  const text = Buffer.from(exported).toString('utf8')
  assert.match(text, /HYPERLINK/)
  assert.doesNotMatch(text, /(^|[,;\n\ufeff"])[=+@-]/, 'a cell that a spreadsheet would work out')
})

test('a workbook that unpacks to more than there is room for is refused, and the next one is taken', async () => {
  const { administrator } = who
  for (const bomb of [workbookBomb(4_000), workbookBomb(4_000, 1_000), workbookBomb(200)]) {
    const upload = administrator.send('POST', '/protection/imports/uploads', new Uint8Array(bomb))
    const { uploadId } = await ok<{ uploadId: string }>(upload, 'an upload')
    const refused = await administrator.post(`/protection/imports/uploads/${uploadId}/preview`, { name: 'people.xlsx' })
    assert.equal(refused.status, 413, JSON.stringify(refused.body))
    assert.equal((refused.body as { code: string }).code, 'protection.import_too_large')
    // Said that it is recognised, it is run and not looked at first.
    const run = { dryRun: true, kind: 'htcds', agencyId: agency(1), teamId: null, dateOrder: null, columns: null }
    await ok(administrator.post(`/protection/imports/uploads/${uploadId}/runs`, run), 'a run')
    const progress = () =>
      ok<{ state: string; failure: { code: string } | null }>(
        administrator.get(`/protection/imports/uploads/${uploadId}`),
        'a run',
      )
    let ran = await progress()
    while (ran.state === 'running') ran = await progress()
    assert.deepEqual([ran.state, ran.failure?.code], ['failed', 'protection.import_too_large'])
    await ok(administrator.send('DELETE', `/protection/imports/uploads/${uploadId}`), 'an upload')
  }
})

/** Routes whose words are held against something and not kept; each is sent some, as somebody who may ask. */
const HELD_AGAINST: Readonly<Record<string, () => Promise<Answered>>> = {
  'POST /protection/search': () => who.caseworker.post('/protection/search', { text: words(), limit: 5 }),
  'POST /protection/openings': () =>
    who.frontline_worker.post('/protection/openings', {
      id: newId(),
      number: short(),
      reason: 'danger_to_life',
      words: words(),
    }),
  'POST /protection/erasures': () =>
    who.supervisor.post('/protection/erasures', { id: newId(), number: short(), basis: 'retention_ended' }),
  'POST /protection/erasures/:erasureId/confirm': () =>
    who.supervisor.post(`/protection/erasures/${newId()}/confirm`, { number: short() }),
  'POST /identity/sign-in': () => callerOf(server.url).post('/identity/sign-in', { email: words(), password: words() }),
  'POST /identity/sign-in/recovery-code': () =>
    callerOf(server.url).post('/identity/sign-in/recovery-code', { code: short() }),
  'POST /identity/invitations/look': () => callerOf(server.url).post('/identity/invitations/look', { token: words() }),
  'POST /identity/invitations/accept': () =>
    callerOf(server.url).post('/identity/invitations/accept', { token: words(), password: words(), language: 'en' }),
  'POST /identity/sign-in/single-sign-on/start': () =>
    callerOf(server.url).post('/identity/sign-in/single-sign-on/start', { invitation: words() }),
  'POST /identity/sign-in/single-sign-on/complete': () =>
    callerOf(server.url).post('/identity/sign-in/single-sign-on/complete', { returned: words() }),
  'POST /identity/account/conduct': () => who.caseworker.post('/identity/account/conduct', { version: short() }),
  'POST /practice/reset': () => who.administrator.post('/practice/reset', { confirm: short() }),
  'GET /protection/files': () => who.caseworker.get(`/protection/files?cursor=${encodeURIComponent(words())}`),
  'GET /protection/files/:fileId/actions': () =>
    who.caseworker.get(`/protection/files/${newId()}/actions?cursor=${encodeURIComponent(short())}`),
  'PUT /protection/files/:fileId/attachments/:attachmentId': () =>
    who.caseworker.putBytes(
      `/protection/files/${newId()}/attachments/${newId()}?declared=${encodeURIComponent(words())}`,
      Uint8Array.of(1),
    ),
  'GET /protection/openings': () => who.supervisor.get(`/protection/openings?cursor=${encodeURIComponent(words())}`),
}
const ACTIONS = 'by each kind of action, above'
/** Where the words of these are tried. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'POST /protection/files': ACTIONS,
  'POST /protection/files/:fileId/actions': ACTIONS,
  'POST /protection/files/actions': ACTIONS,
  'POST /identity/first-administrator': 'modules/identity/server/first-run.test.ts',
  'POST /identity/account/passkeys': 'modules/identity/server/passkeys.test.ts',
}
const words = (): string => say({ path: '', schema: {} as never }, '')
const short = (): string => words().slice(0, 38)

test('words that are only held against something find nothing and break nothing', async () => {
  for (const [route, ask] of Object.entries(HELD_AGAINST))
    for (const _ of HOSTILE) {
      const { status, body } = await ask()
      assert.ok(status < 500, `${route}: ${status} ${JSON.stringify(body)}`)
    }
  // A password is hashed and compared; nothing else is done with it.
  const withWords = [...contracts].filter(([, { body, query }]) =>
    [body, query].some((part) => hasWords(part, (place) => !/[pP]assword$/.test(place))),
  )
  const left = withWords
    .map(([route]) => route)
    .filter((route) => !tried.has(route) && !HELD_AGAINST[route] && !ELSEWHERE[route])
  assert.deepEqual(left, [], 'a route with a text that nobody tried')
})
