import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ACCOUNT_LOCKOUT, ADDRESS_LOCKOUT, delayOf, PLACE_LOCKOUT } from './lockout.ts'
import { passwordProblem } from './password-policy.ts'
import { principalScope } from './principal-scope.ts'
import { roleWaits } from './access-change.ts'
import { grantState, refuseConfirmation, refuseGrant, rolesInForce, type RoleGrant } from './role-grant.ts'
import { opensFiles, OWN_ROLES, roleBook, ROLES, rowScopeOf, ROW_SCOPES, type Role } from './roles.ts'

test('each role opens the rows that its work needs', () => {
  const table: Partial<Record<Role, string>> = {
    frontline_worker: 'own',
    caseworker: 'team',
    supervisor: 'agency',
    service_provider: 'own',
    competent_authority: 'own',
    child_protection_officer: 'agency',
    national_coordinator: 'none',
    analyst: 'none',
    data_protection_officer: 'none',
    administrator: 'none',
  }
  for (const role of ROLES) assert.equal(rowScopeOf([role]), table[role], role)
  assert.equal(rowScopeOf([]), 'none')
  assert.equal(rowScopeOf(['frontline_worker', 'caseworker', 'analyst']), 'team')
})

test('an account that administers sees no rows, whatever else it was given by mistake', () => {
  fc.assert(
    fc.property(fc.subarray([...ROLES]), (roles) => {
      if (roles.includes('administrator')) assert.equal(rowScopeOf(roles), 'none')
      else {
        const widest = Math.max(0, ...roles.map((role) => ROW_SCOPES.indexOf(rowScopeOf([role]))))
        assert.equal(rowScopeOf(roles), ROW_SCOPES[widest])
      }
    }),
  )
})

test('a second factor is asked of everybody who opens files, gives access or sees figures of others', () => {
  for (const role of ROLES) assert.ok(OWN_ROLES.needsSecondFactor([role]), role)
  assert.equal(OWN_ROLES.needsSecondFactor([]), false)
})

test('of a role that nobody declares nothing good is believed: it opens no row, asks for a second factor, and no administrator holds it', () => {
  assert.equal(rowScopeOf(['of_a_module_that_is_gone']), 'none')
  assert.ok(OWN_ROLES.needsSecondFactor(['of_a_module_that_is_gone']))
  assert.ok(OWN_ROLES.isAboutPeople('of_a_module_that_is_gone'))
  assert.equal(OWN_ROLES.mayHoldTogether(['administrator', 'of_a_module_that_is_gone']), false)
  const by = { userId: 'first', staffId: 's' }
  assert.equal(refuseGrant('of_a_module_that_is_gone' as Role, [], by, OWN_ROLES), 'identity.role_unknown')
})

test('a role of another module about single people waits for a second administrator, and no administrator holds it', () => {
  const book = roleBook([
    ...OWN_ROLES.declared,
    { id: 'guardian', rows: 'none', secondFactor: true, aboutPeople: true },
  ])
  assert.deepEqual([book.opensFiles('guardian'), book.isAboutPeople('guardian')], [false, true])
  assert.equal(roleWaits('guardian', false, book), true)
  assert.equal(book.mayHoldTogether(['administrator', 'guardian']), false)
  assert.equal(book.mayHoldTogether(['caseworker', 'guardian']), true)
})

test('row-level security is told of the user, agency, country, teams, scope and roles', () => {
  assert.deepEqual(
    principalScope({
      userId: 'u',
      agencyId: 'a',
      country: 'DL',
      teamIds: ['t1', 't2'],
      roles: ['caseworker', 'analyst'],
      scope: 'team',
    }),
    {
      'app.user_id': 'u',
      'app.agency_id': 'a',
      'app.country': 'DL',
      'app.team_ids': 't1,t2',
      'app.row_scope': 'team',
      'app.roles': 'caseworker,analyst',
    },
  )
})

const grant = (given: Partial<RoleGrant> & { role: Role }): RoleGrant => ({
  needsConfirmation: opensFiles(given.role),
  grantedBy: 'first',
  confirmedBy: null,
  revokedAt: null,
  ...given,
})

test('a role that opens files is in force only once another administrator has confirmed it', () => {
  const pending = grant({ role: 'caseworker' })
  const by = (userId: string) => ({ userId, staffId: 's', notIndependentOf: new Map<string, string>() })
  assert.equal(grantState(pending), 'awaiting_confirmation')
  assert.deepEqual(rolesInForce([pending, grant({ role: 'analyst' })]), ['analyst'])
  assert.equal(refuseConfirmation(pending, by('first')), 'identity.second_administrator_needed')
  assert.equal(refuseConfirmation(pending, by('s')), 'identity.own_account')
  assert.equal(refuseConfirmation(pending, by('second')), undefined)
  assert.deepEqual(rolesInForce([{ ...pending, confirmedBy: 'second' }]), ['caseworker'])
  assert.equal(refuseConfirmation({ ...pending, confirmedBy: 'second' }, by('third')), 'identity.grant_missing')
})

test('anyone who administers is given no role that opens files, and nobody gives themselves one', () => {
  const by = { userId: 'first', staffId: 's' }
  const give = (role: Role, grants: readonly RoleGrant[], by: { userId: string; staffId: string }) =>
    refuseGrant(role, grants, by, OWN_ROLES)
  assert.equal(give('supervisor', [grant({ role: 'administrator' })], by), 'identity.roles_exclude_each_other')
  assert.equal(give('administrator', [grant({ role: 'supervisor' })], by), 'identity.roles_exclude_each_other')
  assert.equal(give('analyst', [grant({ role: 'administrator' })], by), undefined)
  assert.equal(give('analyst', [], { userId: 's', staffId: 's' }), 'identity.own_account')
  assert.equal(give('analyst', [grant({ role: 'analyst' })], by), 'identity.grant_exists')
  assert.equal(give('analyst', [grant({ role: 'analyst', revokedAt: '2026-11-24' })], by), undefined)
})

test('failures block for longer and longer, and never for good', () => {
  for (const rule of [PLACE_LOCKOUT, ACCOUNT_LOCKOUT, ADDRESS_LOCKOUT]) {
    for (let failures = 1; failures < 200; failures++) {
      assert.ok(delayOf(rule, failures + 1) >= delayOf(rule, failures))
      assert.ok(delayOf(rule, failures) <= 3600)
    }
  }
  assert.equal(delayOf(PLACE_LOCKOUT, 4), 0)
  assert.equal(delayOf(PLACE_LOCKOUT, 5), 60)
  assert.deepEqual(
    [19, 20, 29, 30, 1000].map((failures) => delayOf(ACCOUNT_LOCKOUT, failures)),
    [0, 60, 60, 900, 900],
  )
  assert.equal(delayOf(ADDRESS_LOCKOUT, 29), 0)
  assert.equal(delayOf(ADDRESS_LOCKOUT, 30), 60)
})

const owner = { name: 'Amal Haddad', email: 'a.haddad@shelter-north.example' }

test('against one account from everywhere that is 33 tries in the first hour, 4 an hour after it, 125 in a day', () => {
  const triesWithin = (hours: number): number => {
    let [tries, seconds] = [0, 0]
    // A new try whenever the wait of the one before is over; without a wait another follows at once.
    while (seconds < hours * 3600) {
      tries += 1
      seconds += delayOf(ACCOUNT_LOCKOUT, tries)
    }
    return tries
  }
  assert.deepEqual([triesWithin(1), triesWithin(2) - triesWithin(1), triesWithin(24)], [33, 4, 125])
})

test('a password that attackers try first is refused, however it is decorated', () => {
  for (const common of [
    'Password1234',
    'P@ssw0rd2026!',
    'password-password',
    'Qwerty123456',
    'iloveyou2026!!',
    '123456789012',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'SummerDragon99',
    '1qaz2wsx3edc',
    'Welcome-12345',
    'ABCDEFGHIJKLM',
    'qwertyuiop12',
    'correcthorsebatterystaple',
  ])
    assert.equal(passwordProblem(common, owner), 'identity.password_common', common)
})

test('a password holds neither the name, the address nor the product of its account', () => {
  for (const named of ['xk-haddad-92!vq', 'GloAct-xk29vq!7', 'Amal$$$xk92vqzz', 'shelter7xk29vqz'])
    assert.equal(passwordProblem(named, owner), 'identity.password_names_account', named)
})

test('a long password that nobody would guess is accepted in any script', () => {
  for (const good of [
    'rusty kettle on violin',
    'x7!mQp0-wZr4',
    'قهوة الصباح مع جدتي',
    'тихий вечер у реки',
    'marble7 orbit cactus',
  ])
    assert.equal(passwordProblem(good, owner), undefined, good)
  assert.equal(passwordProblem('short1!', owner), 'identity.password_too_short')
  assert.equal(passwordProblem('z9'.repeat(65), owner), 'identity.password_too_long')
})
