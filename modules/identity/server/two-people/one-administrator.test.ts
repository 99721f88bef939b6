import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ROLES } from '../../domain/roles.ts'
import { identityApp } from '../testing/app.ts'
import { maliciousAdministrator, STEPS, type Reach, type Step } from '../testing/malicious-administrator.ts'

// The model of two people, on the real use cases behind their real routes: whatever one malicious administrator does, in whatever
// order, nobody sees more by it, and neither she nor an account that she controls reads a file.

const app = await identityApp()

const step = fc.record<Step>({
  what: fc.constantFrom(...STEPS),
  whom: fc.nat({ max: 9 }),
  which: fc.nat({ max: 9 }),
  role: fc.constantFrom(...ROLES),
})

/** That an account reaches no more than before: to lose something needs nobody. */
function assertNoMore(now: Reach, before: Reach | undefined, whose: string): void {
  const had = before ?? { roles: [], teams: [], email: now.email, enabled: true }
  assert.deepEqual(
    now.roles.filter((role) => !had.roles.includes(role)),
    [],
    `roles of ${whose}`,
  )
  assert.deepEqual(
    now.teams.filter((team) => !had.teams.includes(team)),
    [],
    `teams of ${whose}`,
  )
  assert.equal(now.email, had.email, `address of ${whose}`)
  assert.ok(had.enabled || !now.enabled, `${whose} was enabled`)
}

/** That these steps, taken by Mallory alone, let nobody reach more, one by one, and open no file to her in the end. */
async function opensNothing(steps: readonly Step[]): Promise<void> {
  const mallory = await maliciousAdministrator(app)
  let before = await mallory.reach()
  for (const one of steps) {
    await mallory.take(one)
    const now = await mallory.reach()
    for (const [id, reach] of now.accounts) assertNoMore(reach, before.accounts.get(id), `${id} after ${one.what}`)
    assert.deepEqual(
      now.agency.filter((designation) => !before.agency.includes(designation)),
      [],
      one.what,
    )
    before = now
  }
  assert.deepEqual(await mallory.filesOpenTo(), [])
}

const once = (what: Step['what'], which = 0, whom = 0, role: Step['role'] = 'caseworker'): Step => ({
  what,
  which,
  whom,
  role,
})
const toEverybody = (what: Step['what']): readonly Step[] => Array.from({ length: 6 }, (_, whom) => once(what, 0, whom))
const confirmAll: readonly Step[] = [
  ...Array.from({ length: 8 }, (_, which) => once('confirm', which)),
  ...toEverybody('confirm_role'),
  once('open_links'),
]
/** Who is whose in the world of the model. */
const [BEA, WORKER, SUSPENDED] = [1, 2, 4]

// Chance leaves out something now and then; this does not.
test('each thing that lets somebody see more, done by one administrator to everybody, lets nobody see more', async () => {
  await opensNothing([
    ...(['enable', 'renew', 'reset', 'reset_factor', 'grant', 'address', 'teams'] as const).flatMap(toEverybody),
    once('invite', 1),
    once('invite', 1, 0, 'administrator'),
    once('designate'),
    once('agency_off'),
    once('agency_on'),
    once('team_off'),
    once('team_on'),
    ...confirmAll,
  ])
})

test('nor does any of it while the other administrator is suspended, was enabled again, or has no role any more', async () => {
  const tries = [once('invite', 1), once('invite', 1, 0, 'administrator'), once('designate'), once('open_links')]
  await opensNothing([
    once('disable', 0, BEA),
    ...tries,
    once('enable', 0, BEA),
    once('enable', 0, SUSPENDED),
    once('revoke_role', 0, BEA),
    ...tries,
    once('grant', 0, WORKER, 'supervisor'),
    once('teams', 0, WORKER),
    ...confirmAll,
    once('wait_days'),
    ...confirmAll,
  ])
})

test('whatever one administrator does alone, in whatever order, nobody reaches more by it', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 20 }), opensNothing), {
    numRuns: 8,
    endOnFailure: true,
  })
})

test('even where the other confirms everything in good faith, no file opens to her or to an account that she controls', async () => {
  const both = fc.oneof({ weight: 2, arbitrary: step }, { weight: 1, arbitrary: fc.nat({ max: 9 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(both, { minLength: 10, maxLength: 20 }), async (steps) => {
      const mallory = await maliciousAdministrator(app)
      for (const one of steps) await (typeof one === 'number' ? mallory.beaConfirms(one) : mallory.take(one))
      assert.deepEqual(await mallory.filesOpenTo(), [])
    }),
    { numRuns: 10, endOnFailure: true },
  )
})

test('two who collude may: the model can tell', async () => {
  const mallory = await maliciousAdministrator(app)
  const invite: Step = { what: 'invite', whom: 0, which: 1, role: 'caseworker' }
  await mallory.take(invite)
  assert.deepEqual(await mallory.filesOpenTo(), [])
  await mallory.beaColludes(0)
  assert.equal((await mallory.filesOpenTo()).length, 1)
})
