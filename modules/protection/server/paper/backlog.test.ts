import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, unwrap } from '@gloact/kernel'
import type { Payloads } from '../../domain/file/actions/definitions.ts'
import { listCaseFiles } from '../lists/list-case-files.ts'
import { openCaseFile } from '../file/open-case-file.ts'
import { fileCards, fileTasks } from '../work/read-my-work.ts'
import { act, consent, day, protectionStage, STAFF, TEAM } from '../testing/stage.ts'

const { context } = await protectionStage()

const LONG_AGO = '2025-02-03'

/** A file that somebody enters today of a person met long ago. */
async function entered(
  payload: Partial<Payloads['file_opened']>,
  ...more: readonly ReturnType<typeof act>[]
): Promise<string> {
  const fileId = newId<'file'>()
  const opened = act('file_opened', {
    age: 'adult',
    contactOn: day(LONG_AGO),
    channel: 'ngo',
    teamId: TEAM,
    assignedTo: null,
    ...payload,
  })
  const actions = payload.age === 'child' ? [opened, ...more] : [opened, act('consent_recorded', consent()), ...more]
  unwrap(await openCaseFile(context, STAFF.caseworker, { fileId, personId: newId<'person'>(), actions }))
  return fileId
}

const work = async () => ({
  tasks: await fileTasks(context, STAFF.caseworker),
  cards: new Map((await fileCards(context, STAFF.caseworker)).map(({ kind, count }) => [kind, count])),
})
const tasksOf = async (fileId: string) =>
  (await work()).tasks.filter(({ file }) => file.id === fileId).map(({ about }) => about)

test('clocks that had passed before a paper file was entered are one line, not a task each', async () => {
  const before = await work()
  const fileId = await entered({ backlog: true })
  assert.deepEqual(await tasksOf(fileId), [])
  const after = await work()
  assert.equal(after.cards.get('backlog_files'), before.cards.get('backlog_files')! + 1)
  assert.ok(after.cards.get('backlog_clocks')! > before.cards.get('backlog_clocks')!)
  const listed = unwrap(await listCaseFiles(context, STAFF.caseworker, { backlog: 'true', overdue: 'true', limit: 50 }))
  assert.deepEqual(
    listed.items.map(({ id }) => id),
    [fileId],
    'the line leads to the same files',
  )
})

test('a file of today that was entered late keeps its tasks: only what is said to be backlog is put aside', async () => {
  const fileId = await entered({})
  assert.deepEqual(await tasksOf(fileId), ['assessment'])
})

test('a child of the backlog without a guardian is a task by itself, however long ago it was', async () => {
  const fileId = await entered({ age: 'child', backlog: true })
  assert.deepEqual(await tasksOf(fileId), ['guardian'])
})

test('many children of the backlog without a guardian stand together, and none of today among them is hidden', async () => {
  const before = (await work()).tasks.filter(({ about }) => about === 'guardian').length
  for (let child = before; child < 6; child += 1) await entered({ age: 'child', backlog: true })
  const today = await entered({ age: 'child' })
  const after = await work()
  assert.equal(after.cards.get('backlog_without_guardian'), 6)
  assert.deepEqual(
    after.tasks.filter(({ about }) => about === 'guardian').map(({ file }) => file.id),
    [today],
  )
})

test('nothing is put aside of a person who is said not to be safe', async () => {
  const version = context.rules.forms.find(({ id }) => id === 'assessment')!.version
  const unsafe = act('answers_recorded', { form: 'assessment', version, edits: { safe_now: { value: 'no' } } })
  const fileId = await entered({ backlog: true }, unsafe)
  assert.deepEqual(await tasksOf(fileId), ['assessment'])
})

test('a clock of a paper file that runs out after it was entered is a task like any other', async () => {
  const fileId = await entered({ backlog: true, contactOn: day('2026-11-12') })
  assert.deepEqual(await tasksOf(fileId), ['assessment'])
})
