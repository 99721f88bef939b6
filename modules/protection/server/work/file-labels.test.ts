import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { sql } from 'kysely'
import { listCaseFiles } from '../lists/list-case-files.ts'
import { fileTasks } from './read-my-work.ts'
import { act, protectionStage, STAFF } from '../testing/stage.ts'
import { ask, codeOf, stepsOn } from '../testing/steps.ts'

const stage = await protectionStage()
const { context } = stage
const on = stepsOn(context)
const { caseworker, colleague, supervisor, authority, administrator } = STAFF
const LABEL = 'green scarf'

const listed = async (who: typeof caseworker, fileId: string) =>
  unwrap(await listCaseFiles(context, who, { limit: 50 })).items.find(({ id }) => id === fileId)?.label

test('a label that a worker gives stands in the file, the lists and the tasks of the case team, and lies sealed', async () => {
  const fileId = await on.adultFile(caseworker, false)
  unwrap(await on.record(caseworker, fileId, act('labelled', { label: LABEL })))
  assert.equal((await on.read(colleague, fileId)).label, LABEL)
  assert.equal(await listed(colleague, fileId), LABEL)
  assert.equal(await listed(supervisor, fileId), LABEL)
  unwrap(await on.record(caseworker, fileId, act('closure_requested', { reason: 'goals_achieved', summary: 'Done.' })))
  const tasks = (await fileTasks(context, supervisor)).filter(({ file }) => file.id === fileId)
  assert.ok(tasks.length > 0)
  for (const { file } of tasks) assert.equal(file.label, LABEL)
  const rows = await sql<{ text: string }>`select file_label::text as text from protection.file_label`.execute(
    stage.owner,
  )
  assert.ok(rows.rows.length > 0)
  for (const { text } of rows.rows)
    assert.ok(!text.includes(LABEL) && !text.includes(Buffer.from(LABEL).toString('hex')))
})

test('an authority that reads the file by a share reads no label, and an administrator reads none at all', async () => {
  const fileId = await on.adultFile()
  unwrap(await on.record(caseworker, fileId, act('labelled', { label: LABEL })))
  unwrap(await on.record(caseworker, fileId, ask('reasonable_grounds')))
  assert.equal((await on.read(authority, fileId)).label, null)
  assert.equal(await listed(authority, fileId), null)
  for (const { file } of await fileTasks(context, authority)) assert.equal(file.label ?? null, null)
  assert.notEqual(await codeOf(on.record(authority, fileId, act('labelled', { label: 'other' }))), 'recorded')
  assert.notEqual(await codeOf(on.record(administrator, fileId, act('labelled', { label: 'other' }))), 'recorded')
})

test('a label is changed and taken away; what it was stays in the log alone', async () => {
  const fileId = await on.adultFile()
  unwrap(await on.record(caseworker, fileId, act('labelled', { label: LABEL })))
  unwrap(await on.record(colleague, fileId, act('labelled', { label: 'blue door' })))
  assert.equal(await listed(caseworker, fileId), 'blue door')
  unwrap(await on.record(colleague, fileId, act('labelled', { label: null })))
  assert.equal(await listed(caseworker, fileId), null)
})
