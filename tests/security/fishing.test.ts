import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'
import { action, answered, openFile, record, today } from '../support/file-story.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { ownerUrl, signInAs, startServerProcess, type Caller, type ServerProcess } from '../support/server-process.ts'

// Somebody inside who goes through files: what they are refused shows, they get no faster, and a purpose is no key.

const folder = loadedDataDir()
let server: ServerProcess
let caseworker: Caller
let officer: Caller

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
  ;[caseworker, officer] = await Promise.all([
    signInAs(server, 'caseworker'),
    signInAs(server, 'data_protection_officer'),
  ])
})
after(async () => {
  await server?.stop()
  folder.remove()
})

interface Entry {
  readonly action: string
  readonly times: number
  readonly detail: Readonly<Record<string, unknown>>
}

async function entriesOf(...actions: readonly string[]): Promise<readonly Entry[]> {
  const owner = openDatabase(ownerUrl(folder.dataDir), { max: 1 })
  try {
    const { rows } = await sql<Entry>`
      select entry.action, entry.detail, coalesce(times, 1) as times from audit.entry
      left join audit.read_again on entry_id = entry.id
      where entry.action = any(${actions}) order by sequence`.execute(owner)
    return rows
  } finally {
    await owner.destroy()
  }
}

interface Task {
  readonly module: string
  readonly kind: string
  readonly details: Readonly<Record<string, unknown>>
}

/** What is far from usual among somebody's tasks, with how often. */
/** What the officer is told of those who ask; what accounts need is told next to it. */
const OF_ACCOUNTS = new Set(['accounts_to_review', 'no_second_factor'])
async function toldOf(caller: Caller): Promise<readonly { readonly kind: string; readonly times: number }[]> {
  const { tasks } = await answered<{ readonly tasks: readonly Task[] }>(caller.get('/work'))
  return tasks.flatMap(({ module, kind, details }) =>
    module === 'oversight' && !OF_ACCOUNTS.has(kind) ? [{ kind, times: Number(details['times']) }] : [],
  )
}

interface Openings {
  readonly refused: readonly { readonly name: string; readonly times: number }[]
  readonly slowed: readonly { readonly name: string; readonly kind: string }[]
}

test('25 reads of files that are not there or another’s, and openings among them, are one entry with a number, and a task for the officer', async () => {
  const stranger = await signInAs(server, 'child_protection_officer')
  const { fileId: foreign } = await openFile(stranger, { name: 'Foreign', note: 'A note.' })
  const paths = Array.from({ length: 20 }, (_, index) => `/protection/files/${index % 2 ? foreign : newId()}`)
  paths.push(`/referral/referrals/${newId()}`, `/referral/referrals/${newId()}/package`)
  for (const path of paths) assert.equal((await caseworker.get(path)).status, 404)
  assert.equal(
    (await caseworker.post(`/protection/files/${foreign}/identity`, { purpose: 'work_on_file' })).status,
    404,
  )
  assert.equal((await caseworker.get(`/protection/files/${foreign}/actions`)).status, 404)
  assert.equal((await caseworker.post('/protection/readers', { number: 'DL-7K3MQ-9' })).status, 404)
  const refused = await entriesOf('file.refused')
  assert.deepEqual(
    refused.map(({ times, detail }) => [times, detail]),
    [[25, {}]],
  )
  assert.deepEqual(await toldOf(officer), [{ kind: 'refused', times: 25 }])
  const page = await answered<Openings>(officer.get('/oversight/openings'))
  assert.deepEqual(
    page.refused.map(({ name, times }) => [name, times]),
    [['Amal Haddad', 25]],
  )
  assert.deepEqual(await toldOf(caseworker), [], 'nobody else is told')
})

test('270 searches in a row are slowed down, with how long to wait; others search on, and the officer is told', async () => {
  const minute = () => Math.floor(Date.now() / 60_000)
  const began = minute()
  const search = async () => {
    const answer = await fetch(`${server.url}/api/v1/protection/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-gloact-request': '1', cookie: caseworker.cookies() },
      body: JSON.stringify({ text: 'Amina', limit: 5 }),
    })
    const body = (await answer.json()) as { readonly code?: string }
    return { status: answer.status, code: body.code, after: answer.headers.get('retry-after') }
  }
  const asked = await Promise.all(Array.from({ length: 270 }, search))
  // Where the machine was too slow for all of them at once, fewer than thirty may have been looked at.
  while (asked.length < 360 && asked.every(({ status }) => status !== 429)) asked.push(await search())
  const slowed = asked.filter(({ status }) => status === 429)
  // Thirty a minute, on however slow a machine; one that is too slow for all of them at once says so.
  const minutes = minute() - began + 1
  const through = asked.filter(({ status }) => status === 200)
  assert.ok(through.length <= 30 * minutes && slowed.length > 0, `${through.length} went through in ${minutes} min`)
  const otherwise = asked.filter(({ status }) => ![200, 429, 503].includes(status))
  assert.deepEqual(otherwise, [])
  for (const { code, after: seconds } of slowed) {
    assert.equal(code, 'protection.searched_too_often')
    assert.ok(Number(seconds) >= 1 && Number(seconds) <= 3_600, `${seconds} s`)
  }
  const supervisor = await signInAs(server, 'supervisor')
  assert.equal((await supervisor.post('/protection/search', { text: 'Amina', limit: 5 })).status, 200)
  const told = (await entriesOf('use.slowed')).filter(({ detail }) => detail['kind'] === 'search')
  assert.ok(told.length >= 1 && told.length <= minutes, 'the first of each minute')
  assert.ok((await toldOf(officer)).some(({ kind, times }) => kind === 'slowed' && times === 30))
  assert.ok((await answered<Openings>(officer.get('/oversight/openings'))).slowed.length > 0)
})

test('lists that are taken out again and again are slowed down; one with too many names is refused, and told to the officer', async () => {
  const supervisor = await signInAs(server, 'supervisor')
  const asked = {
    filter: {},
    sort: 'changed',
    direction: 'descending',
    columns: ['number'],
    identifying: ['name'],
    purpose: 'supervise',
    format: 'csv',
    language: 'en',
    words: {},
  }
  // More names than one person exports in a day are refused at once, and none is counted.
  const { status, body } = await supervisor.post('/protection/files/export', asked)
  assert.deepEqual([status, (body as { code: string }).code], [429, 'protection.names_exported_too_many'])
  const narrowed = { ...asked, filter: { status: 'closed' } }
  assert.equal((await supervisor.post('/protection/files/export', narrowed)).status, 200)
  const statuses: number[] = []
  // Twenty an hour: where the next begins meanwhile, twenty more.
  while (statuses.length <= 40 && statuses.at(-1) !== 429)
    statuses.push((await supervisor.post('/protection/files/export', { ...asked, identifying: [] })).status)
  assert.deepEqual([...new Set(statuses.slice(0, 15))], [200])
  assert.equal(statuses.at(-1), 429)
  assert.ok((await toldOf(officer)).some(({ kind }) => kind === 'slowed'))
})

test('the officer’s own tries of numbers are recorded, found or not, and slowed down', async () => {
  const { fileId } = await openFile(caseworker, { name: 'Somebody', note: 'A note.' })
  const { number } = await answered<{ number: string }>(caseworker.get(`/protection/files/${fileId}`))
  const before = (await entriesOf('file.readers_sought')).length
  assert.equal((await officer.post('/protection/readers', { number })).status, 200)
  assert.equal((await officer.post('/protection/readers', { number: 'DL-7K3MQ-9' })).status, 404)
  const sought = (await entriesOf('file.readers_sought')).slice(before)
  assert.deepEqual(
    sought.map(({ detail }) => detail['found']),
    [1, 0],
  )
  const statuses: number[] = []
  for (let times = 0; times < 45; times += 1)
    statuses.push((await officer.post('/protection/readers', { number: 'DL-7K3MQ-9' })).status)
  assert.ok(statuses.includes(429))
})

test('nobody decides or supervises by saying so: who the person is opens for what the reader may do with the file', async () => {
  const [supervisor, board] = await Promise.all([
    signInAs(server, 'supervisor'),
    signInAs(server, 'competent_authority'),
  ])
  const { fileId } = await openFile(caseworker, { name: 'Purposa', note: 'A note.' })
  await record(
    caseworker,
    fileId,
    action('identification_requested', {
      kind: 'reasonable_grounds',
      bodyAgencyId: '00000000-0000-4000-8000-0000000000a3',
      requestedOn: today(),
    }),
  )
  const opens = async (by: Caller, purpose: string) => {
    const { status } = await by.post(`/protection/files/${fileId}/identity`, { purpose })
    // On paper as on the screen.
    const print = { purpose, identity: true, copy: 'work', language: 'en' }
    assert.equal((await by.post(`/protection/files/${fileId}/prints`, print)).status, status, purpose)
    return status
  }
  assert.deepEqual(
    [await opens(caseworker, 'work_on_file'), await opens(caseworker, 'supervise'), await opens(caseworker, 'decide')],
    [200, 403, 403],
  )
  assert.deepEqual([await opens(board, 'decide'), await opens(board, 'supervise')], [200, 403])
  assert.deepEqual([await opens(supervisor, 'supervise'), await opens(supervisor, 'decide')], [200, 403])
  const list = {
    filter: {},
    sort: 'changed',
    direction: 'descending',
    columns: ['number'],
    identifying: ['name'],
    purpose: 'supervise',
    format: 'csv',
    language: 'en',
    words: {},
  }
  assert.equal((await caseworker.post('/protection/files/export', list)).status, 403)
})

test('a role without lists of files is told so by the list, the count and the export alike', async () => {
  const list = {
    filter: {},
    sort: 'changed',
    direction: 'descending',
    columns: ['number'],
    identifying: [],
    purpose: null,
    format: 'csv',
    language: 'en',
    words: {},
  }
  for (const role of ['analyst', 'administrator', 'data_protection_officer', 'national_coordinator']) {
    const caller = await signInAs(server, role)
    const statuses = [
      (await caller.get('/protection/files')).status,
      (await caller.post('/protection/files/count', { filter: {}, ids: 0 })).status,
      (await caller.post('/protection/files/export', list)).status,
    ]
    assert.deepEqual(statuses, [403, 403, 403], role)
  }
})
