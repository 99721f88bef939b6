import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { loadedDataDir } from '../support/loaded-folder.ts'
import {
  READY,
  signInAs,
  startServerProcess,
  untilReady,
  type Caller,
  type ServerProcess,
} from '../support/server-process.ts'
import { until } from '../support/until.ts'

const folder = loadedDataDir()
let server: ServerProcess
let caseworker: Caller
let administrator: Caller

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir, env: { GLOACT_PROCESSES: '3' } })
  caseworker = await signInAs(server, 'caseworker')
  administrator = await signInAs(server, 'administrator')
})
after(async () => {
  await server.stop()
  folder.remove()
})

/** The processes that serve: this server's children that run its program. */
function serving(): number[] {
  const children = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').trim()
  return children
    .split(' ')
    .map(Number)
    .filter((pid) => commandOf(pid).includes('apps/server/main.ts'))
}

/** Nothing of one that has ended since it was listed. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** Asks on connections of its own, so that every process has its turn. */
const apart = { connection: 'close' }
const inTurns = <Value>(times: number, ask: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: times }, ask))

const consent = (today: string) => ({
  consentOn: today,
  questions: Object.fromEntries(
    [
      'consents_to_interview',
      ...['purpose', 'use', 'research', 'access', 'retention', 'withdrawal'].map((about) => `informed_of_${about}`),
    ].map((question) => [question, { value: 'yes' }]),
  ),
  capacity: 'child_best_interests',
  form: 'written',
  explainedBy: 'A caseworker',
  language: 'en',
  interpreter: null,
  witness: null,
  assent: { value: 'yes' },
  guardian: null,
  bestInterestsBasis: 'Nobody else is there.',
  grants: [],
})

const openFile = async (name: string): Promise<string> => {
  const fileId = newId()
  const today = new Date().toISOString().slice(0, 10)
  const row = newId()
  const action = (type: string, payload: unknown) => ({
    id: newId(),
    type,
    payload,
    happenedAt: new Date().toISOString(),
  })
  const opened = await caseworker.send(
    'POST',
    '/protection/files',
    {
      fileId,
      personId: newId(),
      actions: [
        action('file_opened', { age: 'child', contactOn: today, channel: 'ngo', teamId: null, assignedTo: null }),
        action('consent_recorded', consent(today)),
        action('answers_recorded', {
          form: 'identity',
          version: '1',
          edits: { [`names/${row}`]: { value: true }, [`names/${row}/given`]: { value: name } },
        }),
      ],
    },
    apart,
  )
  return opened.status === 201 ? fileId : assert.fail(JSON.stringify(opened.body))
}

test('three processes serve behind one port, and each knows who is signed in', async () => {
  assert.equal(serving().length, 3)
  const answers = await inTurns(12, () => caseworker.send('GET', '/protection/files?limit=5', undefined, apart))
  assert.deepEqual(
    answers.map(({ status }) => status),
    answers.map(() => 200),
  )
  // On a busy machine a look at whether it is ready may take longer than it is given.
  await until('every process is ready', async () =>
    (await inTurns(6, () => fetch(`${server.url}/ready`, { headers: apart }))).every(({ status }) => status === 200),
  )
})

test('an upload of the import is found whichever process is asked, and another’s is not', async () => {
  const text = 'Case number,Sex,Age\nA-1,Female,31\n'
  const sent = await administrator.send('POST', '/protection/imports/uploads', new TextEncoder().encode(text), apart)
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  const { uploadId } = sent.body as { uploadId: string }
  const looks = await inTurns(9, () =>
    administrator.send('POST', `/protection/imports/uploads/${uploadId}/preview`, { name: 'list.csv' }, apart),
  )
  for (const { status, body } of looks) assert.equal(status, 200, JSON.stringify(body))
  const others = await inTurns(6, () =>
    caseworker.send('POST', `/protection/imports/uploads/${uploadId}/preview`, { name: 'list.csv' }, apart),
  )
  for (const { status } of others) assert.ok(status === 403 || status === 404, String(status))
  const without = await inTurns(6, () =>
    fetch(`${server.url}/api/v1/protection/imports/uploads/${uploadId}`, {
      headers: { ...apart, 'x-gloact-process': 'guessed', 'x-gloact-peer': '10.0.0.1' },
    }),
  )
  for (const { status } of without) assert.equal(status, 401)
})

test('a name that one process wrote is soon found by all', async () => {
  const fileId = await openFile('Zarqyvexa')
  // On a busy machine a process may have lost its ear for a moment: it reads what it missed when it has it again.
  await until(
    'every process finds the name',
    async () => {
      const answers = await inTurns(9, () =>
        caseworker.send('POST', '/protection/search', { text: 'Zarqyvexa', limit: 5 }, apart),
      )
      return answers.every(({ body }) => JSON.stringify(body).includes(fileId))
    },
    { every: 250 },
  )
})

test('a process that is killed is missed by nobody for long, and what was acknowledged is there', async () => {
  const fileId = await openFile('Somebody')
  const note = {
    id: newId(),
    type: 'note_added',
    payload: { kind: 'general', text: 'x', notedOn: new Date().toISOString().slice(0, 10) },
    happenedAt: new Date().toISOString(),
  }
  const before = serving()
  const saved = await caseworker.send('POST', `/protection/files/${fileId}/actions`, { actions: [note] }, apart)
  assert.equal(saved.status, 200)
  // The first of them, on which the most hangs.
  process.kill(Math.min(...before), 'SIGKILL')
  const answers = await inTurns(9, () =>
    // The process that was killed answers nothing; the others have to.
    caseworker.send('GET', `/protection/files/${fileId}`, undefined, apart).catch(() => null),
  )
  assert.ok(
    answers.some((answer) => answer?.status === 200),
    'the others go on',
  )
  await until(
    'three processes serve again, and an upload is taken',
    async () => {
      const upload = await administrator
        .send('POST', '/protection/imports/uploads', new TextEncoder().encode('a,b\n1,2\n'), apart)
        // The process that went may have been the one that was asked.
        .catch(() => null)
      return serving().length === 3 && upload?.status === 201
    },
    { every: 100 },
  )
  const again = await caseworker.send('POST', `/protection/files/${fileId}/actions`, { actions: [note] }, apart)
  assert.deepEqual(
    (again.body as { actions: { already: boolean }[] }).actions.map(({ already }) => already),
    [true],
  )
})

test('one order stops them all, and the next start finds the folder free', async () => {
  const pids = serving()
  assert.equal(await server.stop(), 0)
  for (const pid of pids) assert.throws(() => process.kill(pid, 0), /ESRCH/)
  server = await startServerProcess({ dataDir: folder.dataDir })
  assert.deepEqual(await untilReady(server), READY)
})
