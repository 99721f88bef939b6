import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import {
  act,
  appointment,
  ask,
  children,
  day,
  done,
  NEED,
  newChild,
  open,
  said,
  sendBytes,
  step,
  WHO,
} from './testing/children-stage.ts'

const gap = async (answer: ReturnType<typeof step>) => (await answer).body.params?.missing
const COURT = said({
  option: 'reunification_here',
  by: 'District court',
  document: 'Return order, 114/26',
  document_on: day(-1),
  words: 'Returned to the family.',
})
const CONFIRMED = said({
  document_seen: 'yes',
  guardian_told: 'yes',
  words: 'The lawyer appealed within the day; the court has not answered.',
})

async function decidedByOthers() {
  const fileId = await newChild()
  const guardianship = await open('officer', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  await done(step('authority', 'guardianship', guardianship.id, 'appoint', appointment()))
  const { id, status, text } = await open('officer', fileId, 'solution', 'record_elsewhere', COURT)
  assert.equal(status, 201, text)
  return { fileId, id, guardianship: guardianship.id }
}

test('what others decided is not closed by one person’s word: it waits for a second one, with the document in the file', async () => {
  const { fileId, id } = await decidedByOthers()
  assert.equal(
    await gap(step('officer', 'solution', id, 'answer', said({ words: 'Nothing.' }))),
    'elsewhere_second_person',
  )
  assert.equal(
    await gap(step('lead', 'solution', id, 'answer', said({ words: 'Nothing.' }))),
    'elsewhere_second_person',
  )
  const alone = await step('officer', 'solution', id, 'confirm_elsewhere', CONFIRMED)
  assert.ok(alone.status >= 400, 'the person who recorded it is not the second one')
  assert.equal(await gap(step('lead', 'solution', id, 'confirm_elsewhere', CONFIRMED)), 'elsewhere_document')
  const nothing = said({ document_seen: 'no', guardian_told: 'no', words: 'Nothing.' })
  assert.deepEqual((await gap(step('lead', 'solution', id, 'confirm_elsewhere', nothing)))?.split(' '), [
    'elsewhere_document',
    'elsewhere_not_read',
    'elsewhere_guardian_told',
    'elsewhere_says_nothing',
  ])
  const { records } = await done(ask('officer', 'GET', `/children/files/${fileId}`))
  assert.equal(records.find((record) => record.id === id)?.state, 'elsewhere')
})

test('confirmed by a second person with the document in the file, the child is followed up as after any other move', async () => {
  const { fileId, id } = await decidedByOthers()
  const attachmentId = newId()
  const path = `/protection/files/${fileId}/attachments/${attachmentId}?part=content`
  const uploaded = await sendBytes('officer', path, Buffer.from('The court orders.'))
  assert.ok(uploaded.status < 300, uploaded.text)
  await done(
    act('officer', fileId, 'attachment_added', {
      attachmentId,
      kind: 'letter',
      title: 'Court order',
      takenOn: null,
      sensitivity: 'case',
      audience: null,
      dataGroup: null,
      consentId: null,
      content: uploaded.body,
    }),
  )
  const confirmed = await done(step('lead', 'solution', id, 'confirm_elsewhere', CONFIRMED))
  assert.equal(confirmed.state, 'handed_over')
  const running = confirmed.clocks.filter(({ dueAt, stoppedAt }) => dueAt !== null && stoppedAt === null)
  assert.deepEqual(running.map(({ clock }) => clock).toSorted(), ['call', 'month_1', 'month_12', 'month_3', 'month_6'])
  const closed = step('officer', 'solution', id, 'close', said({ words: 'Nothing.' }))
  assert.equal(await gap(closed), 'elsewhere_follow_ups', '“Nothing.” ends no follow-up')
})

test('without a document named nothing is recorded as decided by others', async () => {
  const fileId = await newChild()
  const unnamed = said({ option: 'reunification_here', by: 'Court of X', words: 'Returned.' })
  const { body } = await open('officer', fileId, 'solution', 'record_elsewhere', unnamed)
  assert.equal(body.code, 'records.invalid_answers')
})

test('guardian and coordinator are told of what others decided', async () => {
  const { guardianship } = await decidedByOthers()
  const told = (await children.tasks!(WHO.guardian)).find(
    ({ kind, about }) => kind === 'elsewhere' && about.id === guardianship,
  )
  assert.equal(told?.stakes, 'law')
  const coordinator = {
    ...WHO.officer,
    roles: ['national_coordinator'],
    scope: 'none',
  } as unknown as typeof WHO.officer
  const [any] = (await children.tasks!(coordinator)).filter(({ kind }) => kind === 'elsewhere_any')
  assert.deepEqual(any?.details, {}, 'not which child, and not of how many')
})
