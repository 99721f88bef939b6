import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileAttachmentStore, type ObjectId } from '@gloact/attachments'
import { readAudit } from '@gloact/audit'
import { defineForm, type FileAnswer, type FormAnswers } from '@gloact/forms'
import { API_PREFIX, createApi } from '@gloact/http/server'
import { asPlainDate, fixedClock, newId, type Json } from '@gloact/kernel'
import { isOutOfRoom, isUnavailable, readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import fastify from 'fastify'
import { sql } from 'kysely'
import { REGISTER_FAILURES, registerFileRoutes, registerRoutes, type RegisterRow } from '../contract/index.ts'
import { register } from '../register.ts'
import { keptFiles, serveRegister, serveRegisterFiles, verifyRows, type RegisterContext } from './index.ts'

/** Plans of an agency, each with the document that was adopted, and one that only its readers are told of. */
const words = (en: string) => ({ en, ar: `${en} (ar)` })
const plans = register({
  kind: 'drawer.plan',
  path: '/drawer/plans',
  title: 'name',
  columns: ['name', 'adopted'],
  keys: [],
  reach: 'agency',
  form: defineForm({
    id: 'plan',
    version: '1',
    title: words('Plans'),
    sections: [
      {
        id: 's',
        title: words('Plan'),
        fields: [
          { id: 'name', type: 'text', sensitivity: 'open', required: true, label: words('Name') },
          { id: 'adopted', type: 'file', sensitivity: 'open', maxMegabytes: 1, label: words('As adopted') },
          { id: 'opinion', type: 'file', sensitivity: 'identifying', label: words('Opinion') },
        ],
      },
    ],
  }),
})

const { db, migrator, owner } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-register-files-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const store = fileAttachmentStore(folder)
const [mine, theirs] = [newId<string>(), newId<string>()]

interface User {
  readonly userId: string
  readonly agencyId: string
  readonly country: string
  readonly role: string
}
const userOf = (who: string): User => ({
  userId: `00000000-0000-4000-8000-0000000000${who === 'colleague' ? 'c2' : who === 'stranger' ? 'c9' : 'c1'}`,
  agencyId: who === 'stranger' ? theirs : mine,
  country: 'DL',
  role: who === 'reader' ? 'reader' : 'editor',
})
/** Not the vault: what is written is turned over, so that a test sees whether it was. */
async function* turned(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  for await (const piece of source) yield piece.map((byte) => byte ^ 0x5a)
}
const key = {
  seal: (_place: string, value: Json) => Buffer.from(JSON.stringify(value)).map((byte) => byte ^ 0x5a),
  unseal: (_place: string, sealed: Uint8Array): unknown =>
    JSON.parse(Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString()),
}
const context: RegisterContext<User> = {
  db,
  clock: fixedClock('2026-11-24T09:00:00Z'),
  today: () => asPlainDate('2026-11-24'),
  scopeOf: (who) => ({
    'app.user_id': who.userId,
    'app.agency_id': who.agencyId,
    'app.country': who.country,
    'app.team_ids': '',
    'app.row_scope': 'agency',
    'app.roles': who.role,
  }),
  may: (who, action, row) => (action === 'read' || who.role === 'editor') && (!row || row.agencyId === who.agencyId),
  key: async () => key,
  files: {
    store,
    maxBytes: 5_000_000,
    key: async () => ({
      sealStream: (_place, source) => turned(source),
      unsealStream: (_place, source) => turned(source),
    }),
  },
}

const app = fastify()
before(async () => {
  await sql`create schema drawer; grant usage on schema drawer to gloact_app;
    select app.create_register('drawer.plan', 'agency', '{name text}')`.execute(migrator)
  const api = createApi<User>(app, {
    authenticate: async ({ headers }) => userOf(String(headers['x-who'])),
    failures: [REGISTER_FAILURES],
    isUnavailable,
    isOutOfRoom,
  })
  serveRegister(api, plans, registerRoutes(plans), context)
  serveRegisterFiles(api, plans, registerFileRoutes(plans), context)
  await app.ready()
})

type Body = FileAnswer & RegisterRow & { readonly code: string; readonly fields: { pointer: string; code: string }[] }

async function ask(who: string, method: 'GET' | 'PUT', path: string, payload?: object | Buffer, version?: number) {
  const answer = await app.inject({
    method,
    url: `${API_PREFIX}/drawer/plans/${path}`,
    headers: {
      'x-gloact-request': '1',
      'x-who': who,
      ...(version !== undefined && { 'if-match': `"${version}"` }),
      ...(Buffer.isBuffer(payload) && { 'content-type': 'application/octet-stream' }),
    },
    ...(payload && { payload }),
  })
  const isJson = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, body: (isJson ? answer.json() : {}) as Body, raw: answer.rawPayload.toString() }
}

const send = (who: string, words: string | Buffer, field = 'adopted', documentId = newId<string>()) =>
  ask(who, 'PUT', `documents/${documentId}?field=${field}&contentType=text/plain`, Buffer.from(words))
const open = (who: string, row: string, file: FileAnswer) => ask(who, 'GET', `${row}/documents/${file.id}`)

async function save(who: string, row: string, files: Readonly<Record<string, FileAnswer>>, version?: number) {
  const answers: FormAnswers = {
    name: { value: 'National plan' },
    ...Object.fromEntries(Object.entries(files).map(([field, answer]) => [field, { value: { ...answer } }])),
  }
  return ask(who, 'PUT', row, { answers }, version)
}

async function objects(): Promise<readonly string[]> {
  const found: string[] = []
  for await (const { id } of store.list()) found.push(id)
  return found
}

test("a document is sealed where it lies, is the row's when the row is saved with it, and is not there before or for others", async () => {
  const row = newId<string>()
  const { status, body: sent } = await send('editor', 'The plan, as the government adopted it.')
  assert.deepEqual([status, sent.contentType, sent.bytes], [200, 'text/plain', 39])
  const [object] = await objects()
  const lies: Uint8Array[] = []
  const stored = await store.get(object as ObjectId)
  if (stored.ok) for await (const piece of stored.value) lies.push(piece)
  assert.equal(Buffer.concat(lies).length, 39)
  assert.ok(!Buffer.concat(lies).includes('government'))

  assert.equal((await open('editor', row, sent)).status, 404, 'of a row that is not there')
  assert.equal((await keptFiles(db, 'DL', [object!])).size, 0, 'the sweep takes what no row came to name')
  assert.equal((await save('editor', row, { adopted: sent })).status, 200)
  assert.deepEqual([...(await keptFiles(db, 'DL', [object!]))], [object])
  const read = await open('reader', row, sent)
  assert.deepEqual([read.status, read.raw], [200, 'The plan, as the government adopted it.'])
  const [hidden, none] = [await open('stranger', row, sent), await open('stranger', newId(), sent)]
  assert.deepEqual([hidden.status, hidden.body.code], [404, 'registers.unknown'])
  assert.deepEqual([none.status, none.body.code], [404, 'registers.unknown'])
})

test('sent twice it is kept once; another document under its id is refused', async () => {
  const documentId = newId<string>()
  const before = (await objects()).length
  const first = await send('editor', 'Once', 'adopted', documentId)
  assert.deepEqual((await send('editor', 'Once', 'adopted', documentId)).body, first.body)
  assert.equal((await send('editor', 'Twice', 'adopted', documentId)).body.code, 'registers.file_differs')
  assert.equal((await send('editor', 'Once', 'opinion', documentId)).body.code, 'registers.file_differs')
  assert.equal((await send('stranger', 'Once', 'adopted', documentId)).body.code, 'registers.file_differs')
  assert.equal((await objects()).length, before + 1)
})

test('a row is saved with no document but one of its field, as it was sent, of its own or sent by the same person', async () => {
  const row = newId<string>()
  const { body: sent } = await send('editor', 'Mine')
  const unknown = async (who: string, at: string, files: Readonly<Record<string, FileAnswer>>) => {
    const { status, body } = await save(who, at, files)
    assert.deepEqual(
      [status, body.fields.map(({ code }) => code)],
      [422, ['forms.unknown_file']],
      JSON.stringify(files),
    )
  }
  await unknown('editor', row, { adopted: { ...sent, id: newId() } })
  await unknown('editor', row, { adopted: { ...sent, bytes: sent.bytes + 1 } })
  await unknown('editor', row, { adopted: { ...sent, sha256: 'a'.repeat(64) } })
  await unknown('editor', row, { opinion: sent })
  await unknown('colleague', row, { adopted: sent })
  await unknown('stranger', row, { adopted: sent })
  assert.equal((await save('editor', row, { adopted: sent })).status, 200)
  await unknown('editor', newId(), { adopted: sent })
  // It is the row's now: a colleague who changes the row leaves it there.
  assert.equal((await save('colleague', row, { adopted: sent }, 1)).status, 200)
})

test('what acts, what is too large, what is for no field, and what one may not edit is not taken', async () => {
  const before = await objects()
  const page = Buffer.from('<!doctype html><html><script>alert(1)</script></html>')
  assert.equal((await send('editor', page)).body.code, 'registers.file_refused')
  assert.equal((await send('editor', 'a'.repeat(1_000_001))).body.code, 'registers.file_too_large')
  assert.equal((await send('editor', 'a'.repeat(1_000_001), 'opinion')).status, 200, "the limit is the field's")
  assert.equal((await send('editor', 'Any', 'name')).body.code, 'registers.unknown')
  assert.equal((await send('reader', 'Any')).body.code, 'registers.not_allowed')
  assert.equal((await objects()).length, before.length + 1)
})

test('of an answer that is sealed nothing lies in clear, and opening its document is audited; a document that was replaced stays', async () => {
  const row = newId<string>()
  const [{ body: first }, { body: second }] = [
    await send('editor', 'One', 'opinion'),
    await send('editor', 'Two', 'opinion'),
  ]
  assert.equal((await save('editor', row, { opinion: first })).status, 200)
  const { rows } = await sql<{ answers: object }>`select answers from drawer.plan where id = ${row}`.execute(owner)
  assert.deepEqual(Object.keys(rows[0]!.answers), ['name'])
  assert.equal((await save('editor', row, { opinion: second }, 1)).status, 200)
  assert.equal((await open('editor', row, first)).raw, 'One')
  assert.equal((await open('editor', row, second)).raw, 'Two')
  const audited = await readInScope(db, systemScope('DL'), (trx) => readAudit(trx, { objectId: row }))
  const openings = audited.flatMap(({ action, detail }) =>
    action.endsWith('plan_read') && detail && 'document' in detail ? [detail['document']] : [],
  )
  assert.deepEqual(new Set(openings), new Set([first.id, second.id]))
  assert.deepEqual(await readInScope(db, systemScope('DL'), (trx) => verifyRows(trx, plans)), [])
})
