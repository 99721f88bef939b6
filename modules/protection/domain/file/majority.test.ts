import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyEdit, NO_FIELDS, type ActionId } from '@gloact/ledger'
import { addDays, asInstant, asPlainDate, newId, type PlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import { groupsNotConsented } from './consent.ts'
import { UNOPENED, type FileState } from './file-state.ts'
import { mayBeChild, standingGrants, turnedAdultBy } from './majority.ts'

const BIRTHDAY = asPlainDate('2030-08-30')
const SHARING = { purpose: 'referral', recipientKind: 'health', recipientAgencyId: 'clinic', dataGroups: ['identity'] }

/** The file of a child who agreed to one thing, on this day, for years. */
function file(consentOn: PlainDate, capacity: string, birth = '2012-08-30'): FileState {
  const [actionId, at] = [newId<'action'>() as ActionId, asInstant('2026-11-20T09:00:00.000Z')]
  const edits = { 'identity/birth_date': { value: birth } }
  const grant = {
    id: 'g',
    consentId: actionId,
    purpose: SHARING.purpose,
    recipientKind: SHARING.recipientKind,
    recipientAgencyId: null,
    dataGroup: 'identity',
    validFrom: consentOn,
    validUntil: addDays(consentOn, 3_000),
    withdrawnOn: null,
  }
  return {
    ...UNOPENED,
    contactOn: asPlainDate('2026-11-20'),
    fields: applyEdit(NO_FIELDS, { actionId, replaces: [], edits, at }),
    consents: [
      {
        actionId,
        actor: 'a',
        happenedAt: at,
        consentOn,
        questions: {} as FileState['consents'][number]['questions'],
        capacity,
        form: 'written',
        explainedBy: 'e',
        language: 'ky',
        interpreter: null,
        witness: null,
        assent: { value: 'yes' },
        guardian: null,
        bestInterestsBasis: null,
        grants: [grant],
      },
    ],
    grants: [grant],
  }
}
const covered = (state: FileState, on: PlainDate) =>
  groupsNotConsented({ grants: standingGrants(state) }, { ...SHARING, on }).length === 0

test('what was agreed by or for a child covers nothing from the 18th birthday on; what the adult agreed to does', () => {
  const [before, later] = [asPlainDate('2029-01-10'), asPlainDate('2030-09-01')]
  for (const capacity of ['adult', 'child_assent_with_guardian', 'child_best_interests']) {
    assert.equal(covered(file(before, capacity), addDays(BIRTHDAY, -1)), true, capacity)
    assert.equal(covered(file(before, capacity), BIRTHDAY), false, capacity)
  }
  assert.equal(covered(file(BIRTHDAY, 'adult'), BIRTHDAY), true, 'agreed on the day itself')
  assert.equal(covered(file(later, 'child_assent_with_guardian'), later), false, 'nobody agrees for an adult')
  // Of an adult who came, and where the day is not known, nothing ends by a birthday.
  for (const birth of ['2001-01-01', 'unknown']) assert.equal(covered(file(before, 'adult', birth), later), true, birth)
  assert.deepEqual(
    [addDays(BIRTHDAY, -1), BIRTHDAY].map((on) => turnedAdultBy(file(before, 'adult'), on)),
    [false, true],
  )
})

test('on no day from the birthday on does a consent given before it cover anything, and none of what was recorded is changed', () => {
  const from = asPlainDate('2026-11-20')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_500 }), fc.integer({ min: 0, max: 2_500 }), (given, asked) => {
      const state = file(addDays(from, given), 'adult')
      const on = addDays(from, asked)
      const recorded = structuredClone(state.grants)
      if (addDays(from, given) < BIRTHDAY && on >= BIRTHDAY) assert.equal(covered(state, on), false)
      else assert.equal(covered(state, on), on >= addDays(from, given))
      assert.deepEqual(state.grants, recorded)
    }),
  )
})

test('a date of birth makes a child of whoever is under 18 on any day that it may mean', () => {
  const on = asPlainDate('2026-12-03')
  for (const [birth, child] of [
    ['2015', true],
    ['2008-12-04', true],
    ['2008-12-03', false],
    ['2008', true],
    ['2008-11', false],
    ['1990', false],
    ['20', false],
    [undefined, false],
  ] as const)
    assert.equal(mayBeChild(birth, on), child, String(birth))
})
