import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, newId, type PlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import type { Circumstances } from './actions/action-definition.ts'
import { checkAction, reduceFile, type FileAction, type ActionType, type Payloads } from './actions/definitions.ts'
import { IDENTIFICATION_DATA_GROUPS } from './consent.ts'
import { UNOPENED, type FileState } from './file-state.ts'
import { USUAL_RISK_BANDS } from './risk.ts'
import { sharesOf } from './sharing.ts'
import { AGE_BASES, CONSENT_QUESTIONS } from './words.ts'

const TODAY = '2026-11-24' as PlainDate
const UNTIL = '2027-11-24' as PlainDate
const BODY = newId<'agency'>()
const [one, second] = [newId<'user'>(), newId<'user'>()]

const around = (actorId: string): Circumstances => ({
  actorId,
  agencyId: newId(),
  today: TODAY,
  happenedAt: asInstant('2026-11-24T09:00:00Z'),
  timeZone: 'Asia/Bishkek',
  decisionMembers: 1,
  riskBands: USUAL_RISK_BANDS,
  notIndependentOf: new Set<string>(),
})

/** The file after an action of somebody, or why it was not recorded. */
function tried<Type extends ActionType>(state: FileState, by: string, type: Type, payload: Payloads[Type]) {
  const failure = checkAction(state, type, payload, around(by))
  if (failure) return { state, code: failure.code }
  const action = {
    id: newId<'action'>(),
    fileId: newId(),
    type,
    payload,
    replaces: [],
    actor: by,
    happenedAt: asInstant('2026-11-24T09:00:00Z'),
    deviceTime: null,
    recordedAt: asInstant('2026-11-24T09:00:00Z'),
    sequence: 1,
    previousHash: new Uint8Array(),
    hash: new Uint8Array(),
  } as unknown as FileAction
  return { state: reduceFile(state, action), code: 'recorded' }
}

function done<Type extends ActionType>(state: FileState, by: string, type: Type, payload: Payloads[Type]): FileState {
  const { state: next, code } = tried(state, by, type, payload)
  assert.equal(code, 'recorded', `${type}: ${code}`)
  return next
}

const consent = (capacity: string, purpose = 'identification'): Payloads['consent_recorded'] => ({
  consentOn: TODAY,
  questions: Object.fromEntries(
    CONSENT_QUESTIONS.map((question) => [question, { value: 'yes' }]),
  ) as Payloads['consent_recorded']['questions'],
  capacity,
  form: 'written',
  explainedBy: 'A caseworker',
  language: 'en',
  interpreter: null,
  witness: null,
  assent: { absent: 'not_applicable' },
  guardian: 'An aunt',
  bestInterestsBasis: 'Nobody else is there.',
  grants: IDENTIFICATION_DATA_GROUPS.map((dataGroup) => ({
    id: newId(),
    purpose,
    recipientKind: 'competent_authority',
    recipientAgencyId: null,
    dataGroup,
    validFrom: TODAY,
    validUntil: UNTIL,
  })),
})
const path = (to: 'adult' | 'child', basis: Payloads['path_changed']['basis'] = 'estimated') => ({
  to,
  basis,
  reasons: 'x',
  establishedOn: TODAY,
})
const ask = { kind: 'reasonable_grounds', bodyAgencyId: BODY, requestedOn: TODAY } as const
const refusal = (kind: 'identification' | 'sharing') => ({ kind, declinedOn: TODAY, explained: null })

const opened = (age: 'adult' | 'child'): FileState =>
  done(UNOPENED, second, 'file_opened', {
    age,
    contactOn: TODAY,
    channel: 'ngo',
    teamId: null,
    assignedTo: null,
  })
const adult = opened('adult')
const declined = done(
  done(adult, second, 'refusal_recorded', refusal('identification')),
  second,
  'refusal_recorded',
  refusal('sharing'),
)
/** The body had decided already when the person declined: it lost the file that day. */
const decided = (() => {
  const asked = done(done(adult, second, 'consent_recorded', consent('adult')), second, 'identification_requested', ask)
  assert.deepEqual(sharesOf(asked).length, 1)
  return done(asked, second, 'refusal_recorded', refusal('identification'))
})()

test('an adult who declined and is taken for a child is protected at once, and shown to nobody before a second person confirms', () => {
  const moved = done(declined, one, 'path_changed', path('child'))
  assert.deepEqual([moved.path, moved.age], ['child', 'child'])
  done(moved, one, 'guardian_appointed', { appointedOn: TODAY, guardian: 'An aunt', noConflictOfInterest: true })
  assert.equal(tried(moved, one, 'identification_requested', ask).code, 'protection.second_person_awaited')
  const change = { changeId: moved.pathWaits!.actionId }
  assert.equal(tried(moved, one, 'path_confirmed', change).code, 'protection.own_request')
  const confirmed = done(moved, second, 'path_confirmed', change)
  assert.equal(sharesOf(done(confirmed, one, 'identification_requested', ask)).length, 1)
})

test('so is an adult who was never asked: one word opens the file to nobody; what they agreed to goes on', () => {
  const moved = done(adult, one, 'path_changed', path('child', 'disputed'))
  assert.equal(tried(moved, one, 'identification_requested', ask).code, 'protection.second_person_awaited')
  const forThem = done(moved, one, 'consent_recorded', consent('child_best_interests'))
  assert.equal(
    tried(forThem, one, 'identification_requested', ask).code,
    'protection.second_person_awaited',
    'nor does anyone who consents in their place',
  )
  const agreed = done(adult, one, 'consent_recorded', consent('adult'))
  const asked = done(done(agreed, one, 'path_changed', path('child')), one, 'identification_requested', ask)
  assert.equal(sharesOf(asked).length, 1)
})

test('a person taken for a child may still decline until that is confirmed', () => {
  const moved = done(adult, one, 'path_changed', path('child'))
  assert.equal(tried(moved, one, 'refusal_recorded', refusal('sharing')).code, 'recorded')
  const confirmed = done(moved, second, 'path_confirmed', { changeId: moved.pathWaits!.actionId })
  assert.equal(tried(confirmed, one, 'refusal_recorded', refusal('sharing')).code, 'protection.child_cannot_decline')
})

test('nobody leaves the child path by one word, nor by their own', () => {
  const child = opened('child')
  assert.equal(tried(child, one, 'path_changed', path('adult', 'declared')).code, 'protection.path_unchanged')
  const asked = done(child, one, 'path_changed', path('adult', 'documented'))
  assert.equal(asked.path, 'child')
  const change = { changeId: asked.pathWaits!.actionId }
  assert.equal(tried(asked, one, 'path_confirmed', change).code, 'protection.own_request')
  assert.deepEqual(done(asked, second, 'path_confirmed', change).path, 'adult')
  const returned = done(asked, second, 'path_returned', { ...change, reasons: 'The margin is wide.' })
  assert.deepEqual([returned.path, returned.pathWaits], ['child', null])
  assert.equal(tried(returned, second, 'path_confirmed', change).code, 'protection.nothing_waits')
})

test('a change to the child path that is not confirmed stays there, asks for consent as before, and may be asked for again', () => {
  const moved = done(declined, one, 'path_changed', path('child'))
  const returned = done(moved, second, 'path_returned', { changeId: moved.pathWaits!.actionId, reasons: 'No sign.' })
  assert.deepEqual([returned.path, returned.consentStillAsked], ['child', true])
  assert.equal(tried(returned, one, 'identification_requested', ask).code, 'protection.second_person_awaited')
  assert.ok(done(returned, one, 'path_changed', path('child')).pathWaits)
})

test('what was declined as an adult holds again once the person is established as one', () => {
  const moved = done(declined, one, 'path_changed', path('child'))
  const child = done(moved, second, 'path_confirmed', { changeId: moved.pathWaits!.actionId })
  const shown = done(child, one, 'identification_requested', ask)
  const leaving = done(shown, one, 'path_changed', path('adult', 'documented'))
  assert.equal(sharesOf(leaving).length, 1)
  assert.deepEqual(sharesOf(done(leaving, second, 'path_confirmed', { changeId: leaving.pathWaits!.actionId })), [])
})

test('a consent after a refusal allows nothing until a second person confirms it; then the refusal has ended', () => {
  const again = done(declined, one, 'consent_recorded', consent('adult'))
  const { actionId: consentId } = again.consents.at(-1)!
  assert.equal(tried(again, one, 'identification_requested', ask).code, 'protection.second_person_awaited')
  assert.equal(tried(again, one, 'consent_confirmed', { consentId }).code, 'protection.own_request')
  const confirmed = done(again, second, 'consent_confirmed', { consentId })
  assert.equal(sharesOf(done(confirmed, one, 'identification_requested', ask)).length, 1)
  const more = done(confirmed, one, 'consent_recorded', consent('adult'))
  assert.ok(
    more.grants.every((grant) => !grant.waits),
    'what is agreed later waits no more',
  )
})

test('striking a refusal as recorded in error undoes it no more than a consent does', () => {
  const struck = declined.refusals.reduce(
    (state, { actionId }) => done(state, one, 'entry_struck', { entryId: actionId, reason: 'Another file.' }),
    declined,
  )
  assert.deepEqual(struck.refusals, [])
  const again = done(struck, one, 'consent_recorded', consent('adult'))
  assert.equal(tried(again, one, 'identification_requested', ask).code, 'protection.second_person_awaited')
})

test('declining identification leaves consent to other purposes as it was', () => {
  const only = done(adult, second, 'refusal_recorded', refusal('identification'))
  const services = done(only, one, 'consent_recorded', consent('adult', 'referral'))
  assert.ok(services.grants.every((grant) => !grant.waits))
})

/** One step of anyone who tries: what it is of the file depends on how far it has come. */
type Attempt = (state: FileState, pick: number) => readonly [ActionType, unknown] | null

const at = <Item>(items: readonly Item[], pick: number): Item | undefined => items[pick % Math.max(1, items.length)]

const ATTEMPTS: readonly Attempt[] = [
  (_state, pick) => ['path_changed', path(pick % 2 ? 'child' : 'adult', at(AGE_BASES, pick >> 1))],
  ({ pathWaits }) => (pathWaits ? ['path_confirmed', { changeId: pathWaits.actionId }] : null),
  ({ pathWaits }) => (pathWaits ? ['path_returned', { changeId: pathWaits.actionId, reasons: 'x' }] : null),
  (_state, pick) => [
    'consent_recorded',
    consent(at(['adult', 'child_best_interests', 'child_assent_with_guardian'], pick)!),
  ],
  ({ consents }, pick) => {
    const entry = at(consents, pick)
    return entry ? ['consent_confirmed', { consentId: entry.actionId }] : null
  },
  ({ grants }, pick) => {
    const grant = at(grants, pick)
    return grant ? ['consent_withdrawn', { withdrawnOn: TODAY, grantIds: [grant.id], reason: null }] : null
  },
  (_state, pick) => ['refusal_recorded', refusal(pick % 2 ? 'identification' : 'sharing')],
  ({ refusals, consents }, pick) => {
    const entry = at([...refusals, ...consents], pick)
    return entry ? ['entry_struck', { entryId: entry.actionId, reason: 'x' }] : null
  },
  ({ refusals }, pick) => {
    const entry = at(refusals, pick)
    return entry
      ? [
          'entry_corrected',
          { entryId: entry.actionId, kind: 'refusal_recorded', changes: { explained: String(pick) }, reason: 'x' },
        ]
      : null
  },
  () => ['identification_requested', ask],
  () => ['identification_requested', ask],
  ({ decisions }) =>
    decisions[0]
      ? [
          'reconsideration_requested',
          { decisionId: decisions[0].actionId, requestedOn: TODAY, requestedBy: 'agency', reasons: 'x' },
        ]
      : null,
  () => ['guardian_appointed', { appointedOn: TODAY, guardian: 'x', noConflictOfInterest: true }],
  () => ['closure_requested', { reason: 'other', summary: 'x' }],
  () => ['closure_returned', { reasons: 'x' }],
  () => ['closure_approved', { closedOn: TODAY }],
  () => ['file_reopened', { reopenedOn: TODAY, reasons: 'x' }],
]

test('after a refusal no sequence of one person’s actions shows the file to an agency that did not see it', () => {
  let recorded = 0
  fc.assert(
    fc.property(
      fc.constantFrom(declined, decided, done(adult, second, 'refusal_recorded', refusal('identification'))),
      fc.array(fc.tuple(fc.nat({ max: ATTEMPTS.length - 1 }), fc.nat({ max: 64 })), { minLength: 2, maxLength: 16 }),
      (start, steps) => {
        let state = start
        assert.deepEqual(sharesOf(state), [])
        for (const [which, pick] of steps) {
          const attempt = ATTEMPTS[which]!(state, pick)
          if (!attempt) continue
          const next = tried(state, one, attempt[0], attempt[1] as never)
          if (next.code === 'recorded') recorded += 1
          state = next.state
          assert.deepEqual(sharesOf(state), [], `after ${attempt[0]}`)
        }
      },
    ),
    { numRuns: 3_000 },
  )
  assert.ok(recorded > 5_000, `only ${recorded} actions were recorded: the property says little`)
})
