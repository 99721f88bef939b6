import { addDays, addMonths, type PlainDate } from '@gloact/kernel'
import { TRAINING_COURSES, type Trained, type TrainingCourses } from './guardian-training.ts'
import { CONFLICT_QUESTIONS, NEVER_CLEARED } from './conflict.ts'
import { told, type Recorded, type Said } from './said.ts'

/** A guardian as the register has them, as far as an appointment asks. */
export interface RegisteredGuardian extends Trained {
  readonly status: string
  /** When their criminal record was last seen, and whether it was clean. */
  readonly recordSeenOn: PlainDate | null
  readonly recordClean: boolean
  /** Whether they lived in other countries: yes, no or not known; null where nobody was asked. And what the record of each says. */
  readonly livedElsewhere: string | null
  readonly recordsElsewhere: readonly { readonly result: string | undefined; readonly seenOn: PlainDate | null }[]
  readonly identitySeen: boolean
  readonly otherRegisters: boolean
  readonly references: number
  readonly declaredOn: PlainDate | null
  /** Of immigration, police, prosecution and anyone who houses the child. */
  readonly independent: boolean
  /** The account they sign in with, where they have one. */
  readonly account: string | null
  readonly limit: number
}

/** What a country sets for guardians. */
export interface GuardianRules {
  readonly limit: number
  readonly screeningMonths: number
  readonly trainingMonths: number
  readonly declarationMonths: number
  readonly courses: TrainingCourses
}
export const GUARDIAN_RULES: GuardianRules = {
  limit: 20,
  screeningMonths: 24,
  trainingMonths: 24,
  declarationMonths: 12,
  courses: TRAINING_COURSES,
}

export const GUARDIAN_GAPS = [
  'guardian_not_active',
  'guardian_screening',
  'guardian_record_elsewhere',
  'guardian_references',
  'guardian_training',
  'guardian_declaration',
  'guardian_not_independent',
  'guardian_limit',
  'guardian_conflict',
  'guardian_conflict_open',
  'guardian_near_suspect',
  'guardian_near_elsewhere',
  'guardian_is_appointer',
  'guardian_unknown',
] as const
export type GuardianGap = (typeof GUARDIAN_GAPS)[number]

const within = (on: PlainDate | null, months: number, today: PlainDate): boolean =>
  on !== null && on <= today && addDays(addMonths(on, months), 1) > today

/** What the answers about ties leave open: no answer but a plain no, or a reason why it is none. */
export function conflictGaps(appointment: Said): readonly GuardianGap[] {
  const notNo = CONFLICT_QUESTIONS.filter((question) => told(appointment, question) !== 'no')
  if (NEVER_CLEARED.some((question) => told(appointment, question) === 'yes')) return ['guardian_conflict']
  return notNo.length > 0 && !told(appointment, 'cleared')?.trim() ? ['guardian_conflict_open'] : []
}

/** Whether each country they lived in has a record of this time with nothing against them. Not asked, not known and not to be had are none. */
function screenedElsewhere(
  { livedElsewhere, recordsElsewhere }: RegisteredGuardian,
  { screeningMonths }: GuardianRules,
  today: PlainDate,
): boolean {
  if (livedElsewhere === 'no') return true
  return (
    livedElsewhere === 'yes' &&
    recordsElsewhere.length > 0 &&
    recordsElsewhere.every(({ result, seenOn }) => result === 'clean' && within(seenOn, screeningMonths, today))
  )
}

/** Gate G3: what is missing for this guardian to be appointed for this child. */
export function appointmentMissing(of: {
  readonly guardian: RegisteredGuardian | null
  readonly appointment: Said
  /** How many children they are appointed for now, this one not among them. */
  readonly children: number
  /** Whether a telephone, an address or a name of theirs is one of somebody this child must be kept from, or of the carer. */
  readonly nearSuspect: boolean
  /** Whether they may be one from whom another child is kept, and no second person of the authority has found that they are not. */
  readonly nearElsewhere: boolean
  readonly appointer: string
  readonly rules: GuardianRules
  readonly today: PlainDate
}): readonly GuardianGap[] {
  const { guardian, rules, today } = of
  if (!guardian) return ['guardian_unknown']
  const gaps: GuardianGap[] = []
  if (guardian.status !== 'active') gaps.push('guardian_not_active')
  const screened =
    guardian.identitySeen &&
    guardian.recordClean &&
    guardian.otherRegisters &&
    within(guardian.recordSeenOn, rules.screeningMonths, today)
  if (!screened) gaps.push('guardian_screening')
  if (!screenedElsewhere(guardian, rules, today)) gaps.push('guardian_record_elsewhere')
  if (guardian.references < 2) gaps.push('guardian_references')
  const trained = guardian.trainedOn !== null && guardian.trainedTraffickingOn !== null
  const latest = [guardian.trainedTraffickingOn, guardian.refreshedOn]
    .flatMap((on) => on ?? [])
    .toSorted()
    .at(-1)
  if (!trained || !within(latest ?? null, rules.trainingMonths, today)) gaps.push('guardian_training')
  if (!within(guardian.declaredOn, rules.declarationMonths, today)) gaps.push('guardian_declaration')
  if (!guardian.independent) gaps.push('guardian_not_independent')
  if (of.children >= Math.min(guardian.limit, rules.limit)) gaps.push('guardian_limit')
  gaps.push(...conflictGaps(of.appointment))
  if (of.nearSuspect) gaps.push('guardian_near_suspect')
  if (of.nearElsewhere) gaps.push('guardian_near_elsewhere')
  if (guardian.account !== null && guardian.account === of.appointer) gaps.push('guardian_is_appointer')
  return gaps
}

/** Whether somebody else of the authority looked at what ties this guardian to another child's file, and found that it is no tie. */
export const tieReviewed = (guardianship: Recorded, guardianId: string, appointer: string): boolean => {
  const review = guardianship.steps.findLast(
    (said) => said.step === 'review_tie' && told(said, 'guardian') === guardianId,
  )
  return review !== undefined && review.by !== appointer && told(review, 'result') === 'no_tie'
}
