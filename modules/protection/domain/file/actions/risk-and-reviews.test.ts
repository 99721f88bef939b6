import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, asPlainDate, newId } from '@gloact/kernel'
import { CODE_LISTS } from '@gloact/codes'
import { deriveRow } from '../derive-row.ts'
import type { DeadlineKind, FileRules } from '../file-rules.ts'
import { clockEvents, UNOPENED, type FileState } from '../file-state.ts'
import { type ActionType, type Payloads, checkAction, reduceFile } from './definitions.ts'
import { USUAL_RISK_BANDS, type AssessedRisk } from '../risk.ts'
import { ILO_2009 } from '@gloact/standards/indicators'

const day = asPlainDate
const TODAY = day('2026-11-24')
const RULES = {
  country: 'ZZ',
  numberPrefix: 'ZZ',
  forms: [],
  codeLists: CODE_LISTS,
  calendar: { timeZone: 'UTC', weekend: [6, 7], holidays: [] },
  deadlines: [
    {
      kind: 'plan_review',
      unit: 'months',
      amount: 1,
      startsOn: 'plan_agreed',
      stoppedBy: ['plan_reviewed', 'closed'],
      onNonWorkingDay: 'keep',
    },
  ],
  indicatorSet: ILO_2009,
  adultRule: 'strict',
  consentMonths: 6,
  decisionMembers: 1,
  riskBands: USUAL_RISK_BANDS,
} as const satisfies Partial<FileRules> as unknown as FileRules

const circumstances = {
  actorId: newId(),
  agencyId: newId(),
  today: TODAY,
  happenedAt: asInstant(`${TODAY}T09:00:00Z`),
  decisionMembers: 1,
  riskBands: USUAL_RISK_BANDS,
  timeZone: 'UTC',
  notIndependentOf: new Set<string>(),
}

function after<Type extends ActionType>(state: FileState, type: Type, payload: Payloads[Type]): FileState {
  const action = { id: newId<'action'>(), actor: newId(), happenedAt: circumstances.happenedAt, type, payload }
  return reduceFile(state, action as never)
}

const OPENED = after(UNOPENED, 'file_opened', {
  age: 'adult',
  contactOn: day('2026-10-01'),
  channel: 'ngo',
  teamId: null,
  assignedTo: null,
})

const risk = (over: Partial<AssessedRisk> = {}): AssessedRisk => ({
  dimension: 'threat',
  likelihood: { value: 4 },
  impact: { value: 3 },
  what: null,
  mitigation: null,
  ownerId: null,
  reviewOn: null,
  ...over,
})

const assessment = (assessedOn: string, over: Partial<Payloads['risk_assessed']> = {}): Payloads['risk_assessed'] => ({
  assessedOn: day(assessedOn),
  risks: [risk()],
  overall: 'high',
  overallReason: null,
  personTookPart: { value: 'yes' },
  safetyPlan: null,
  ...over,
})

const review = (
  of: Payloads['review_held']['of'],
  heldOn: string,
  nextReviewOn: string | null,
  over: Partial<Payloads['review_held']> = {},
): Payloads['review_held'] => ({
  of,
  heldOn: day(heldOn),
  participants: 'The caseworker',
  personTookPart: { value: 'yes' },
  findings: 'It works.',
  decision: nextReviewOn === null ? 'close' : 'continue',
  nextReviewOn: nextReviewOn === null ? null : day(nextReviewOn),
  ...over,
})

const check = <Type extends ActionType>(type: Type, payload: Payloads[Type], state: FileState = OPENED) =>
  checkAction(state, type, payload, circumstances)?.code ?? null

/** The day on which a clock ends; undefined where it does not run. */
const dueOn = (state: FileState, kind: DeadlineKind): string | undefined =>
  deriveRow(state, RULES)
    .deadlines.filter((clock) => clock.stoppedAt === null)
    .find((clock) => clock.kind === kind)
    ?.dueAt.slice(0, 10)

const on = (reviewOn: string): Partial<Payloads['risk_assessed']> => ({ risks: [risk({ reviewOn: day(reviewOn) })] })

test('the overall level is a person’s to choose, and needs a reason where the scores suggest another', () => {
  assert.equal(check('risk_assessed', assessment('2026-11-20')), null)
  const lower = assessment('2026-11-20', { overall: 'medium' })
  assert.equal(check('risk_assessed', lower), 'protection.risk_reason_missing')
  assert.equal(check('risk_assessed', { ...lower, overallReason: 'He has been arrested since.' }), null)
})

test('where nothing could be scored, anyone who chooses a level says why', () => {
  const unknown = assessment('2026-11-20', { risks: [risk({ impact: { absent: 'not_known' } })], overall: 'low' })
  assert.equal(check('risk_assessed', unknown), 'protection.risk_reason_missing')
})

test('risks are assessed on a day of the file and reviewed on none before it', () => {
  assert.equal(check('risk_assessed', assessment('2026-11-25')), 'protection.date_in_future')
  assert.equal(check('risk_assessed', assessment('2026-09-30')), 'protection.date_before_contact')
  assert.equal(check('risk_assessed', assessment('2026-11-20', on('2026-11-19'))), 'protection.next_review_too_early')
  const closed: FileState = { ...OPENED, status: 'closed' }
  assert.equal(check('risk_assessed', assessment('2026-11-20'), closed), 'protection.file_closed')
  assert.equal(check('review_held', review('file', '2026-11-20', null), closed), 'protection.file_closed')
})

test('what goes on after a review is given the day of the next; what ends needs none', () => {
  const open = review('plan', '2026-11-20', null, { decision: 'change' })
  assert.equal(check('review_held', open), 'protection.next_review_missing')
  assert.equal(check('review_held', { ...open, decision: 'close' }), null)
  assert.equal(check('review_held', review('plan', '2026-11-20', '2026-11-01')), 'protection.next_review_too_early')
})

test('the first review date among the risks is a clock, which the next assessment stops', () => {
  const first = after(
    OPENED,
    'risk_assessed',
    assessment('2026-11-01', {
      risks: [risk({ reviewOn: day('2026-12-10') }), risk({ dimension: 'return', reviewOn: day('2026-12-01') })],
    }),
  )
  assert.equal(dueOn(first, 'risk_review'), '2026-12-01')
  assert.equal(deriveRow(first, RULES).coded['risk_level'], 'high')
  const again = after(first, 'risk_assessed', assessment('2026-11-20', { overall: 'low', overallReason: 'x' }))
  assert.equal(dueOn(again, 'risk_review'), undefined)
  assert.equal(again.risks.length, 2, 'the assessment before it stays')
  assert.equal(deriveRow(again, RULES).coded['risk_level'], 'low')
})

test('an assessment that is entered later and was made earlier changes neither clock nor level', () => {
  const now = after(OPENED, 'risk_assessed', assessment('2026-11-20', on('2026-12-20')))
  const late = after(now, 'risk_assessed', assessment('2026-10-05', { ...on('2026-10-20'), overall: 'low' }))
  assert.equal(dueOn(late, 'risk_review'), '2026-12-20')
  assert.equal(deriveRow(late, RULES).coded['risk_level'], 'high')
})

test('a review of the risks moves their clock, or ends it', () => {
  const assessed = after(OPENED, 'risk_assessed', assessment('2026-11-01', on('2026-11-15')))
  assert.equal(
    dueOn(after(assessed, 'review_held', review('risk', '2026-11-15', '2026-12-15')), 'risk_review'),
    '2026-12-15',
  )
  assert.equal(dueOn(after(assessed, 'review_held', review('risk', '2026-11-15', null)), 'risk_review'), undefined)
})

test('a review of the plan stops the country’s clock and starts one to the day that was agreed', () => {
  const agreed = after(OPENED, 'plan_agreed', {
    agreedOn: day('2026-10-10'),
    agreedWithPerson: true,
    reasons: null,
    review: false,
  })
  assert.equal(dueOn(agreed, 'plan_review'), '2026-11-10')
  const reviewed = after(agreed, 'review_held', review('plan', '2026-11-09', '2027-01-09'))
  assert.equal(dueOn(reviewed, 'plan_review'), '2027-01-09')
  const ended = after(reviewed, 'review_held', review('plan', '2026-11-20', null))
  assert.equal(dueOn(ended, 'plan_review'), undefined)
})

test('where the country’s clock runs beside a day that was agreed, the first to end is the one', () => {
  const reviewed = after(OPENED, 'review_held', review('plan', '2026-10-05', '2027-01-09', { decision: 'change' }))
  const plan = (agreedOn: string, isReview: boolean) => ({
    agreedOn: day(agreedOn),
    agreedWithPerson: true,
    reasons: null,
    review: isReview,
  })
  const changed = after(reviewed, 'plan_agreed', plan('2026-10-12', false))
  assert.equal(dueOn(changed, 'plan_review'), '2026-11-12')
  // As it was recorded before reviews were actions of their own: a plan agreed again was the review.
  assert.equal(dueOn(after(changed, 'plan_agreed', plan('2026-11-12', true)), 'plan_review'), '2026-12-12')
})

test('a file that is closed has no review that is due', () => {
  const reviewed = after(OPENED, 'review_held', review('file', '2026-11-01', '2026-12-01'))
  assert.equal(dueOn(reviewed, 'file_review'), '2026-12-01')
  const closed = after(reviewed, 'closure_approved', { closedOn: day('2026-11-20') })
  assert.equal(dueOn(closed, 'file_review'), undefined)
  const reopened = after(closed, 'file_reopened', { reopenedOn: day('2026-11-22'), reasons: 'x' })
  assert.equal(dueOn(reopened, 'file_review'), '2026-12-01')
})

test('an assessment of the risks ends the clock of the first assessment, once', () => {
  const assessed = after(OPENED, 'risk_assessed', assessment('2026-11-20'))
  const events = (state: FileState) =>
    clockEvents(state)
      .filter(({ code }) => code === 'needs_assessed')
      .map(({ at }) => at)
  assert.deepEqual(events(OPENED), [])
  assert.deepEqual(events(assessed), ['2026-11-20'])
  assert.deepEqual(events(after(assessed, 'risk_assessed', assessment('2026-11-22'))), ['2026-11-20'])
})
