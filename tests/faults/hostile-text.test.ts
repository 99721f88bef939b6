import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { SENT_ACTION_TYPES } from '@gloact/protection/contract/file/actions'
import { PAYLOAD_SCHEMAS } from '@gloact/protection/contract/file/payloads'
import exceljs from 'exceljs'
import { HTCDS_FIELDS } from '@gloact/standards'
import { workbookBomb } from '../../modules/protection/server/testing/zip-archive.ts'
import { hasWords, nameOf } from '../support/contracts.ts'
import {
  agency,
  day,
  read,
  sayInEveryAction,
  sayInEveryForm,
  sayInEveryRegister,
  TEAM,
  type Heard,
  type Staff,
} from '../support/hostile-file.ts'
import { actionOf, hostileWords, ok } from '../support/hostile-words.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { moduleProducts } from '../support/module-products.ts'
import {
  callerOf,
  signInAs,
  startServerProcess,
  type Answered,
  type Caller,
  type ServerProcess,
} from '../support/server-process.ts'

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

const today = day()
/** The clinic's, in the invented directory. */
const SERVICE = '00000000-0000-7000-8022-000000000003'

const folder = loadedDataDir()
const hostile = await hostileWords(HOSTILE)
const { contracts, tried } = hostile
let server: ServerProcess
let who: Staff
/** The file that everything is said in. */
let fileId: string

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
  who = {
    caseworker: await signInAs(server, 'caseworker'),
    supervisor: await signInAs(server, 'supervisor'),
    frontline_worker: await signInAs(server, 'frontline_worker'),
    competent_authority: await signInAs(server, 'competent_authority'),
    administrator: await signInAs(server, 'administrator'),
    data_protection_officer: await signInAs(server, 'data_protection_officer'),
  }
})
after(async () => {
  await server?.stop()
  folder.remove()
})

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : []
}

/** Holds that everything said since stands in what can be read now, letter for letter. */
const heard: Heard = async (reading) => {
  const there = new Set(stringsIn(await reading()))
  const missing = hostile.saidSince().filter(({ words }) => !there.has(words))
  assert.deepEqual(
    missing.map(({ path }) => path),
    [],
    JSON.stringify(missing),
  )
}

test('SQL and HTML in every text of every action stand in the file as the words they are', async () => {
  fileId = await sayInEveryAction(hostile, who, heard)
  const left = SENT_ACTION_TYPES.filter((type) => hasWords(PAYLOAD_SCHEMAS[type]) && !tried.has(type))
  // Several members decide only where a country says so: `modules/protection/server/work/decide-together.test.ts` sends it back.
  assert.deepEqual(left, ['screening_recorded', 'decision_sent_back'], 'a kind of action with a text that nobody tried')
})

test('SQL and HTML in every text of every form, in rows and for named staff alone too, stand there as the words they are', async () => {
  const { caseworker } = who
  const narrower = await sayInEveryForm(hostile, who, fileId)
  assert.ok(hostile.waiting() > 80, `only ${hostile.waiting()} places took words`)
  await heard(async () => [
    await read(caseworker, fileId),
    await ok(caseworker.post(`/protection/files/${fileId}/identity`, { purpose: 'work_on_file' }), 'who it is'),
  ])
  assert.ok(narrower.length >= 4, 'telephone numbers and the like')
  for (const [form, version, path] of narrower)
    for (const value of HOSTILE) {
      const sent = actionOf('answers_recorded', { form, version, edits: { [path]: { value } } })
      const refused = await caseworker.post(`/protection/files/${fileId}/actions`, { actions: [sent] })
      assert.equal(refused.status, 422, `${form}/${path}: ${JSON.stringify(refused.body)}`)
    }
})

test('SQL and HTML in every other text that is kept: tags, lists, agencies, accounts, what opened a file, a handover', async () => {
  await sayInEveryRegister(hostile, who, fileId, heard)
})

test('SQL and HTML in what legislation, training and referral keep stand there as the words they are', async () => {
  const [legal, reviewer, officer] = (await Promise.all(
    ['legal_officer', 'legal_reviewer', 'training_officer'].map((role) => signInAs(server, role)),
  )) as [Caller, Caller, Caller]
  /** Not what becomes provisions, whose numbers are taken from their words; nor the code of a language, nor a telephone number, which no list shows. */
  const kept: Heard = async (reading) => {
    const there = new Set(stringsIn(await reading()))
    const missing = hostile
      .saidSince()
      .filter(({ path, words }) => !there.has(words) && !/source|language|^phone$/.test(path))
    assert.deepEqual(missing, [])
  }
  const { request } = hostile
  const [lawId, assessmentId, eventId, bankId, requestId] = [newId(), newId(), newId(), newId(), newId()]
  const law = { type: 'act', number: '7', madeOn: '2020-01-01', validFrom: '2020-01-01', language: 'en', source: '' }
  await request(legal, 'POST', '/legislation/laws', { ...law, id: lawId, expressionId: newId() })
  const later = { id: newId(), language: 'ar', validFrom: '2021-01-01', source: '' }
  await request(legal, 'POST', '/legislation/laws/:lawId/expressions', later, { ids: [lawId] })
  await kept(() => ok(legal.get('/legislation/laws'), 'the library'))

  const opened = { id: assessmentId, packs: ['tip-protocol-2000'], tier: 'core', kind: 'baseline', asOf: today }
  await request(legal, 'POST', '/legislation/assessments', opened)
  const address = `/legislation/assessments/${assessmentId}`
  const asked = await ok<{ obligations: { elements: { id: string }[] }[] }>(legal.get(address), 'an assessment')
  const element = asked.obligations.flatMap(({ elements }) => elements)[0]!.id
  const place = `${address}/findings/:elementId`.replace(assessmentId, ':assessmentId')
  const ids = [assessmentId, element]
  // What it cites has to be there: held against, by the module's own tests.
  const found = { id: newId(), status: 'not_met', reasoning: hostile.sayIn('reasoning'), citations: [] }
  const { version } = await ok<{ version: number }>(
    legal.send('PUT', `${address}/findings/${element}`, found),
    'a finding',
  )
  tried.add(`PUT ${place}`)
  const sentBack = { id: newId(), review: 'send_back' }
  await request(reviewer, 'POST', `${place}/reviews`, sentBack, { ids, version })
  await kept(async () => [
    await ok(legal.get(address), 'an assessment'),
    await ok(legal.get(`${address}/findings/${element}/history`), 'its history'),
  ])

  const event = {
    id: eventId,
    startsOn: day(20),
    endsOn: day(21),
    nominateBy: day(10),
    hours: 12,
    seats: 20,
    criteria: { professions: [], yearsInPost: 0, seatsAnAgency: null },
    passMark: 60,
    attendanceNeeded: 60,
    repeats: false,
    sessions: [{ id: newId(), day: day(20) }],
  }
  await request(officer, 'POST', '/training/events', event)
  await ok(officer.post(`/training/events/${eventId}/publish`, {}), 'announcing')
  const nominated = { id: newId(), practitionerId: newId(), email: '', profession: 'police', yearsInPost: 3 }
  await request(officer, 'POST', '/training/events/:eventId/nominations', nominated, { ids: [eventId] })
  const bank = { id: bankId, title: hostile.sayIn('title'), language: 'en', text: '::One:: Is it so? {T}' }
  await ok(officer.post('/training/banks', bank), 'a bank')
  tried.add('POST /training/banks')
  await kept(async () => [
    await ok(officer.get(`/training/events/${eventId}`), 'an event'),
    await ok(officer.get('/training/practitioners'), 'practitioners'),
    await ok(officer.get('/training/banks'), 'banks'),
  ])

  const child = { assent: 'yes', guardian: 'informed' }
  const drafted = { id: requestId, stepId: newId(), fileId, serviceId: SERVICE, urgency: 'standard', groups: [], child }
  await request(who.caseworker, 'POST', '/referral/referrals', { ...drafted, happenedAt: new Date().toISOString() })
  await kept(() => ok(who.caseworker.get(`/referral/referrals/${requestId}/preview`), 'what it would get'))
})

test('SQL, HTML and formulas in what figures are called are words in a list of views, and none in a file of figures', async () => {
  const analyst = await signInAs(server, 'analyst')
  const query = { measure: 'identified', rows: 'year', columns: 'sex' }
  hostile.saidSince()
  for (const _ of HOSTILE) {
    const view = { name: hostile.sayIn('name', 80), shared: true, query }
    await ok(analyst.send('PUT', `/statistics/views/${newId()}`, view), 'a view')
  }
  tried.add('PUT /statistics/views/:viewId')
  await heard(() => ok(analyst.get('/statistics/views'), 'views'))
  const codes = [
    'breakdown.year',
    'code.sex.female',
    'code.sex.male',
    'total',
    'share',
    'rule',
    'cover.rule',
    'measure.identified',
  ]
  const said = Object.fromEntries(codes.map((code) => [code, hostile.sayIn(code)]))
  const asked = { query, format: 'csv', language: words().slice(0, 20), words: said }
  const exported = await ok<Uint8Array>(analyst.post('/statistics/figures/export', asked), 'a file of figures')
  tried.add('POST /statistics/figures/export')
  const text = Buffer.from(exported).toString('utf8')
  assert.match(text, /HYPERLINK/)
  assert.doesNotMatch(text, /(^|[,;\n\ufeff"])[=+@-]/, 'a cell that a spreadsheet would work out')
  hostile.saidSince()
})

test('SQL, HTML and formulas in the cells of a spreadsheet are words in the files that it becomes, and none of a list that leaves', async () => {
  const { administrator, supervisor } = who
  const preview = contracts.get('POST /protection/imports/uploads/:uploadId/preview')!
  tried.add(nameOf(preview))
  tried.add(nameOf(contracts.get('POST /protection/imports/uploads/:uploadId/runs')!))
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
  hostile.saidSince()
  const uploadId = await workbook([keys, keys.map((key) => hostile.sayIn(key, 20))])
  const cells = hostile.saidSince()
  await look(uploadId)
  // What a value means is asked of somebody: what they say it means reaches no column that takes words.
  const values = [{ column: 0, value: words(), code: null }]
  const run = {
    dryRun: false,
    kind: 'htcds',
    agencyId: agency(1),
    teamId: TEAM,
    dateOrder: null,
    columns: null,
    values,
  }
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
  const exported = await hostile.request<Uint8Array>(supervisor, 'POST', '/protection/files/export', {
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
  ...Object.fromEntries(
    ['files', 'age', 'guardianship', 'assessment', 'care', 'determination', 'solution'].map((list) => [
      `GET /children/${list}`,
      () => who.supervisor.get(`/children/${list}?after=${encodeURIComponent(short())}`),
    ]),
  ),
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
  'POST /protection/readers': () => who.data_protection_officer.post('/protection/readers', { number: short() }),
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
  'GET /referral/services': () => who.caseworker.get(`/referral/services?area=${encodeURIComponent(short())}`),
  'POST /referral/referrals/:requestId/send': () =>
    who.caseworker.post(`/referral/referrals/${newId()}/send`, {
      stepId: newId(),
      digest: words(),
      happenedAt: new Date().toISOString(),
    }),
  'GET /cooperation/requests': () => who.caseworker.get(`/cooperation/requests?after=${encodeURIComponent(short())}`),
  'POST /cooperation/requests/:requestId/approve': () =>
    who.caseworker.post(`/cooperation/requests/${newId()}/approve`, {
      stepId: newId(),
      digest: words(),
      happenedAt: new Date().toISOString(),
    }),
  'GET /strategy/claims': () => who.supervisor.get(`/strategy/claims?cursor=${encodeURIComponent(short())}`),
  'POST /training/take-part': () => callerOf(server.url).post('/training/take-part', { code: short() }),
  'POST /training/take-part/answers': () =>
    callerOf(server.url).post('/training/take-part/answers', {
      code: short(),
      id: newId(),
      testId: newId(),
      answers: { [newId()]: { text: words() } },
    }),
  'POST /training/take-part/follow-up': () =>
    callerOf(server.url).post('/training/take-part/follow-up', {
      code: short(),
      id: newId(),
      uses: 'yes',
      inPost: true,
      barriers: [],
      example: words(),
    }),
  'POST /training/certificate-checks': () =>
    callerOf(server.url).post('/training/certificate-checks', { code: short() }),
  'GET /protection/openings': () => who.supervisor.get(`/protection/openings?cursor=${encodeURIComponent(words())}`),
}
const ACTIONS = 'by each kind of action, above'
/** Where the words of these are tried; a module says it of its own. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(moduleProducts.flatMap(({ triedWithWords = {} }) => Object.entries(triedWithWords))),
  'POST /protection/files': ACTIONS,
  'POST /protection/files/:fileId/actions': ACTIONS,
  'POST /protection/files/actions': ACTIONS,
  'POST /cooperation/requests': 'modules/cooperation/server/cooperation.test.ts',
  'POST /cooperation/requests/:requestId/steps': 'modules/cooperation/server/cooperation.test.ts',
  'POST /cooperation/peers': 'modules/cooperation/server/peers.test.ts',
  'POST /cooperation/peer-changes/:changeId/confirm': 'modules/cooperation/server/peers.test.ts',
  'POST /cooperation/bundles': 'modules/cooperation/server/peers.test.ts',
  'POST /cooperation/trust-list': 'modules/cooperation/server/peers.test.ts',
  'POST /identity/first-administrator': 'modules/identity/server/first-run.test.ts',
  'POST /identity/account/passkeys': 'modules/identity/server/passkeys.test.ts',
}
/** Tried in `packages/registers/server/register.test.ts`; a report's in `modules/strategy/server/strategy.test.ts`. */
const OF_REGISTERS =
  /^(?:PUT|POST) \/(?:strategy\/(?:plans|goals|actions|recommendations)|cooperation\/authorities)\/(?::id|:id\/claims|list|export)$/
/** Tried in `platform/children.test.ts`; the register of guardians where those of registers are. */
const OF_CHILDREN =
  /^(?:POST \/children\/(?:files\/:fileId\/records|mine\/:requestId\/visits|[a-z]+\/:requestId\/steps)|(?:PUT|POST) \/children\/guardians\/(?::id|list|export))$/
/** Tried in `modules/children/server/tracing/tracing.test.ts`. */
const OF_TRACING =
  /^(?:GET \/children\/tracing\/(?:children|links)|POST \/children\/tracing\/(?:requests|children)|POST \/children\/tracing\/[a-z]+\/:requestId\/steps|PUT \/children\/tracing\/children\/:requestId\/photographs\/:photographId)$/
const triedElsewhere = (route: string): boolean =>
  OF_TRACING.test(route) ||
  ELSEWHERE[route] !== undefined ||
  OF_CHILDREN.test(route) ||
  OF_REGISTERS.test(route) ||
  /^(?:POST \/strategy\/claims\/:requestId\/steps|PUT \/strategy\/actions\/:id\/evidence\/:evidenceId)$/.test(route)
const words = (): string => hostile.sayIn('')
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
    .filter((route) => !tried.has(route) && !HELD_AGAINST[route] && !triedElsewhere(route))
  assert.deepEqual(left, [], 'a route with a text that nobody tried')
})
