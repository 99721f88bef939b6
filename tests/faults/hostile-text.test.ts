import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { HostileSpeaker } from '@gloact/module'
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
import { callerOf, signInAs, startServerProcess, type Caller, type ServerProcess } from '../support/server-process.ts'

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

test('SQL and HTML in what each module keeps stand there as the words they are', async () => {
  hostile.saidSince()
  const speaker: HostileSpeaker = {
    fileId,
    as: (role) => signInAs(server, role),
    say: hostile.sayIn,
    request: (caller, method, route, sample, more) => hostile.request(caller, method, route, sample, more),
    ok,
    tried: (route) => void tried.add(route),
    stands: async (reading, except) => {
      const there = new Set(stringsIn(await reading()))
      const missing = hostile.saidSince().filter(({ path, words }) => !there.has(words) && !except?.test(path))
      assert.deepEqual(missing, [])
    },
  }
  const speaking = moduleProducts.flatMap(({ says }) => (says ? [says] : []))
  assert.ok(speaking.length >= 4)
  for (const says of speaking) await says(speaker)
  hostile.saidSince()
})

test('SQL, HTML and formulas in what figures are called are none in a file of figures', async () => {
  const analyst = await signInAs(server, 'analyst')
  const query = { measure: 'identified', rows: 'year', columns: 'sex' }
  hostile.saidSince()
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

/** Routes whose words are held against something and not kept, as the modules say; each is sent some, as somebody who may ask. */
const HELD_AGAINST = moduleProducts.flatMap(({ heldAgainst = {} }) => Object.entries(heldAgainst))
/** Where the words of these are tried. */
const ELSEWHERE: Readonly<Record<string, string>> = Object.fromEntries(
  moduleProducts.flatMap(({ triedWithWords = {} }) => Object.entries(triedWithWords)),
)
const words = (): string => hostile.sayIn('')

test('words that are only held against something find nothing and break nothing', async () => {
  assert.ok(HELD_AGAINST.length > 20)
  const callers = new Map<string | null, Caller>([[null, callerOf(server.url)]])
  for (const [route, { as, send }] of HELD_AGAINST) {
    const caller = callers.get(as) ?? (await signInAs(server, as ?? ''))
    callers.set(as, caller)
    for (const _ of HOSTILE) {
      const { path, body } = send((most = 100) => words().slice(0, most))
      const answer = await caller.send(route.split(' ')[0]!, path, body)
      assert.ok(answer.status < 500, `${route}: ${answer.status} ${JSON.stringify(answer.body)}`)
    }
  }
  // A password is hashed and compared; nothing else is done with it.
  const withWords = [...contracts].filter(([, { body, query }]) =>
    [body, query].some((part) => hasWords(part, (place) => !/[pP]assword$/.test(place))),
  )
  const held = new Set(HELD_AGAINST.map(([route]) => route))
  const left = withWords
    .map(([route]) => route)
    .filter((route) => !tried.has(route) && !held.has(route) && ELSEWHERE[route] === undefined)
  assert.deepEqual(left, [], 'a route with a text that nobody tried')
})
