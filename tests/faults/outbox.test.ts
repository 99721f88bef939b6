import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, newRandomId } from '@gloact/kernel'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { ownerUrl, startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { Client as Postgres } from 'pg'

// The browser's own code, loaded as it is: it is compiled with the browser's types, and these tests with Node's.
const screens = new URL('../../modules/protection/screens/', import.meta.url)
const browser = (path: string): Promise<unknown> => import(new URL(path, screens).href)
const packages = new URL('../../packages/', import.meta.url)
const { openFileOutbox } = (await browser('outbox/outbox.ts')) as {
  readonly openFileOutbox: (drafts: unknown, call: unknown, options: unknown) => Outbox
}
const { memoryDrafts } = (await import(new URL('offline/index.ts', packages).href)) as {
  readonly memoryDrafts: () => { keys(): Promise<readonly unknown[]> }
}
const { createClient } = (await import(new URL('http/client/index.ts', packages).href)) as {
  readonly createClient: (options: unknown) => { readonly call: unknown }
}
interface Outbox {
  send(entry: unknown): Promise<{ readonly kind: string; readonly problem?: { readonly code: string } }>
  push(): Promise<void>
}

const folder = loadedDataDir()
let server: ServerProcess
let database: Postgres
let cookie = ''

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
  database = new Postgres({ connectionString: ownerUrl(folder.dataDir) })
  await database.connect()
  const account = server.signIns.find(({ role }) => role === 'caseworker')!
  const answer = await fetch(`${server.url}/api/v1/identity/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-gloact-request': '1' },
    body: JSON.stringify({ email: account.email, password: account.password }),
  })
  assert.equal(answer.status, 200)
  cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
})
after(async () => {
  await database?.end()
  await server?.stop()
  folder.remove()
})

const through = (input: string, init: RequestInit): Promise<Response> =>
  fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } })

/** What befalls a request between the browser and the server, both as they are. */
const FAULTS: Readonly<Record<string, (input: string, init: RequestInit) => Promise<Response>>> = {
  'the request is lost': () => Promise.reject(new TypeError('Failed to fetch')),
  'the reply is lost': async (input, init) => {
    await through(input, init)
    throw new TypeError('Failed to fetch')
  },
  'it comes twice at once': async (input, init) => (await Promise.all([through(input, init), through(input, init)]))[0],
  'a portal answers for what arrived': async (input, init) => {
    await through(input, init)
    return new Response('<html>Wi-Fi</html>')
  },
  'a gateway gives up on what arrived': async (input, init) => {
    await through(input, init)
    return new Response('bad gateway', { status: 502 })
  },
  'nobody is signed in': (input, init) =>
    fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), cookie: '' } }),
}

const today = new Date().toISOString().slice(0, 10)
/** So long ago that the child protection authority is not notified: nothing is added to a file in the background. */
const met = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10)
const action = (type: string, payload: unknown, id: string = newId()) => ({
  id,
  type,
  payload,
  happenedAt: new Date().toISOString(),
  deviceTime: new Date().toISOString(),
})
const opening = () =>
  action('file_opened', { age: 'not_sure', contactOn: met, channel: 'ngo', teamId: null, assignedTo: null })

const fileId = newId()
const of = { kind: 'panel', fileId, name: 'a test' }
const onFile = (one: { readonly id: string }) => ({
  id: one.id,
  contract: 'record_actions',
  params: { fileId },
  body: { actions: [one] },
  of,
})
const KINDS: Readonly<Record<string, () => { readonly id: string; readonly contract: string }>> = {
  'a file that is opened': () => {
    const id = newId()
    const body = { fileId: id, personId: newId(), actions: [opening()] }
    return { id, contract: 'open_file', params: {}, body, of: { ...of, fileId: null } }
  },
  'a note': () => onFile(action('note_added', { kind: 'general', text: 'Asked for a lawyer.', notedOn: today })),
  answers: () =>
    onFile(
      action('answers_recorded', {
        form: 'journey',
        version: journeyVersion,
        edits: { [field]: { absent: 'not_known' } },
      }),
    ),
  'a refusal to be recorded': () => {
    const id = newRandomId()
    const body = { id, sex: 'not_known', ageBand: 'not_known', nationality: 'not_known' }
    return { id, contract: 'record_refusal', params: {}, body, of: { ...of, fileId: null } }
  },
}
let journeyVersion = ''
let field = ''

async function rowsOf(kind: string, id: string): Promise<number> {
  const sql = {
    'a file that is opened': 'select count(*)::int as n from protection.case_file where id = $1',
    'a refusal to be recorded': 'select count(*)::int as n from protection.refusal where id = $1',
  }[kind]
  const { rows } = await database.query<{ n: number }>(
    sql ?? 'select count(*)::int as n from protection.file_action where id = $1',
    [id],
  )
  return rows[0]!.n
}

const clientOver = (send: (input: string, init: RequestInit) => Promise<Response>) =>
  createClient({ baseUrl: `${server.url}/api/v1`, fetch: send })

test('everything that is sent is recorded once by the server, whatever befalls it on its way', async () => {
  const opened = await through(`${server.url}/api/v1/protection/files`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-gloact-request': '1' },
    body: JSON.stringify({ fileId, personId: newId(), actions: [opening()] }),
  })
  assert.equal(opened.status, 201, await opened.clone().text())
  const view = (await (
    await through(`${server.url}/api/v1/protection/files/${fileId}`, { headers: { 'x-gloact-request': '1' } })
  ).json()) as { forms: readonly { form: string; version: string }[] }
  journeyVersion = view.forms.find(({ form }) => form === 'journey')!.version
  const rules = (await (
    await through(`${server.url}/api/v1/protection/rules`, { headers: { 'x-gloact-request': '1' } })
  ).json()) as {
    forms: readonly { id: string; sections: readonly { fields: readonly { id: string; type: string }[] }[] }[]
  }
  field = rules.forms
    .find(({ id }) => id === 'journey')!
    .sections.flatMap(({ fields }) => fields)
    .find(({ type }) => type !== 'group')!.id

  for (const [kind, make] of Object.entries(KINDS)) {
    for (const [name, fault] of Object.entries(FAULTS)) {
      const entry = make()
      const drafts = memoryDrafts()
      const options = { later: () => () => undefined }
      const bad = openFileOutbox(drafts, clientOver(fault).call, options)
      const verdict = await bad.send(entry)
      assert.notEqual(verdict.kind, 'refused', `${kind}, ${name}: ${verdict.problem?.code ?? ''}`)
      const well = openFileOutbox(drafts, clientOver(through).call, options)
      await well.push()
      assert.equal(await rowsOf(kind, entry.id), 1, `${kind}, ${name}`)
      assert.deepEqual(await drafts.keys(), [], `${kind}, ${name}: it has left the device`)
    }
  }
})
