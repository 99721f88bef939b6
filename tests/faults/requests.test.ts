import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { until } from '../support/until.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { callerOf, signInAs, startServerProcess, type Caller, type ServerProcess } from '../support/server-process.ts'

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
/** So long ago that the child protection authority is not notified: nothing is added to a file in the background. */
const met = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10)
const action = (type: string, payload: unknown, more: object = {}) => ({
  id: newId(),
  type,
  payload,
  happenedAt: new Date().toISOString(),
  ...more,
})
const note = (text: string) => action('note_added', { kind: 'general', text, notedOn: today })

const opened = () =>
  action('file_opened', { age: 'not_sure', contactOn: met, channel: 'ngo', teamId: null, assignedTo: null })

const persons = new Map<string, string>()

async function openFile(by: Caller = caseworker): Promise<string> {
  const [fileId, personId] = [newId(), newId()]
  const answer = await by.post('/protection/files', { fileId, personId, actions: [opened()] })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  persons.set(fileId, personId)
  return fileId
}

const consent = (grantIds: readonly string[]) => ({
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
  grants: grantIds.map((id) => ({
    id,
    purpose: 'identification',
    recipientKind: 'competent_authority',
    recipientAgencyId: null,
    dataGroup: 'identity',
    validFrom: today,
    validUntil: today,
  })),
})

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
  // It is answered while the rest is still being written: a connection may break before its answer was read.
  const huge = await until('the refusal is read', () =>
    send(fileId, note('x'.repeat(10_000_000))).catch(() => undefined),
  )
  assert.equal(huge.status, 413)
  assert.equal(codeOf(huge.body), 'http.body_too_large')
  const long = await send(fileId, note('x'.repeat(20_001)))
  assert.equal(long.status, 400)
  assert.match(JSON.stringify(long.body), /payload\/text/)
  assert.equal((await read(fileId)).version, 1)
})

test('a day or a moment at the end of the calendar is refused wherever it is sent', async () => {
  const fileId = await openFile()
  const view = { name: 'Until the end', teamId: null, sort: 'changed', direction: 'ascending', columns: ['number'] }
  const exported = {
    sort: 'number',
    direction: 'ascending',
    columns: ['number'],
    purpose: null,
    format: 'csv',
    language: 'en',
  }
  for (const day of ['9999-12-31', '0000-01-01', '0001-01-01', '2200-01-01', '1799-12-31']) {
    for (const refused of [
      await caseworker.get(`/protection/calendar?from=${day}&until=${day}`),
      await caseworker.get(`/protection/files?changedTo=${day}`),
      await caseworker.get(`/protection/files?openedFrom=${day}`),
      await caseworker.get(`/protection/files/${fileId}/at?happenedAt=${day}T12:00:00Z`),
      await caseworker.post('/protection/files/count', { filter: { changedTo: day } }),
      await caseworker.post('/protection/files/export', { ...exported, filter: { changedTo: day } }),
      await caseworker.put(`/protection/views/${newId()}`, { ...view, filter: { changedTo: day } }),
      await send(fileId, action('note_added', { kind: 'general', text: 'Said.', notedOn: day })),
      await send(
        fileId,
        action('note_added', { kind: 'general', text: 'Said.', notedOn: today }, { happenedAt: `${day}T00:00:00Z` }),
      ),
    ]) {
      assert.equal(refused.status, 400, `${day}: ${JSON.stringify(refused.body)}`)
      assert.equal(codeOf(refused.body), 'http.invalid_request')
    }
  }
  // The last day that is taken is one that everything can be reckoned from.
  for (const path of [
    'calendar?from=2199-12-31&until=2199-12-31',
    'files?changedTo=2199-12-31',
    'files?changedFrom=1800-01-01',
  ])
    assert.equal((await caseworker.get(`/protection/${path}`)).status, 200, path)
})

test('control characters are refused, characters that turn text round unseen are taken out, every script is kept: in a note as in a form', async () => {
  const fileId = await openFile()
  const inForm = (text: string) =>
    action('answers_recorded', { form: 'assessment', version: '1', edits: { wishes: { value: text } } })
  for (const control of ['\u0000', '\u0007', '\u001b[31m', '\ud800', '\uffff']) {
    assert.equal((await send(fileId, note(`before${control}after`))).status, 400, JSON.stringify(control))
    assert.equal((await send(fileId, inForm(`before${control}after`))).status, 422, JSON.stringify(control))
  }
  // Phones and word processors put isolates round what is copied, and nobody could find them to delete them.
  const kept: readonly (readonly [sent: string, stored: string])[] = [
    ['Call \u2068+999 12\u2069 \u202eback\u202c.\ufeff\r\nThen', 'Call +999 12 back.\nThen'],
    ...[
      'Зулайхо пришла одна.\nОна устала.',
      'جاءت وحدها\tومتعبة',
      'قالت \u200fABC\u200e،',
      'می\u200cخواهم',
      'जुलेखा',
      '👩🏽‍👧',
    ].map((text) => [text, text] as const),
  ]
  for (const [text] of kept) {
    assert.equal((await send(fileId, note(text))).status, 200, text)
    assert.equal((await send(fileId, inForm(text))).status, 200, text)
  }
  const stored = kept.map(([, text]) => text)
  const view = await read(fileId)
  assert.deepEqual(
    view.notes.map(({ payload }) => payload.text),
    stored,
  )
  const values = view.forms.find(({ form }) => form === 'assessment')?.conflicts[0]?.values ?? []
  assert.deepEqual(
    values.map((each) => (each as { answer: { value: string } }).answer.value).toSorted(),
    stored.toSorted(),
  )
})

test('what cannot be stored is refused before anybody is signed in, and in the names that everybody sees', async () => {
  const open = callerOf(server.url)
  const administrator = await signInAs(server, 'administrator')
  const [email, id] = ['nobody\u0000@demo.example', '\u0000']
  const { challengeId } = (await open.post('/identity/sign-in/passkey/start', {})).body as { challengeId: string }
  for (const refused of [
    await open.post('/identity/sign-in', { email, password: 'x' }),
    await open.post('/identity/sign-in/passkey', { challengeId, response: { id, type: 'public-key' } }),
    await open.post('/identity/invitations/look', { token: `${'x'.repeat(30)}\u0000` }),
    await administrator.get('/identity/agencies?after=%00'),
    await administrator.get('/identity/staff?after=someone'),
    await administrator.post('/identity/agencies', { id: newId(), name: 'A\u0000', type: 'ngo', designations: [] }),
  ]) {
    assert.equal(refused.status, 400, JSON.stringify(refused.body))
    assert.equal(codeOf(refused.body), 'http.invalid_request')
  }
  // An agency that reads as another's name turned round.
  const made = await administrator.post('/identity/agencies', {
    id: newId(),
    name: '\u202eThe ward \u2067office\u2069',
    type: 'ngo',
    designations: [],
  })
  assert.equal((made.body as { name: string }).name, 'The ward office')
})

/** An answer without what names the request. */
const without = ({ status, body }: { status: number; body: unknown }) => {
  const { requestId: _request, ...rest } = body as Record<string, unknown>
  return { status, rest }
}

test('an action id that was used elsewhere is refused, alike whether its user may see that file or not', async () => {
  const [own, other] = [await openFile(), await openFile()]
  const foreign = await openFile(stranger)
  const [used, usedThere] = [note('First.'), note('First.')]
  assert.equal((await send(own, used)).status, 200)
  assert.equal((await stranger.post(`/protection/files/${foreign}/actions`, { actions: [usedThere] })).status, 200)
  const seen = await send(other, used)
  assert.equal(seen.status, 409)
  assert.equal(codeOf(seen.body), 'protection.action_id_used')
  assert.deepEqual(without(await send(other, usedThere)), without(seen))
  assert.deepEqual(without(await send(other, note('Good.'), usedThere)), without(seen))
  assert.deepEqual([(await read(own)).version, (await read(other)).version], [2, 1])

  // A file's and a person's id, which their clients make too.
  const opening = (fileId: string, personId: string) =>
    caseworker.post('/protection/files', { fileId, personId, actions: [opened()] })
  const seenFile = await opening(own, newId())
  assert.equal(codeOf(seenFile.body), 'protection.number_taken')
  assert.deepEqual(without(await opening(foreign, newId())), without(seenFile))
  assert.deepEqual(without(await opening(newId(), persons.get(foreign)!)), without(seenFile))
  assert.deepEqual(without(await opening(newId(), persons.get(own)!)), without(seenFile))
})

test('the id of a consent’s grant is one file’s, and one consent’s in it', async () => {
  const [own, foreign] = [await openFile(), await openFile(stranger)]
  const grant = newId()
  const consenting = (...ids: string[]) => action('consent_recorded', consent(ids))
  assert.equal(
    (await stranger.post(`/protection/files/${foreign}/actions`, { actions: [consenting(grant)] })).status,
    200,
  )
  assert.equal((await send(own, consenting(newId()))).status, 200)
  const twice = newId()
  assert.equal((await send(own, consenting(twice, twice))).status, 400)
  assert.equal((await send(own, consenting(twice))).status, 200)
  for (const used of [grant, twice]) {
    const refused = await send(own, consenting(used))
    assert.equal(codeOf(refused.body), 'protection.action_id_used', JSON.stringify(refused.body))
  }
})

test('an id that is sent again with another content is refused: nothing is dropped in silence', async () => {
  const fileId = await openFile()
  const wishes = (value: string, more: object = {}) =>
    action('answers_recorded', { form: 'assessment', version: '1', edits: { wishes: { value } } }, more)
  const [said, noted] = [wishes('  To rest.\r\nThen to work. '), note('First.')]
  assert.equal((await send(fileId, said, noted)).status, 200)
  const others: readonly (readonly object[])[] = [
    [{ ...said, payload: wishes('Something else.').payload }],
    [{ ...said, payload: { ...(said.payload as object), edits: { wishes: { absent: 'declined' } } } }],
    [{ ...said, payload: { ...(said.payload as object), reason: 'Misheard.' } }],
    [{ ...said, replaces: [noted.id] }],
    [{ ...noted, payload: { ...(noted.payload as object), text: 'Something else.' } }],
    [{ ...noted, type: 'closure_requested', payload: { reason: 'other', summary: 'Something else.' } }],
    // Within one request, too.
    ...[note('One.')].map((one) => [one, { ...one, payload: note('Two.').payload }]),
  ]
  for (const actions of others) {
    const refused = await send(fileId, ...actions)
    assert.equal(refused.status, 409, JSON.stringify(actions))
    assert.equal(codeOf(refused.body), 'protection.action_id_used')
  }
  // Said again when: an attempt that is made again under its id.
  const again = await send(fileId, { ...said, happenedAt: new Date().toISOString() }, noted)
  assert.deepEqual(
    (again.body as { actions: { already: boolean }[] }).actions.map(({ already }) => already),
    [true, true],
  )
  assert.equal((await read(fileId)).version, 3)

  const [opening, personId] = [opened(), newId()]
  const open = (first: object) => caseworker.post('/protection/files', { fileId: personId, personId, actions: [first] })
  assert.equal((await open(opening)).status, 201)
  assert.equal((await open(opening)).status, 201)
  const changed = await open({ ...opening, payload: { ...(opening.payload as object), channel: 'police' } })
  assert.equal(codeOf(changed.body), 'protection.action_id_used')
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

test('edits that arrive in another order than they were made come to the same: what was replaced does not come back', async () => {
  const fileId = await openFile()
  const edit = (value: string, replaces: readonly string[] = []) =>
    action('answers_recorded', { form: 'identity', version: '1', edits: { gender: { value } } }, { replaces })
  const first = edit('Feminine')
  const second = edit('Masculine', [first.id])
  const third = edit('NonConforming', [second.id])
  const shown = async (): Promise<unknown> => {
    const form = (await read(fileId)).forms.find((each) => each.form === 'identity')
    return [form?.answers['gender'], form?.conflicts]
  }
  // The last one alone, then in one request the one before it and what that one replaces.
  assert.equal((await send(fileId, third)).status, 200)
  assert.equal((await send(fileId, second, first)).status, 200)
  assert.deepEqual(await shown(), [{ value: 'NonConforming' }, []])
  for (const again of [[first, second, third], [third, first], [second]]) {
    assert.equal((await send(fileId, ...again)).status, 200)
    assert.deepEqual(await shown(), [{ value: 'NonConforming' }, []])
  }
  assert.equal((await read(fileId)).version, 4)
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

test('more files at once than there are connections are opened for a team, each asking whether there is that team', async () => {
  const teamId = '00000000-0000-4000-8000-0000000000b1'
  const opened = await Promise.all(
    Array.from({ length: 24 }, () =>
      caseworker.post('/protection/files', {
        fileId: newId(),
        personId: newId(),
        actions: [action('file_opened', { age: 'not_sure', contactOn: met, channel: 'ngo', teamId, assignedTo: null })],
      }),
    ),
  )
  assert.deepEqual(new Set(opened.map(({ status }) => status)), new Set([201]))
})
