import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, newId, type PlainDate } from '@gloact/kernel'
import { replay, type ActionId } from '@gloact/ledger'
import fc from 'fast-check'
import { UNOPENED, type FileState } from '../file-state.ts'
import { type ActionType, type Payloads, reduceFile, type FileAction } from './definitions.ts'
import { sharesOf } from '../sharing.ts'
import { declinesIdentification } from './consent-actions.ts'

// What was said last is what the server recorded last. Ids hold what the clock of a device said, and that may be off by
// hours or years, in either direction.

const day = (text: string) => text as PlainDate
const NOON = Date.UTC(2026, 10, 24, 12)
const [SLOW, RIGHT, FAST] = [NOON - 400 * 86_400_000, NOON, NOON + 400 * 86_400_000]

let sequence = 0
const from = <Type extends ActionType>(clock: number, type: Type, payload: Payloads[Type], id = newId(clock)) => ({
  id: id as ActionId,
  actor: newId(),
  happenedAt: asInstant('2026-11-24T09:00:00Z'),
  sequence: ++sequence,
  type,
  payload,
})

const after = (state: FileState, ...actions: readonly unknown[]): FileState =>
  replay(reduceFile, state, actions as FileAction[])

const ADULT = after(
  UNOPENED,
  from(RIGHT, 'file_opened', {
    age: 'adult',
    contactOn: day('2026-11-20'),
    channel: 'ngo',
    teamId: null,
    assignedTo: null,
  }),
)
const consent = (clock: number) =>
  from(clock, 'consent_recorded', {
    consentOn: day('2026-11-24'),
    grants: ['identity', 'exploitation', 'decisions'].map((dataGroup) => ({
      id: newId(),
      purpose: 'identification',
      recipientKind: 'competent_authority',
      recipientAgencyId: null,
      dataGroup,
      validFrom: day('2026-11-24'),
      validUntil: day('2027-05-24'),
    })),
  } as unknown as Payloads['consent_recorded'])
/** A second person confirms a consent that takes a refusal back. */
const confirmed = ({ id }: { readonly id: ActionId }) => from(RIGHT, 'consent_confirmed', { consentId: id })
const refusal = (clock: number, kind: 'identification' | 'sharing' = 'identification') =>
  from(clock, 'refusal_recorded', { kind, declinedOn: day('2026-11-24'), explained: null })

test('a refusal counts though the phone that it was said on has a slow clock, and though the consent came from a fast one', () => {
  for (const [said, declined] of [
    [RIGHT, SLOW],
    [FAST, RIGHT],
    [FAST, SLOW],
  ] as const) {
    const state = after(ADULT, consent(said), refusal(declined))
    assert.ok(declinesIdentification(state))
    assert.deepEqual(sharesOf(state), [])
  }
})

test('a consent counts that is given after a refusal, though the phone of the refusal had a fast clock', () => {
  for (const [declined, said] of [
    [FAST, RIGHT],
    [RIGHT, SLOW],
    [FAST, SLOW],
  ] as const) {
    const yes = consent(said)
    const waiting = after(ADULT, refusal(declined), yes)
    assert.ok(declinesIdentification(waiting), 'until a second person confirms it')
    assert.ok(!declinesIdentification(after(waiting, confirmed(yes))))
  }
})

test('in whatever order yes and no are said, on phones with whatever clocks, the last that the server recorded counts', () => {
  const word = fc.record({ says: fc.constantFrom('yes', 'no'), clock: fc.constantFrom(SLOW, RIGHT, FAST) })
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      const state = after(
        ADULT,
        ...words.flatMap(({ says, clock }): readonly unknown[] => {
          if (says === 'no') return [refusal(clock)]
          const yes = consent(clock)
          return [yes, confirmed(yes)]
        }),
      )
      assert.equal(declinesIdentification(state), words.at(-1)!.says === 'no')
    }),
    { seed: 20_261_128 },
  )
})

test('who declined identification and then sharing has declined both; a consent to something else takes neither back', () => {
  const state = after(ADULT, consent(FAST), refusal(SLOW), refusal(SLOW, 'sharing'))
  assert.ok(declinesIdentification(state))
  assert.ok(state.grants.every(({ withdrawnOn }) => withdrawnOn !== null))
})

const assessed = (clock: number, reviewOn: string) =>
  from(clock, 'risk_assessed', {
    assessedOn: day('2026-11-24'),
    risks: [{ dimension: 'threat', reviewOn: day(reviewOn) }],
    overall: 'high',
    overallReason: null,
  } as unknown as Payloads['risk_assessed'])
const reviewed = (clock: number, nextReviewOn: string) =>
  from(clock, 'review_held', {
    of: 'risk',
    heldOn: day('2026-11-24'),
    decision: 'goes_on',
    nextReviewOn: day(nextReviewOn),
  } as unknown as Payloads['review_held'])
const corrected = (of: { readonly id: ActionId; readonly type: string }, changes: object) =>
  from(RIGHT, 'entry_corrected', { kind: of.type, entryId: of.id, changes, reason: 'A slip.' } as never)

test('of two next reviews that were set on one day the one that was recorded last stands, after a correction, too', () => {
  for (const [first, second] of [
    [FAST, SLOW],
    [SLOW, FAST],
    [FAST, RIGHT],
  ] as const) {
    const risk = assessed(first, '2026-12-01')
    const review = reviewed(second, '2027-01-15')
    const before = after(ADULT, risk, review)
    assert.equal(before.nextReviews.risk?.on, '2027-01-15')
    const reworded = after(before, corrected(risk, { overallReason: 'Two threats.' }))
    assert.equal(reworded.nextReviews.risk?.on, '2027-01-15')
    const struck = after(before, from(RIGHT, 'entry_struck', { entryId: review.id, reason: 'Another file.' }))
    assert.equal(struck.nextReviews.risk?.on, '2026-12-01')
  }
})
