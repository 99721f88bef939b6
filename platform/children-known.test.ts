import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { sql } from 'kysely'
import { act, ask, country, done, newChild, owner, said, type Who } from './testing/children-stage.ts'

const known = (who: Who, fileId: string) => ask(who, 'POST', `/children/tracing/files/${fileId}/known`, {})
const openings = async (fileId: string) =>
  (
    await sql<{ purpose: string }>`
      select purpose from audit.entry where action = 'file.identity_opened' and object_id = ${fileId}`.execute(owner)
  ).rows

test('what a file says of a child is taken over into the child’s side, by somebody who works on it, and that it was opened is recorded', async () => {
  const fileId = await newChild()
  // Rows stand in the order of their ids, which two ids of one moment do not tell.
  const [native, other] = [newId(), newId()].toSorted().map((id) => `names/${id}`) as [string, string]
  const edits = {
    ...said({ [native]: true, [`${native}/given`]: 'سمير', [`${native}/family`]: 'حداد' }),
    ...said({ [other]: true, [`${other}/given`]: 'Samir', [`${other}/family`]: 'Haddad' }),
    ...said({ sex: 'male', citizenship: ['SY'], primary_language: 'ar' }),
    birth_date: { absent: 'not_known' },
  }
  const { version } = country.forms.find((form) => form.id === 'identity')!
  await done(act('officer', fileId, 'answers_recorded', { form: 'identity', version, edits }))

  assert.equal((await known('guardian', fileId)).body.code, 'children.not_allowed')
  assert.equal((await known('shelterOfficer', fileId)).body.code, 'children.no_child')
  assert.equal((await known('officer', newId())).body.code, 'children.no_child')
  assert.deepEqual(await openings(fileId), [])

  const { answers } = (await done(known('officer', fileId))) as unknown as { readonly answers: object }
  assert.deepEqual(
    answers,
    said({
      given_name: 'سمير / Samir',
      family_name: 'حداد / Haddad',
      sex: 'male',
      citizenship: 'SY',
      mother_tongue: 'ar',
    }),
  )
  assert.deepEqual(await openings(fileId), [{ purpose: 'work_on_file' }])
})
