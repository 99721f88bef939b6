import { addMonths, daysBetween, type PlainDate } from '@gloact/kernel'
import { CARER_GAPS } from './carer.ts'
import { BY_ASSESSED_CARERS } from './forms/care-forms.ts'
import { isYes, lastOf, told, type Recorded, type Said } from './said.ts'
import { placedApart, SIBLING_GAPS, type SiblingHeld } from './siblings.ts'

export const CARE_GAPS = [
  'care_no_assessment',
  'care_carer_not_assessed',
  'care_carer_assessment_old',
  'care_carer_identity',
  'care_carer_suspects',
  'care_home_not_visited',
  'care_household',
  'care_review_late',
  'care_detained_daily',
  'care_siblings',
  ...SIBLING_GAPS,
  ...CARER_GAPS,
  'visit_not_alone',
  'care_report_missing',
  'care_already_missing',
  'care_not_missing',
  'care_still_missing',
  'care_nothing_urgent',
  'care_still_unheard',
] as const
export type CareGap = (typeof CARE_GAPS)[number]

/** For how long care with unrelated adults goes on before it is reviewed again, at most. */
export const FOR_NOW_DAYS = 14

/** So long an assessment of a carer holds. */
const CARER_MONTHS = 12
/** Carers who are no kin to the child, as far as the kind of care says it: their home is studied. */
const NO_KIN: readonly string[] = ['foster', 'kafala']

/** What the assessment of a carer lacks. That nobody knows whether a suspect is near is no no. */
function carerMissing(placement: Said, on: PlainDate): readonly CareGap[] {
  const assessedOn = told(placement, 'carer_assessed_on') as PlainDate | undefined
  const fresh = assessedOn !== undefined && assessedOn <= on && addMonths(assessedOn, CARER_MONTHS) >= on
  const studied = isYes(placement, 'home_visited')
  const toStudy = NO_KIN.includes(told(placement, 'type') ?? '') || told(placement, 'other_children') !== 'no'
  return [
    ...(fresh ? [] : (['care_carer_assessment_old'] as const)),
    ...(isYes(placement, 'carer_identity_seen') ? [] : (['care_carer_identity'] as const)),
    ...(told(placement, 'suspects_near') === 'no' ? [] : (['care_carer_suspects'] as const)),
    ...(toStudy && !studied ? (['care_home_not_visited'] as const) : []),
  ]
}

/** Gate G4: what is missing for a child to be placed here. What is the case against it is recorded as that, with its reason. */
export function placementMissing(
  placement: Said,
  {
    assessed,
    apartDetermined,
    siblings = [],
    on,
  }: {
    readonly assessed: boolean
    readonly apartDetermined: boolean
    readonly on: PlainDate
    readonly siblings?: readonly SiblingHeld[]
  },
): readonly CareGap[] {
  const gaps: CareGap[] = []
  if (!assessed) gaps.push('care_no_assessment')
  const carer = told(placement, 'carer_assessment')
  const needed = BY_ASSESSED_CARERS.includes(told(placement, 'type') ?? '')
  if (carer === 'not_suitable' || (needed && carer !== 'suitable' && carer !== 'with_support'))
    gaps.push('care_carer_not_assessed')
  else if (carer === 'suitable' || carer === 'with_support') gaps.push(...carerMissing(placement, on))
  if (Object.entries(placement.answers).some(([path, answer]) => unchecked(path, answer))) gaps.push('care_household')
  if (told(placement, 'siblings') === 'apart' && !apartDetermined) gaps.push('care_siblings')
  gaps.push(...placedApart({ siblings: told(placement, 'siblings'), carer: told(placement, 'carer') }, siblings))
  return gaps
}

const unchecked = (path: string, answer: unknown): boolean =>
  path.startsWith('household/') && path.endsWith('/checked') && (answer as { readonly value?: unknown }).value !== 'yes'

/** Anyone who lets it go on says by when it is reviewed again, within fourteen days; detention, the day after. */
export function reviewMissing(care: Recorded, review: Said, on: PlainDate): readonly CareGap[] {
  const until = told(review, 'until') as PlainDate | undefined
  const detained = told(lastOf(care, 'record_irregular'), 'type') === 'detained'
  if (until === undefined || until < on) return [detained ? 'care_detained_daily' : 'care_review_late']
  if (detained) return daysBetween(on, until) > 1 ? ['care_detained_daily'] : []
  return daysBetween(on, until) > FOR_NOW_DAYS ? ['care_review_late'] : []
}

/** A visit is one alone with the child; anything else is a contact, and no clock stops. */
export const visitMissing = (visit: Said): readonly CareGap[] => (isYes(visit, 'alone') ? [] : ['visit_not_alone'])

/** Whether the child is missing from this place: reported, and not found since. */
export const isMissing = ({ steps }: Pick<Recorded, 'steps'>): boolean =>
  steps.findLast(({ step }) => step === 'report_missing' || step === 'find')?.step === 'report_missing'

const SEARCHES: readonly string[] = ['tell_missing', 'search_day', 'search_week', 'search_month', 'find']

/**
 * A child is missing by the step that starts the clocks, never as one incident or one reason among others; and the care of a child who is
 * missing does not end, for the clocks would end with it.
 */
export function missingChild(care: Recorded, said: Said): readonly CareGap[] {
  const missing = isMissing(care)
  if (said.step === 'report_missing') return missing ? ['care_already_missing'] : []
  if (SEARCHES.includes(said.step)) return missing ? [] : ['care_not_missing']
  if (said.step === 'end' && missing) return ['care_still_missing']
  const named = told(said, said.step === 'end' ? 'reason' : 'kind')
  return named === 'missing' ? ['care_report_missing'] : named === 'found' && missing ? ['care_still_missing'] : []
}

/** Whether a measure was decided without hearing the child or the guardian because it could not wait. */
export const isUrgent = (said: Said): boolean =>
  told(said, 'guardian_heard') === 'urgent' || told(said, 'child_heard') === 'urgent'

/** What an urgent measure still lacks: those who were left out have to be heard, and urgency is no longer a reason not to. */
export function heardMissing(care: Recorded, said: Said): readonly CareGap[] {
  const measure = care.steps.find(({ step }) => step === 'place' || step === 'record_irregular')
  if (!measure || !isUrgent(measure)) return ['care_nothing_urgent']
  const unheard = (['guardian_heard', 'child_heard'] as const).some(
    (who) => told(measure, who) === 'urgent' && [undefined, 'urgent'].includes(told(said, who)),
  )
  return unheard ? ['care_still_unheard'] : []
}

/** Whether one of these assessments was approved for this decision. */
export const assessedFor = (assessments: readonly Recorded[], why: readonly string[]): boolean =>
  assessments.some(
    ({ state, steps }) =>
      state === 'approved' &&
      // One that the platform began at first contact is for that, until somebody said otherwise.
      why.includes(
        told(
          steps.findLast(({ step }) => step === 'begin' || step === 'say_why'),
          'why',
        ) ?? 'first_contact',
      ),
  )
