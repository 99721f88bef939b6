import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { CONDUCT_VERSION } from '../../domain/sessions.ts'
import { ROLES, rowScopeOf } from '../../domain/roles.ts'
import { createFirstAdministratorToken, demoPrincipal, seedDemoStaff } from '../module.ts'
import { SECRETS } from '../testing/seal-as-given.ts'
import { COUNTRY, identityApp } from '../testing/app.ts'
import { tables } from '../tables.ts'
import { totp } from '../testing/totp.ts'

const { db, owner, clock, browser } = await identityApp({ demo: true })
const first = (token: string, password = 'quiet marble orbit') =>
  browser().post('/identity/first-administrator', {
    token,
    agencyName: `'; delete from identity.agency; --`,
    agencyType: 'central_government',
    name: '<img src=x onerror=alert(1)>',
    email: 'first@ministry.example',
    password,
    language: 'en',
  })

test('the token on the console creates the first administrator, once', async () => {
  assert.equal((await browser().session()).mustCreateFirstAdministrator, true)
  const old = await createFirstAdministratorToken(db, clock)
  const token = await createFirstAdministratorToken(db, clock)
  assert.ok(old && token)
  assert.equal((await first(old)).body.code, 'identity.link_invalid', 'a newer token takes its place')
  assert.equal((await first('not-the-token')).body.code, 'identity.link_invalid')
  assert.equal((await first(token, 'Password-2026!')).body.code, 'identity.password_common')
  assert.equal((await first(token)).status, 201)
  assert.equal((await first(token)).body.code, 'identity.first_administrator_exists')
  assert.equal(await createFirstAdministratorToken(db, clock), null)
  const mine = browser()
  await mine.signInByPassword('first@ministry.example', 'quiet marble orbit')
  await mine.post('/identity/account/conduct', { version: CONDUCT_VERSION })
  const before = await mine.session()
  assert.deepEqual(
    [before.principal.roles, before.mustEnrolSecondFactor],
    [[], true],
    'a password alone gives no access',
  )
  const started = await mine.post('/identity/account/authenticator/start', { password: 'quiet marble orbit' })
  await mine.post('/identity/account/authenticator/confirm', { code: totp(started.body.secret) })
  const session = await mine.session()
  assert.deepEqual([session.principal.roles, session.mustCreateFirstAdministrator], [['administrator'], false])
  assert.deepEqual(
    [session.principal.displayName, session.principal.agencyName],
    ['<img src=x onerror=alert(1)>', `'; delete from identity.agency; --`],
    'words like any other',
  )
  const kept = JSON.stringify(await tables(db).selectFrom('first_administrator_token').selectAll().execute())
  assert.ok(!kept.includes(token))
})

test('a demonstration has an account for every role, which works at once and says that it is one', async () => {
  const signIns = await seedDemoStaff(db, { country: COUNTRY, secrets: SECRETS })
  assert.deepEqual(
    await seedDemoStaff(db, { country: COUNTRY, secrets: SECRETS }),
    signIns,
    'seeding again changes nothing',
  )
  assert.deepEqual(new Set(signIns.map(({ role }) => role)), new Set(ROLES))
  assert.deepEqual((await browser().get('/identity/demo-sign-ins')).body.items, signIns)
  for (const { email, password, role, name } of signIns) {
    const mine = browser()
    assert.deepEqual((await mine.signIn(email, password)).body, { next: 'done' })
    const { principal, demo } = await mine.session()
    assert.ok(demo && principal.demo)
    assert.deepEqual([principal.roles, principal.scope], [[role], rowScopeOf([role])])
    if (name === 'Amal Haddad') assert.deepEqual(principal, demoPrincipal(COUNTRY, 'caseworker'))
  }
})

test('outside a demonstration a demo account does not skip its second factor, and no sign-ins are told', async () => {
  const { db: other, browser: another } = await identityApp()
  await seedDemoStaff(other, { country: COUNTRY, secrets: SECRETS })
  assert.deepEqual((await another().get('/identity/demo-sign-ins')).body.items, [])
  const mine = another()
  await mine.signIn('caseworker@demo.example', 'demo-caseworker')
  const { principal } = await mine.session()
  assert.deepEqual([principal.roles, principal.secondFactor], [[], 'missing'])
})

test('no table of identity is open to more than it needs', async () => {
  const { rows } = await sql<{ table: string; privilege: string }>`
    select table_name as table, privilege_type as privilege from information_schema.role_table_grants
    where grantee = 'gloact_app' and table_schema = 'identity'`.execute(owner)
  const mayDelete = rows.filter(({ privilege }) => privilege === 'DELETE').map(({ table }) => table)
  assert.ok(mayDelete.includes('session'))
  for (const history of ['agency', 'team', 'staff', 'role_grant', 'invitation', 'conduct_acceptance'])
    assert.ok(!mayDelete.includes(history), history)
  assert.ok(rows.every(({ privilege }) => !['TRUNCATE', 'TRIGGER', 'REFERENCES'].includes(privilege)))
})
