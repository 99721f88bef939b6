import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormAnswers } from '@gloact/forms'
import { newId, unwrap, type Json } from '@gloact/kernel'
import type { Principal } from '@gloact/identity/contract/principal'
import { saveRow, verifyRows } from '@gloact/registers/server'
import { readInScope, systemScope } from '@gloact/postgres'
import { meetings, recommendations } from '../contract/meetings.ts'
import { meetingsOf, readOwners, recommendationsOf, recommendationTasks } from './meetings.ts'
import { demoland, person } from './testing/two-sides.ts'

const given = (values: Readonly<Record<string, Json>>): FormAnswers =>
  Object.fromEntries(Object.entries(values).map(([path, value]) => [path, { value }]))

const POLICE = newId<string>()
const context = { ...demoland.context, agencies: async () => [{ id: POLICE, name: 'Border police' }] }
const officer = person('DL', demoland.agencyId, 8, ['cooperation_officer'])
const supervisor = person('DL', POLICE, 9, ['supervisor'])
const meeting = newId<string>()

const recommend = (values: Readonly<Record<string, Json>>, who: Principal = officer, id = newId<string>()) =>
  saveRow(recommendations, recommendationsOf(context), who, {
    id,
    answers: given({ title: 'Name a contact point', meeting, due_on: '2026-11-30', state: 'open', ...values }),
    version: undefined,
  })
const codesOf = (result: Awaited<ReturnType<typeof recommend>>): readonly string[] =>
  result.ok ? [] : [result.error.code, ...(result.error.fields ?? []).map(({ pointer, code }) => `${pointer} ${code}`)]

test('what a regional meeting agreed becomes a task of the agency here that carries it out, with its day', async () => {
  const held = {
    title: 'Round table',
    countries: ['DL', 'XN'],
    held_on: '2026-10-01',
    state: 'held',
    minutes: 'Agreed.',
  }
  unwrap(
    await saveRow(meetings, meetingsOf(context), officer, { id: meeting, answers: given(held), version: undefined }),
  )
  const id = newId<string>()
  unwrap(await recommend({ country: 'DL', owner: POLICE }, officer, id))
  const tasks = await recommendationTasks(context, supervisor)
  assert.deepEqual(
    tasks.map(({ kind, about, dueAt }) => [kind, about.id, dueAt?.slice(0, 10)]),
    [['recommendation', id, '2026-11-30']],
  )
  assert.deepEqual(await recommendationTasks(context, officer), [], 'of its owner alone')
  unwrap(await recommend({ country: 'XN' }))
  unwrap(await recommend({ country: 'DL', owner: POLICE, due_on: '2027-06-01' }))
  assert.equal((await recommendationTasks(context, supervisor)).length, 1, 'not months before')
  const rows = await readInScope(context.db, systemScope('DL'), (trx) => verifyRows(trx, recommendations))
  assert.deepEqual(rows, [])
})

test('what this country carries out has an owner and a day; what another does has no owner here', async () => {
  assert.deepEqual(codesOf(await recommend({ country: 'DL' })).slice(1), ['/answers/owner forms.required'])
  assert.deepEqual(codesOf(await recommend({ country: 'XN', owner: POLICE })).slice(1), [
    '/answers/owner cooperation.owner_elsewhere',
  ])
  assert.ok(codesOf(await recommend({ country: 'XN', due_on: null })).length > 0)
  assert.ok(codesOf(await recommend({ country: 'XN', meeting: newId() })).length > 0)
  assert.ok(codesOf(await recommend({ country: 'XN', state: 'done' })).length > 0, 'done has an outcome')
})

test('those who carry out what was agreed read it and change nothing; others read nothing', async () => {
  const refused = await recommend({ country: 'XN' }, supervisor)
  assert.equal(!refused.ok && refused.error.code, 'registers.not_allowed')
  const caseworker = person('DL', POLICE, 10, ['caseworker'])
  assert.deepEqual(await recommendationTasks(context, caseworker), [])
  const owners = await readOwners(context, caseworker)
  assert.equal(!owners.ok && owners.error.code, 'cooperation.not_allowed')
})
