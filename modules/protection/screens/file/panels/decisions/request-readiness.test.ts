import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, asPlainDate, newId } from '@gloact/kernel'
import { IDENTIFICATION_DATA_GROUPS } from '../../../../domain/file/consent.ts'
import type { DecisionKind, DecisionOutcome } from '../../../../domain/file/words.ts'
import {
  hasDeclinedIdentification,
  inForce,
  mayBeWithdrawn,
  noLongerInForce,
  toldUnder,
  type FileFacts,
} from '../../../panel/file-facts.ts'
import { groupsKeptFrom, nextDecision, readinessOf } from './request-readiness.ts'

const BODY = newId()
const OTHER = newId()
const TODAY = asPlainDate('2026-11-24')
const EARLIER = Date.parse('2026-11-01T00:00:00Z')
const LATER = Date.parse('2026-11-20T00:00:00Z')

const grants = (changed: Partial<FileFacts['grants'][number]> = {}, at = EARLIER): FileFacts['grants'] =>
  IDENTIFICATION_DATA_GROUPS.map((dataGroup) => ({
    id: newId(),
    purpose: 'identification',
    recipientKind: 'competent_authority',
    recipientAgencyId: null,
    dataGroup,
    validFrom: asPlainDate('2026-11-01'),
    validUntil: asPlainDate('2027-05-01'),
    consentId: newId(at),
    withdrawnOn: null,
    ...changed,
  }))

const refusal = (at: number): FileFacts['refusals'][number] => ({
  actionId: newId(at),
  actor: newId(),
  happenedAt: asInstant(at),
  payload: { kind: 'identification', declinedOn: asPlainDate('2026-11-10'), explained: null },
})

const decision = (kind: DecisionKind, outcome: DecisionOutcome): FileFacts['decisions'][number] => ({
  actionId: newId(),
  actor: newId(),
  happenedAt: asInstant(LATER),
  payload: {
    kind,
    outcome,
    decidedOn: asPlainDate('2026-11-20'),
    body: { agencyId: BODY, name: 'The panel', type: 'CentralGovernmentOrganisation' },
    legalBasis: 'art. 5',
    reasons: 'because',
    evidence: [{ kind: 'screening', source: 'first contact', note: '' }],
    notice: null,
    reconsiders: null,
  },
})

const adult: FileFacts = {
  path: 'adult',
  consentStillAsked: false,
  grants: [],
  refusals: [],
  decisions: [],
  awaited: null,
}
const ask = { kind: 'reasonable_grounds', bodyAgencyId: BODY, on: TODAY } as const
const awaited = { kind: 'reasonable_grounds', bodyAgencyId: BODY, requestedOn: TODAY, reconsiders: null } as const

test('an adult who has not agreed is told which groups of data are missing', () => {
  assert.deepEqual(readinessOf(adult, ask), { kind: 'consent_missing', groups: [...IDENTIFICATION_DATA_GROUPS] })
  const partly = grants().slice(1)
  assert.deepEqual(readinessOf({ ...adult, grants: partly }, ask), { kind: 'consent_missing', groups: ['identity'] })
})

test('an adult who agreed can have the body asked, and only the body that was meant', () => {
  assert.deepEqual(readinessOf({ ...adult, grants: grants() }, ask), { kind: 'ready' })
  const forOther = { ...adult, grants: grants({ recipientAgencyId: OTHER }) }
  assert.equal(readinessOf(forOther, ask).kind, 'consent_missing')
  assert.equal(readinessOf(forOther, { ...ask, bodyAgencyId: OTHER }).kind, 'ready')
})

test('for a child the body is asked without consent', () => {
  assert.deepEqual(readinessOf({ ...adult, path: 'child' }, ask), { kind: 'ready' })
})

test('a person who declined identification is not asked about, until they consent again', () => {
  // A refusal withdraws what stood, as the server reduces it; whatever the clocks of the phones said.
  const declined = { ...adult, grants: grants({ withdrawnOn: '2026-11-10' }, LATER), refusals: [refusal(EARLIER)] }
  assert.equal(hasDeclinedIdentification(declined), true)
  assert.deepEqual(readinessOf(declined, ask), { kind: 'declined' })
  const again = { ...declined, grants: [...declined.grants, ...grants({}, EARLIER)] }
  assert.equal(hasDeclinedIdentification(again), false)
  assert.deepEqual(readinessOf(again, ask), { kind: 'ready' })
})

test('a body that was asked is kept from what an adult no longer agrees to, and from nothing of a child', () => {
  const withdrawn = { ...adult, awaited, grants: grants({ withdrawnOn: '2026-11-20' }) }
  assert.deepEqual(groupsKeptFrom(withdrawn, BODY, TODAY), [...IDENTIFICATION_DATA_GROUPS])
  assert.deepEqual(groupsKeptFrom({ ...adult, awaited, grants: grants() }, BODY, TODAY), [])
  assert.deepEqual(groupsKeptFrom({ ...withdrawn, path: 'child' }, BODY, TODAY), [])
})

test('nothing more is asked for while a decision is awaited', () => {
  assert.deepEqual(readinessOf({ ...adult, grants: grants(), awaited }, ask), { kind: 'awaited' })
  assert.equal(nextDecision({ ...adult, awaited }), null)
})

test('the conclusive decision follows reasonable grounds that stand', () => {
  const conclusive = { ...ask, kind: 'conclusive_grounds' } as const
  const child: FileFacts = { ...adult, path: 'child' }
  assert.equal(readinessOf(child, conclusive).kind, 'reasonable_grounds_missing')
  const found = { ...child, decisions: [decision('reasonable_grounds', 'positive')] }
  assert.deepEqual(readinessOf(found, conclusive), { kind: 'ready' })
  const takenBack = { ...found, decisions: [...found.decisions, decision('reasonable_grounds', 'negative')] }
  assert.equal(readinessOf(takenBack, conclusive).kind, 'reasonable_grounds_missing')
})

test('the next decision is the first that was not made', () => {
  assert.equal(nextDecision(adult), 'reasonable_grounds')
  const first = { ...adult, decisions: [decision('reasonable_grounds', 'positive')] }
  assert.equal(nextDecision(first), 'conclusive_grounds')
  const both = { ...first, decisions: [...first.decisions, decision('conclusive_grounds', 'negative')] }
  assert.equal(nextDecision(both), null)
})

test('a withdrawal recalls the bodies that were asked or decided under what is withdrawn, each once', () => {
  const told = { ...adult, awaited, decisions: [decision('reasonable_grounds', 'positive')] }
  assert.deepEqual(toldUnder(told, grants()), [BODY])
  assert.deepEqual(toldUnder(told, grants({ recipientAgencyId: OTHER })), [])
  assert.deepEqual(toldUnder(told, grants({ purpose: 'statistics' })), [])
  assert.deepEqual(toldUnder(adult, grants()), [])
})

test('what was agreed is in force, for later, or no longer in force', () => {
  const [held] = grants()
  const withdrawn = { ...held!, withdrawnOn: '2026-11-20' }
  const ended = { ...held!, validUntil: asPlainDate('2026-11-23') }
  const later = { ...held!, validFrom: asPlainDate('2026-12-01') }
  const file = { grants: [held!, withdrawn, ended, later] }
  assert.deepEqual(inForce(file, TODAY), [held])
  assert.deepEqual(mayBeWithdrawn(file, TODAY), [held, later])
  assert.deepEqual(noLongerInForce(file, TODAY), [withdrawn, ended])
})
