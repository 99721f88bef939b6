import { clockRow, dueSoonFrom, runDeadline, type ClockRow, type Deadline, type FileEvent } from '@gloact/calendar'
import { splitForStorage } from '@gloact/forms'
import { conflicts } from '@gloact/ledger'
import {
  ageOn,
  dateIn,
  isPlainDate,
  valueOf,
  type Answer,
  type Instant,
  type Json,
  type PlainDate,
} from '@gloact/kernel'
import { answersOfForm } from './answers.ts'
import { namesIn, NAMES } from './file-names.ts'
import type { DeadlineKind, FileRules } from './file-rules.ts'
import { clockEvents, standingDecision, type DatedEvent, type FileState } from './file-state.ts'
import { stageOf } from './progress.ts'
import { inOrder } from './risk.ts'
import { consentsWaiting } from './second-person.ts'
import { evaluateScreening, type ScreeningResult } from '../contact/screening-rule.ts'
import { REVIEW_SUBJECTS, type FileEventCode, type FileStage, type FileStatus, type ReviewSubject } from './words.ts'
import type { ScreeningRecorded } from './payloads.ts'
import type { Recorded } from './recorded.ts'

export type DerivedDeadline = ClockRow<DeadlineKind>

/** What lists, clocks and figures need of a file in clear: coded values and dates of the procedure, never words. */
export interface DerivedRow {
  readonly path: FileState['path']
  readonly status: FileStatus
  readonly stage: FileStage
  readonly teamId: string | null
  readonly assignedTo: string | null
  readonly openedOn: PlainDate
  readonly closedOn: PlainDate | null
  readonly decisionAwaited: string | null
  /** Who recorded a change of path, and a consent after a refusal, that wait for a second person. */
  readonly pathWaitsBy: string | null
  readonly consentWaitsBy: string | null
  /** How many fields hold two values that differ. */
  readonly conflicts: number
  readonly coded: Readonly<Record<string, Json>>
  readonly deadlines: readonly DerivedDeadline[]
}

/** The row of a file. Derived from its state and the country's rules alone, so that replaying gives the same. */
export function deriveRow(state: FileState, rules: FileRules): DerivedRow {
  return {
    path: state.path,
    status: state.status,
    stage: stageOf(state),
    teamId: state.teamId,
    assignedTo: state.assignedTo,
    openedOn: state.contactOn,
    closedOn: state.closedOn,
    decisionAwaited: state.awaited?.kind ?? null,
    pathWaitsBy: ended(state) ? null : (state.pathWaits?.actor ?? null),
    consentWaitsBy: ended(state) ? null : (consentsWaiting(state)[0]?.actor ?? null),
    conflicts: conflicts(state.fields).length,
    coded: codedValues(state, rules),
    deadlines: deadlinesOf(state, rules),
  }
}

/** Nothing of a file that has ended waits for anybody. */
const ended = ({ status }: FileState): boolean => status === 'closed' || status === 'import_undone'

/** The names to be found by. They leave this function only as sealed search tokens. */
export const namesToFind = (state: FileState): readonly string[] => namesIn(answersOfForm(state.fields, NAMES.form))

/** Evaluates a recorded screening by the rule it was made with; the country's present rule where it has since changed. */
export function screeningResult(screening: Recorded<ScreeningRecorded>, rules: FileRules): ScreeningResult {
  return evaluateScreening(rules.indicatorSet, {
    profile: screening.profile,
    observed: screening.observed,
    act: screening.act,
    intendedExploitation: screening.intendedExploitation,
    adultRule: rules.adultRule,
  })
}

/** Coded `case` and `statistical` answers, with their kinds of absence, and what is computed of them. */
function codedValues(state: FileState, rules: FileRules): Record<string, Json> {
  const coded: Record<string, Json> = {}
  for (const form of rules.forms) {
    const { clear } = splitForStorage(form, answersOfForm(state.fields, form.id))
    for (const [path, answer] of Object.entries(clear)) coded[`${form.id}/${path}`] = clearAnswer(answer)
  }
  const age = ageAtContact(state)
  const screening = state.screenings.at(-1)
  return {
    ...coded,
    age_statement: state.age,
    age_basis: state.ageBasis,
    age_at_contact: age ?? null,
    majority_at_contact: state.path === 'child' ? 'minor' : 'adult',
    channel: state.channel,
    ...(state.backlog && { backlog: true }),
    ...(state.searchOwed && { search_owed: true }),
    screening_outcome: screening ? screeningResult(screening, rules).outcome : null,
    reasonable_grounds: standingDecision(state, 'reasonable_grounds')?.outcome ?? null,
    conclusive_grounds: standingDecision(state, 'conclusive_grounds')?.outcome ?? null,
    risk_level: inOrder(state.risks).at(-1)?.overall ?? null,
    closure_reason: state.closure?.reason ?? null,
    consent_recorded: state.consents.length > 0,
    declines: [...new Set(state.refusals.map((refusal) => refusal.kind))],
  }
}

const clearAnswer = (answer: Answer): Json => ('value' in answer ? answer.value : { absent: answer.absent })

/** Age in completed years at first contact, where a birth date is known to the day. Kept as a number, so that figures outlive erasure. */
function ageAtContact(state: FileState): number | undefined {
  const birth = valueOf(answersOfForm(state.fields, NAMES.form).birth_date)
  return typeof birth === 'string' && isPlainDate(birth) ? ageOn(birth, state.contactOn) : undefined
}

/** The clocks of a file, by the country's rules and the days that people entered. */
export function deadlinesOf(state: FileState, rules: FileRules): DerivedDeadline[] {
  const events = clockEvents(state).map((event) => timed(event, rules.calendar.timeZone))
  const ruled = rules.deadlines.flatMap((rule) => {
    if (rule.path && rule.path !== state.path) return []
    const deadline = runDeadline(rule, events, rules.calendar)
    return deadline ? [derived(deadline, state, rules)] : []
  })
  const entered = REVIEW_SUBJECTS.flatMap((of) => reviewClock(of, state, rules) ?? [])
  return [...ruled.filter(({ kind }) => !entered.some((clock) => clock.kind === kind)), ...entered].map((clock) => {
    const both = [...ruled, ...entered].filter(({ kind, stoppedAt }) => kind === clock.kind && stoppedAt === null)
    // Where the country's clock runs beside a day that was entered, the first to end is the one to keep.
    return both.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0] ?? clock
  })
}

const REVIEW_CLOCKS: Readonly<Record<ReviewSubject, DeadlineKind>> = {
  plan: 'plan_review',
  risk: 'risk_review',
  file: 'file_review',
}

/** The clock of a review that was set for a day. */
function reviewClock(of: ReviewSubject, state: FileState, rules: FileRules): DerivedDeadline | undefined {
  const next = state.nextReviews[of]
  if (!next || next.on === null) return undefined
  const kind = REVIEW_CLOCKS[of]
  const warnBefore = warnBeforeOf(kind, state.path, rules)
  return derived({ kind, startedAt: next.from, dueAt: next.on, ...(warnBefore && { warnBefore }) }, state, rules)
}

/** General knowledge: a review is shown as due soon a week before its day, as the country's clocks are. */
const WARN_OF_REVIEW = { unit: 'days', amount: 7 } as const

/** How long before its end a clock warns: as the country says; a review that it has no clock for, a week. */
function warnBeforeOf(
  kind: DeadlineKind,
  path: FileState['path'],
  { deadlines }: Pick<FileRules, 'deadlines'>,
): Deadline['warnBefore'] {
  const rule = deadlines.find((each) => each.kind === kind && (!each.path || each.path === path))
  if (rule) return rule.warnBefore
  return Object.values(REVIEW_CLOCKS).includes(kind) ? WARN_OF_REVIEW : undefined
}

/** From when on a stored clock is due soon. The same as when its file is derived again, without opening the file. */
export const warnAtOf = (
  { kind, path, dueAt }: Pick<DerivedDeadline, 'kind' | 'dueAt'> & Pick<FileState, 'path'>,
  rules: Pick<FileRules, 'deadlines' | 'calendar'>,
): Instant | null => dueSoonFrom({ dueAt, warnBefore: warnBeforeOf(kind, path, rules) }, rules.calendar)

/** An event at its moment, where that lies on the day that was entered for it; else on that day. */
const timed = ({ code, at, moment }: DatedEvent, timeZone: string): FileEvent<FileEventCode> => ({
  code,
  at: moment !== undefined && dateIn(moment, timeZone) === at ? moment : at,
})

function derived(deadline: Deadline<DeadlineKind>, state: FileState, rules: FileRules): DerivedDeadline {
  const clock = clockRow(deadline, rules.calendar)
  // A closed file has no clock that runs: they end with it.
  return { ...clock, stoppedAt: clock.stoppedAt ?? state.closedAt }
}
