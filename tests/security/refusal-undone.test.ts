import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { action, answered, record, today } from '../support/file-story.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { signInAs, startServerProcess, type Caller, type ServerProcess } from '../support/server-process.ts'

// An adult declined; one word of one person ("child") showed them to the authority. As the attacker did it, by HTTP.

const BOARD = '00000000-0000-4000-8000-0000000000a3'
const folder = loadedDataDir()
let server: ServerProcess
let caseworker: Caller
let frontline: Caller
let supervisor: Caller
let board: Caller

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
  ;[caseworker, frontline, supervisor, board] = await Promise.all([
    signInAs(server, 'caseworker'),
    signInAs(server, 'frontline_worker'),
    signInAs(server, 'supervisor'),
    signInAs(server, 'competent_authority'),
  ])
})
after(async () => {
  await server?.stop()
  folder.remove()
})

/** An adult's file, with consent to be recorded and nothing else. */
async function adultFile(by: Caller): Promise<string> {
  const [fileId, row] = [newId(), newId()]
  const questions = Object.fromEntries(
    [
      'consents_to_interview',
      'informed_of_purpose',
      'informed_of_use',
      'informed_of_research',
      'informed_of_access',
      'informed_of_retention',
      'informed_of_withdrawal',
    ].map((question) => [question, { value: 'yes' }]),
  )
  await answered(
    by.post('/protection/files', {
      fileId,
      personId: newId(),
      actions: [
        action('file_opened', { age: 'adult', contactOn: today(), channel: 'ngo', teamId: null, assignedTo: null }),
        action('consent_recorded', {
          consentOn: today(),
          questions,
          capacity: 'adult',
          form: 'written',
          explainedBy: 'A worker',
          language: 'en',
          interpreter: null,
          witness: null,
          assent: { absent: 'not_applicable' },
          guardian: null,
          bestInterestsBasis: null,
          grants: [],
        }),
        action('answers_recorded', {
          form: 'identity',
          version: '1',
          edits: { [`names/${row}`]: { value: true }, [`names/${row}/given`]: { value: 'Refusina' } },
        }),
      ],
    }),
  )
  return fileId
}

const refusal = (kind: string) => action('refusal_recorded', { kind, declinedOn: today(), explained: null })
const toChild = (id?: string) =>
  action('path_changed', { to: 'child', basis: 'estimated', reasons: 'x', establishedOn: today() }, id)
const ask = () =>
  action('identification_requested', { kind: 'reasonable_grounds', bodyAgencyId: BOARD, requestedOn: today() })
const send = async (by: Caller, fileId: string, sent: object) => {
  const { status, body } = await by.post(`/protection/files/${fileId}/actions`, { actions: [sent] })
  return { status, code: (body as { code?: string }).code }
}
const boardOpens = async (fileId: string) =>
  (await board.post(`/protection/files/${fileId}/identity`, { purpose: 'decide' })).status

test('a caseworker who takes an adult that declined for a child does not show them to the authority', async () => {
  const fileId = await adultFile(caseworker)
  await record(caseworker, fileId, refusal('identification'), refusal('sharing'))
  assert.deepEqual(await send(caseworker, fileId, ask()), {
    status: 409,
    code: 'protection.identification_declined',
  })
  const changeId = newId()
  assert.equal((await send(caseworker, fileId, toChild(changeId))).status, 200)
  assert.deepEqual(await send(caseworker, fileId, ask()), { status: 409, code: 'protection.second_person_awaited' })
  assert.equal(await boardOpens(fileId), 404)
  // The child path protects at once: its clock for a guardian runs.
  const file = await answered<{ path: string; deadlines: { kind: string }[] }>(
    caseworker.get(`/protection/files/${fileId}`),
  )
  assert.equal(file.path, 'child')
  assert.ok(file.deadlines.some(({ kind }) => kind === 'guardian'))

  assert.equal((await send(caseworker, fileId, action('path_confirmed', { changeId }))).status, 403)
  const work = await answered<{ tasks: { kind: string; urgency: string; about: { id: string } }[] }>(
    supervisor.get('/work'),
  )
  assert.ok(
    work.tasks.some(
      ({ kind, urgency, about: { id } }) => kind === 'confirm_path' && urgency === 'today' && id === fileId,
    ),
  )
  assert.equal((await send(supervisor, fileId, action('path_confirmed', { changeId }))).status, 200)
  assert.equal((await send(caseworker, fileId, ask())).status, 200)
  assert.equal(await boardOpens(fileId), 200)
})

test('nor does a frontline worker with a file of their own, where nothing was agreed or declined', async () => {
  const fileId = await adultFile(frontline)
  assert.equal((await send(frontline, fileId, toChild())).status, 200)
  assert.deepEqual(await send(frontline, fileId, ask()), { status: 409, code: 'protection.second_person_awaited' })
  assert.equal(await boardOpens(fileId), 404)
})

test('nor does anybody by there and back, by striking the refusal, or by a consent that they record themselves', async () => {
  const fileId = await adultFile(caseworker)
  const declined = refusal('identification')
  await record(caseworker, fileId, declined)
  await record(caseworker, fileId, toChild())
  await send(
    caseworker,
    fileId,
    action('path_changed', { to: 'adult', basis: 'documented', reasons: 'x', establishedOn: today() }),
  )
  await send(caseworker, fileId, action('entry_struck', { entryId: declined.id, reason: 'x' }))
  for (const capacity of ['adult', 'child_best_interests']) {
    await send(
      caseworker,
      fileId,
      action('consent_recorded', {
        consentOn: today(),
        questions: {},
        capacity,
        form: 'written',
        explainedBy: 'A worker',
        language: 'en',
        interpreter: null,
        witness: null,
        assent: { absent: 'not_applicable' },
        guardian: null,
        bestInterestsBasis: capacity === 'adult' ? null : 'x',
        grants: ['identity', 'exploitation', 'decisions'].map((dataGroup) => ({
          id: newId(),
          purpose: 'identification',
          recipientKind: 'competent_authority',
          recipientAgencyId: null,
          dataGroup,
          validFrom: today(),
          validUntil: '2099-01-01',
        })),
      }),
    )
  }
  assert.equal((await send(caseworker, fileId, ask())).status, 409)
  assert.equal(await boardOpens(fileId), 404)
})
