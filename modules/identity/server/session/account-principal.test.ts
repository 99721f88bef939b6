import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sealAsGiven } from '../testing/seal-as-given.ts'
import { COUNTRY, identityApp, TEAM, AGENCY } from '../testing/app.ts'
import { tables } from '../tables.ts'

const { db, owner, module, account } = await identityApp()
const { accountPrincipal } = module.ports

const givePasskey = (id: string) =>
  tables(db)
    .insertInto('passkey')
    .values({
      id: crypto.randomUUID(),
      staff_id: id,
      credential_id: `a key of ${id}`,
      public_key: new Uint8Array([1]),
      counter: 0,
      transports: [],
      backed_up: false,
      name: 'Phone',
      created_at: new Date().toISOString(),
    })
    .execute()

test('without a session an account is who it is now: roles in force and teams', async () => {
  const id = await account('analyst@example.org', ['analyst'])
  await givePasskey(id)
  const now = await accountPrincipal(id)
  assert.deepEqual([now?.roles, now?.scope, now?.country, now?.agencyId], [['analyst'], 'none', COUNTRY, AGENCY])
  await tables(db)
    .insertInto('team_member')
    .values({ team_id: TEAM, staff_id: id, agency_id: AGENCY, seal: null })
    .execute()
  assert.deepEqual((await accountPrincipal(id))?.teamIds, [], 'written there by nobody who had the key')
  await sealAsGiven(owner, id)
  assert.deepEqual((await accountPrincipal(id))?.teamIds, [TEAM])
})

test('an account that has no second factor yet has no roles', async () => {
  const id = await account('new@example.org', ['caseworker'])
  const before = await accountPrincipal(id)
  assert.deepEqual([before?.roles, before?.scope, before?.secondFactor], [[], 'none', 'missing'])
  await givePasskey(id)
  const enrolled = await accountPrincipal(id)
  assert.deepEqual([enrolled?.roles, enrolled?.scope], [['caseworker'], 'team'])
})

test('a role that was withdrawn counts no more, and anyone who has not accepted the code of conduct has none', async () => {
  const id = await account('leaving@example.org', ['analyst'])
  await givePasskey(id)
  assert.deepEqual((await accountPrincipal(id))?.roles, ['analyst'])
  await tables(db)
    .updateTable('role_grant')
    .set({ revoked_at: new Date().toISOString() })
    .where('staff_id', '=', id)
    .execute()
  assert.deepEqual((await accountPrincipal(id))?.roles, [])
  const unsworn = await account('unsworn@example.org', ['analyst'])
  await givePasskey(unsworn)
  assert.deepEqual((await accountPrincipal(unsworn))?.roles, ['analyst'])
  await owner.withSchema('identity').deleteFrom('conduct_acceptance').where('staff_id', '=', unsworn).execute()
  assert.deepEqual((await accountPrincipal(unsworn))?.roles, [])
})

test('a suspended account is nobody, and so is an id that is none', async () => {
  const id = await account('gone@example.org', ['analyst'])
  await tables(db).updateTable('staff').set({ disabled_at: new Date().toISOString() }).where('id', '=', id).execute()
  assert.equal(await accountPrincipal(id), null)
  assert.equal(await accountPrincipal(crypto.randomUUID()), null)
})
