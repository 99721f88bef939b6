import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  FINDING_STATUSES,
  type FindingStatus,
  isGap,
  isStale,
  laterChange,
  obligationStatus,
  reviewRefused,
  stateAfter,
  summarise,
} from './finding.ts'
import type { Binding, Obligation } from './obligation.ts'
import { legislationPolicy } from './policy.ts'

const obligation = (binding: Binding, bindings: readonly (Binding | undefined)[]): Obligation => ({
  id: 'o',
  binding,
  tier: 'core',
  elements: bindings.map((own, at) => ({ id: `o.${at}`, text: 'x', binding: own })),
})

const found = (...statuses: readonly (FindingStatus | undefined)[]) =>
  new Map(statuses.flatMap((status, at) => (status ? [[`o.${at}`, status] as const] : [])))

test('an obligation is as good as its worst mandatory element', () => {
  const three = obligation('mandatory', [undefined, undefined, undefined])
  assert.equal(obligationStatus(three, found('met', 'met', 'met')), 'met')
  assert.equal(obligationStatus(three, found('met', 'partial', 'other_law')), 'partial')
  assert.equal(obligationStatus(three, found('met', 'not_met', 'met')), 'not_met')
  assert.equal(obligationStatus(three, found('met', 'not_met', undefined)), 'not_met', 'a missing one is never hidden')
  assert.equal(
    obligationStatus(three, found('met', undefined, 'partial')),
    'open',
    'what is not answered may be missing',
  )
  assert.equal(obligationStatus(three, found('not_applicable', 'met', 'not_applicable')), 'met')
})

test('what a treaty only asks to consider, or allows, never lowers an obligation, and is no gap', () => {
  const any = fc.constantFrom<FindingStatus | undefined>(...FINDING_STATUSES, undefined)
  fc.assert(
    fc.property(any, any, any, (first, second, third) => {
      const mixed = obligation('mandatory', [undefined, 'consider', 'optional'])
      const alone = obligation('mandatory', [undefined])
      assert.equal(obligationStatus(mixed, found(first, second, third)), obligationStatus(alone, found(first)))
    }),
    { seed: 1 },
  )
  assert.equal(isGap({ binding: 'consider' }, 'not_met'), false)
  assert.equal(isGap({ binding: 'mandatory' }, 'not_met'), true)
  const summary = summarise([obligation('consider', [undefined])], found('not_met'))
  assert.deepEqual([summary.counts.not_met, summary.mandatory, summary.gaps], [1, 0, []])
})

test('a finding is reviewed, then validated, and neither by its author', () => {
  const draft = { state: 'draft', author: 'a', reviewedBy: null } as const
  assert.equal(reviewRefused(draft, 'review', 'a'), 'own_finding')
  assert.equal(reviewRefused(draft, 'send_back', 'a'), 'own_finding')
  assert.equal(reviewRefused(draft, 'validate', 'b'), 'not_reviewed')
  assert.equal(reviewRefused(draft, 'review', 'b'), undefined)
  assert.equal(reviewRefused({ ...draft, state: 'reviewed' }, 'validate', 'b'), undefined)
  assert.equal(reviewRefused({ ...draft, state: 'reviewed' }, 'validate', 'a'), 'own_finding')
  const reviewed = { ...draft, state: 'reviewed', reviewedBy: 'b' } as const
  assert.equal(reviewRefused(reviewed, 'validate', 'b'), 'own_review', 'reviewer and validator are two people')
  assert.equal(reviewRefused(reviewed, 'send_back', 'b'), undefined)
  assert.equal(reviewRefused({ ...draft, state: 'validated' }, 'validate', 'c'), 'already')
  assert.deepEqual(
    [stateAfter('review'), stateAfter('validate'), stateAfter('send_back')],
    ['reviewed', 'validated', 'draft'],
  )
})

test('officers edit, reviewers review, both read, and nobody does anything in another agency', () => {
  const may = (role: 'legal_officer' | 'legal_reviewer' | 'administrator', agencyId = 'mine') =>
    (['legislation.read', 'legislation.edit', 'legislation.review'] as const).map(
      (action) => legislationPolicy.decide({ agencyId: 'mine', roles: [role] }, action, { agencyId }).allowed,
    )
  assert.deepEqual(may('legal_officer'), [true, true, false])
  assert.deepEqual(may('legal_reviewer'), [true, false, true])
  assert.deepEqual(may('administrator'), [false, false, false])
  assert.deepEqual(may('legal_officer', 'theirs'), [false, false, false])
})

test('a finding is stale exactly when cited words changed or are gone; words that only moved are followed', () => {
  const cited = { eId: 'sec_3', digest: 'a' }
  assert.equal(laterChange(cited, [{ eId: 'sec_3', digest: 'a' }]), null)
  assert.deepEqual(laterChange(cited, [{ eId: 'sec_3', digest: 'b' }]), { change: 'changed', eId: 'sec_3' })
  assert.deepEqual(laterChange(cited, [{ eId: 'sec_4', digest: 'b' }]), { change: 'repealed', eId: null })
  const renumbered = [
    { eId: 'sec_3', digest: 'new' },
    { eId: 'sec_4', digest: 'a' },
  ]
  assert.deepEqual(laterChange(cited, renumbered), { change: 'moved', eId: 'sec_4' })
  const words = fc.constantFrom('a', 'b', 'c')
  fc.assert(
    fc.property(fc.array(words, { maxLength: 4 }), (digests) => {
      const later = digests.map((digest, at) => ({ eId: `sec_${at}`, digest }))
      const change = laterChange({ eId: 'sec_1', digest: 'a' }, later)?.change ?? null
      assert.equal(isStale([change]), !digests.includes('a'))
    }),
    { seed: 2 },
  )
})
