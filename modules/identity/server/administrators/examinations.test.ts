import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readInScope, systemScope } from '@gloact/postgres'
import { AGENCY, COUNTRY, identityApp, OTHER_AGENCY } from '../testing/app.ts'

const { db, owner, module, account } = await identityApp()

const look = async (name: string) => {
  const found = module.examine?.find((one) => one.name === name)
  assert.ok(found, name)
  return readInScope(db, systemScope(COUNTRY), found.examine)
}

test('the doctor is told when one administrator alone is left, and that two are enough', async () => {
  assert.equal((await look('Administrators')).state, 'ok', 'nobody yet')
  await account('first@ministry.example', ['administrator'])
  const alone = await look('Administrators')
  assert.deepEqual([alone.state, alone.found], ['warning', 'one alone can sign in'])
  assert.match(alone.advice ?? '', /user recover/)
  await account('second@ministry.example', ['administrator'])
  assert.deepEqual(await look('Administrators'), { state: 'ok', found: '2 can sign in' })
})

test('the doctor is told of a role that no module declares any more, by its id and number, and of nobody', async () => {
  assert.equal((await look('Roles')).state, 'ok')
  const staffId = await account('left@shelter.example', ['caseworker'], 'Left Behind')
  await owner
    .withSchema('identity')
    .updateTable('role_grant')
    .set({ role: 'of_a_module_gone' })
    .where('staff_id', '=', staffId)
    .execute()
  const found = await look('Roles')
  assert.deepEqual([found.state, found.found], ['warning', 'of_a_module_gone (held by 1)'])
  assert.doesNotMatch(JSON.stringify(found), /Left|shelter/)
})

test('an agency that leaves takes its accounts along, with every role that each was ever given, and no other agency’s', async () => {
  const parts = async (agencyId: string) => {
    const given: { name: string; lines: object[] }[] = []
    await readInScope(db, systemScope(COUNTRY), async (trx) => {
      for await (const { name, about, lines } of module.exportOf!(trx, agencyId)) {
        assert.ok(about.length > 20)
        const read: object[] = []
        for await (const line of lines) read.push(line)
        given.push({ name, lines: read })
      }
    })
    return given
  }
  const [accounts] = await parts(AGENCY)
  assert.equal(accounts?.name, 'accounts')
  assert.deepEqual(accounts?.lines.map((line) => (line as { email: string }).email).toSorted(), [
    'first@ministry.example',
    'left@shelter.example',
    'second@ministry.example',
  ])
  assert.match(JSON.stringify(accounts?.lines), /"role":"administrator","grantedBy":null/)
  assert.doesNotMatch(JSON.stringify(accounts?.lines), /hash|secret|password/i)
  assert.deepEqual((await parts(OTHER_AGENCY))[0]?.lines, [])
})

test('a caseworker in no team is counted for the doctor, and so is one whose teams are no longer used', async () => {
  assert.equal((await look('Teams')).state, 'ok')
  const staffId = await account('alone@shelter.example', ['caseworker'], 'Somebody Alone')
  const found = await look('Teams')
  assert.deepEqual([found.state, found.found], ['warning', '1 of 1 who see the files of their teams are in none'])
  assert.match(found.advice ?? '', /--team/)
  assert.doesNotMatch(JSON.stringify(found), /Alone|shelter/)
  const team = '00000000-0000-4000-8000-00000000f0a1'
  const rows = owner.withSchema('identity')
  await rows.insertInto('team').values({ id: team, agency_id: AGENCY, name: 'Day team' }).execute()
  await rows.insertInto('team_member').values({ team_id: team, staff_id: staffId, agency_id: AGENCY }).execute()
  assert.equal((await look('Teams')).state, 'ok')
  await rows.updateTable('team').set({ active: false }).where('id', '=', team).execute()
  assert.equal((await look('Teams')).state, 'warning')
  await rows.updateTable('staff').set({ disabled_at: new Date().toISOString() }).where('id', '=', staffId).execute()
  assert.equal((await look('Teams')).state, 'ok')
})
