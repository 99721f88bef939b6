import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { signInAs, startServerProcess, type Caller, type ServerProcess } from '../support/server-process.ts'

const folder = loadedDataDir()
let server: ServerProcess
let caseworker: Caller
let stranger: Caller

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
  caseworker = await signInAs(server, 'caseworker')
  stranger = await signInAs(server, 'child_protection_officer')
})
after(async () => {
  await server?.stop()
  folder.remove()
})

const today = new Date().toISOString().slice(0, 10)
const action = (type: string, payload: unknown, more: object = {}) => ({
  id: newId(),
  type,
  payload,
  happenedAt: new Date().toISOString(),
  ...more,
})
const note = (text: string) => action('note_added', { kind: 'general', text, notedOn: today })

async function openFile(): Promise<string> {
  const fileId = newId()
  const opened = await caseworker.post('/protection/files', {
    fileId,
    personId: newId(),
    actions: [
      action('file_opened', { age: 'not_sure', contactOn: today, channel: 'ngo', teamId: null, assignedTo: null }),
    ],
  })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  return fileId
}

const send = (fileId: string, ...actions: unknown[]) =>
  caseworker.post(`/protection/files/${fileId}/actions`, { actions })

const codeOf = (body: unknown): string => (body as { code: string }).code
interface View {
  readonly version: number
  readonly notes: readonly { readonly payload: { readonly text: string } }[]
  readonly forms: readonly {
    readonly form: string
    readonly answers: Readonly<Record<string, unknown>>
    readonly live: Readonly<Record<string, readonly string[]>>
    readonly conflicts: readonly { readonly path: string; readonly values: readonly unknown[] }[]
  }[]
}
const read = async (fileId: string): Promise<View> => (await caseworker.get(`/protection/files/${fileId}`)).body as View

test('what is no request is refused by name, says where, repeats no value, and records nothing', async () => {
  const fileId = await openFile()
  const good = note('She is tired today.')
  const wrong: readonly unknown[] = [
    { actions: [{ ...good, surprise: 1 }] },
    { actions: [{ ...good, payload: { ...(good.payload as object), surprise: 'x' } }] },
    { actions: [{ ...good, payload: { kind: 'general', text: 7, notedOn: today } }] },
    { actions: [{ ...good, id: 'forged' }] },
    { actions: [{ ...good, happenedAt: 'yesterday' }] },
    { actions: [{ ...good, type: 'import_undone', payload: { batchId: newId() } }] },
    { actions: [{ ...good, type: 'file_erased' }] },
    { actions: [] },
    { actions: 'all of them' },
    [],
    null,
    'text',
  ]
  for (const body of wrong) {
    const refused = await caseworker.post(`/protection/files/${fileId}/actions`, body)
    assert.equal(refused.status, 400, JSON.stringify(body))
    assert.equal(codeOf(refused.body), 'http.invalid_request')
    assert.ok(!JSON.stringify(refused.body).includes('She is tired'), 'no value is repeated')
  }
  for (const text of ['{"actions": [', '{"actions": [}', '\u0000', '{"a":1}{"b":2}']) {
    const answer = await fetch(`${server.url}/api/v1/identity/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-gloact-request': '1' },
      body: text,
    })
    assert.equal(answer.status, 400, text)
    assert.equal(codeOf(await answer.json()), 'http.invalid_request')
  }
  assert.equal((await read(fileId)).version, 1)
})

test('a text of 10 MB is refused before it is read, and one that is too long for its field says which', async () => {
  const fileId = await openFile()
  const huge = await send(fileId, note('x'.repeat(10_000_000)))
  assert.equal(huge.status, 413)
  assert.equal(codeOf(huge.body), 'http.body_too_large')
  const long = await send(fileId, note('x'.repeat(20_001)))
  assert.equal(long.status, 400)
  assert.match(JSON.stringify(long.body), /payload\/text/)
  assert.equal((await read(fileId)).version, 1)
})

test('control characters and characters that turn text round unseen are refused; every script is kept as it is', async () => {
  const fileId = await openFile()
  for (const hidden of ['\u0000', '\u0007', '\u001b[31m', '\u202e', '\u2066', '\u200f', '\ufeff']) {
    const refused = await send(fileId, note(`before${hidden}after`))
    assert.equal(refused.status, 400, JSON.stringify(hidden))
  }
  const kept = ['Зулайхо пришла одна.\nОна устала.', 'جاءت وحدها\tومتعبة', 'जुलेखा', '👩🏽‍👧 e\u0301']
  for (const text of kept) assert.equal((await send(fileId, note(text))).status, 200, text)
  assert.deepEqual(
    (await read(fileId)).notes.map(({ payload }) => payload.text),
    kept,
  )
})

const HOSTILE = [
  `'; drop table protection.case_file; --`,
  `" or 1=1; delete from protection.file_action where ''='`,
  `<script>window.hostile = true</script><img src=x onerror="window.hostile = true">`,
  `{{constructor.constructor('return process')()}}`,
  `=HYPERLINK("http://example.org","open")`,
  `../../../../etc/passwd`,
  `%00%0d%0aSet-Cookie: a=b`,
]

test('SQL and HTML in every text field are words like any other: kept as they were said, and nothing is done with them', async () => {
  const rules = (await caseworker.get('/protection/rules')).body as {
    forms: {
      id: string
      version: string
      sections: { fields: { id: string; type: string; audience?: string; fields?: unknown[] }[] }[]
    }[]
  }
  let tried = 0
  for (const form of rules.forms) {
    const texts = form.sections
      .flatMap(({ fields }) => fields)
      .filter(({ type, audience }) => (type === 'text' || type === 'long_text') && audience === undefined)
    for (const { id } of texts) {
      const said = HOSTILE[tried % HOSTILE.length]!
      const fileId = await openFile()
      const edit = action('answers_recorded', {
        form: form.id,
        version: form.version,
        edits: { [id]: { value: said } },
      })
      const sent = await send(fileId, edit)
      // A field may be narrower than any text (a number, a reference): then it is refused, and never half kept.
      if (sent.status === 200) {
        const opened = await caseworker.post(`/protection/files/${fileId}/identity`, { purpose: 'work_on_file' })
        const forms = (opened.body as View).forms
        assert.deepEqual(forms.find((view) => view.form === form.id)?.answers[id], { value: said }, `${form.id}/${id}`)
        tried++
      } else assert.equal(sent.status, 422, `${form.id}/${id}: ${JSON.stringify(sent.body)}`)
    }
  }
  assert.ok(tried >= 10, `only ${tried} fields took a text`)
  const fileId = await openFile()
  for (const said of HOSTILE) assert.equal((await send(fileId, note(said))).status, 200)
  assert.deepEqual(
    (await read(fileId)).notes.map(({ payload }) => payload.text),
    HOSTILE,
  )
  for (const text of HOSTILE) {
    const found = await caseworker.post('/protection/search', { text, limit: 5 })
    assert.ok(found.status === 200 || found.status === 400, JSON.stringify(found.body))
  }
  assert.equal((await caseworker.get('/protection/files?limit=1')).status, 200, 'the tables are still there')
})

test('an action id that was used elsewhere is refused, alike whether its user may see that file or not', async () => {
  const [one, other] = [await openFile(), await openFile()]
  const first = note('First.')
  assert.equal((await send(one, first)).status, 200)
  const forged = await send(other, first)
  assert.equal(forged.status, 409)
  assert.equal(codeOf(forged.body), 'protection.action_id_used')
  const changed = await send(one, { ...first, payload: { ...(first.payload as object), text: 'Something else.' } })
  assert.equal(codeOf(changed.body), 'protection.action_id_used')
  assert.deepEqual([(await read(one)).version, (await read(other)).version], [2, 1])
})

test('a batch that is sent again, in whatever order, is recorded once', async () => {
  const fileId = await openFile()
  const batch = [note('One.'), note('Two.'), note('Three.')]
  assert.equal((await send(fileId, ...batch)).status, 200)
  for (const again of [batch, batch.toReversed(), [batch[1], note('Four.'), batch[0]]]) {
    const answer = await send(fileId, ...again)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
  }
  const view = await read(fileId)
  assert.equal(view.version, 5)
  assert.deepEqual(
    view.notes.map(({ payload }) => payload.text),
    ['One.', 'Two.', 'Three.', 'Four.'],
  )
})

test('a stale edit is merged and not refused: both values are kept until somebody decides', async () => {
  const fileId = await openFile()
  const edit = (value: string, replaces: readonly string[] = []) =>
    action('answers_recorded', { form: 'identity', version: '1', edits: { gender: { value } } }, { replaces })
  const first = edit('Feminine')
  assert.equal((await send(fileId, first)).status, 200)
  const [a, b] = [edit('Masculine', [first.id]), edit('NonConforming', [first.id])]
  assert.equal((await send(fileId, a)).status, 200)
  // Written on a device that had not seen the one before.
  assert.equal((await send(fileId, b)).status, 200)
  const conflict = (view: View) => view.forms.find(({ form }) => form === 'identity')?.conflicts[0]
  assert.equal(conflict(await read(fileId))?.values.length, 2)
  assert.equal((await send(fileId, edit('Feminine', [a.id, b.id]))).status, 200)
  assert.equal(conflict(await read(fileId)), undefined)
})

test('somebody of another agency who guesses an id learns nothing: the answer is that of an id that is none', async () => {
  const fileId = await openFile()
  const nobody = newId()
  const routes = (id: string): readonly (readonly ['get' | 'post', string, unknown?])[] => [
    ['get', `/protection/files/${id}`],
    ['get', `/protection/files/${id}/timeline?limit=5`],
    ['post', `/protection/files/${id}/identity`, { purpose: 'work_on_file' }],
    ['post', `/protection/files/${id}/actions`, { actions: [note('x')] }],
  ]
  const without = ({ status, body }: { status: number; body: unknown }) => {
    const { requestId: _request, ...rest } = body as Record<string, unknown>
    return { status, rest }
  }
  for (const [index, [method, path, body]] of routes(fileId).entries()) {
    const [, absent] = routes(nobody)[index]!
    const real = await (method === 'get' ? stranger.get(path) : stranger.post(path, body))
    const none = await (method === 'get' ? stranger.get(absent) : stranger.post(absent, body))
    assert.equal(real.status, 404, `${path}: ${JSON.stringify(real.body)}`)
    assert.deepEqual(without(real), without(none), path)
  }
})

test('more files at once than there are connections are opened for a team, each asking whether there is that team', async () => {
  const teamId = '00000000-0000-4000-8000-0000000000b1'
  const opened = await Promise.all(
    Array.from({ length: 60 }, () =>
      caseworker.post('/protection/files', {
        fileId: newId(),
        personId: newId(),
        actions: [
          action('file_opened', { age: 'not_sure', contactOn: today, channel: 'ngo', teamId, assignedTo: null }),
        ],
      }),
    ),
  )
  assert.deepEqual(new Set(opened.map(({ status }) => status)), new Set([201]))
})
