import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { openDatabase, startEmbedded } from '@gloact/postgres'
import { sql } from 'kysely'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { closed, occupy, postmasterOf } from '../support/outage.ts'
import { until } from '../support/until.ts'
import {
  ownerUrl,
  READY,
  signInAs,
  startServerProcess,
  untilReady,
  type Caller,
  type ServerProcess,
} from '../support/server-process.ts'

/** The database is started again by the server, which looks for it ever less often. */
const PATIENCE = { within: 120_000 }

const folder = loadedDataDir()
let server: ServerProcess
let caseworker: Caller

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
  caseworker = await signInAs(server, 'caseworker')
})
after(async () => {
  await server?.stop()
  // The server stops the one that it began with.
  await (await database()).stop()
  folder.remove()
})

const database = () => startEmbedded({ dataDir: folder.dataDir, durable: false })
const today = new Date().toISOString().slice(0, 10)
const action = (type: string, payload: unknown) => ({
  id: newId(),
  type,
  payload,
  happenedAt: new Date().toISOString(),
})
const codeOf = (body: unknown): string => (body as { code: string }).code

/** A file of somebody of this name, as its opening is sent. */
const fileOf = (name: string) => {
  const row = newId()
  const edits = { [`names/${row}`]: { value: true }, [`names/${row}/given`]: { value: name } }
  return {
    fileId: newId(),
    personId: newId(),
    actions: [
      action('file_opened', { age: 'child', contactOn: today, channel: 'ngo', teamId: null, assignedTo: null }),
      action('answers_recorded', { form: 'identity', version: '1', edits }),
    ],
  }
}
const note = () => action('note_added', { kind: 'general', text: 'She is safe.', notedOn: today })
const noting = (fileId: string, sent: object) =>
  caseworker.post(`/protection/files/${fileId}/actions`, { actions: [sent] })

async function notesOf(fileId: string): Promise<readonly string[]> {
  const { status, body } = await caseworker.get(`/protection/files/${fileId}`)
  assert.equal(status, 200, JSON.stringify(body))
  return (body as { notes: { actionId: string }[] }).notes.map(({ actionId }) => actionId)
}

async function ready(): Promise<{ readonly status: number; readonly checks: Record<string, boolean> }> {
  const answer = await fetch(`${server.url}/ready`)
  const { checks } = (await answer.json()) as { checks: Record<string, boolean> }
  return { status: answer.status, checks }
}

const finds = async (name: string, fileId: string): Promise<boolean> => {
  const { body } = await caseworker.post('/protection/search', { text: name, limit: 5 })
  return (body as { matches: { file: { id: string } }[] }).matches.some(({ file }) => file.id === fileId)
}

test('what is written while the database is away is refused as such, recorded once when it is sent again, and everything comes back', async () => {
  const before = fileOf('Zulmira')
  assert.equal((await caseworker.post('/protection/files', before)).status, 201)
  await until('a name is found', () => finds('Zulmira', before.fileId), PATIENCE)
  const [noted, opened] = [note(), fileOf('Kwabena')]
  // The server would start it again at once: another program has its port for as long.
  const { port } = postmasterOf(folder.dataDir)
  await (await database()).stop()
  const blocker = await occupy(port)
  for (const answer of [
    await noting(before.fileId, noted),
    await caseworker.post('/protection/files', opened),
    await caseworker.get(`/protection/files/${before.fileId}`),
  ]) {
    assert.equal(answer.status, 503, JSON.stringify(answer.body))
    assert.equal(codeOf(answer.body), 'http.unavailable')
  }
  const away = await ready()
  assert.deepEqual([away.status, away.checks['database']], [503, false])

  await closed(blocker)
  await until('the database is back', async () => (await ready()).checks['database'] === true, PATIENCE)
  // The device does not know whether it arrived.
  for (const again of [1, 2]) {
    assert.equal((await noting(before.fileId, noted)).status, 200, `${again}`)
    assert.equal((await caseworker.post('/protection/files', opened)).status, 201, `${again}`)
  }
  assert.deepEqual(await notesOf(before.fileId), [noted.id])
  assert.deepEqual(await untilReady(server), READY)
  assert.ok(await finds('Zulmira', before.fileId), 'who was found before')
  await until('a name written meanwhile is found', () => finds('Kwabena', opened.fileId), PATIENCE)
})

test('a disk of the database that is full is said, nothing is half written, and what is sent again once there is room is recorded once', async () => {
  const opened = fileOf('Anahit')
  assert.equal((await caseworker.post('/protection/files', opened)).status, 201)
  const noted = note()
  const owner = openDatabase(ownerUrl(folder.dataDir))
  try {
    // PostgreSQL's own error of a write that finds no room (appendix A: 53100, disk_full).
    await sql`create function protection.no_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`.execute(
      owner,
    )
    await sql`create trigger no_room before update on protection.case_file
      for each row execute function protection.no_room()`.execute(owner)
    const full = await noting(opened.fileId, noted)
    assert.equal(full.status, 507, JSON.stringify(full.body))
    assert.equal(codeOf(full.body), 'http.no_room')
    assert.deepEqual(await notesOf(opened.fileId), [])
  } finally {
    await sql`drop function protection.no_room cascade`.execute(owner)
    await owner.destroy()
  }
  for (const again of [1, 2]) assert.equal((await noting(opened.fileId, noted)).status, 200, `${again}`)
  assert.deepEqual(await notesOf(opened.fileId), [noted.id])
})
