import { ABSENCES, isPlainDate, type Absence, type Answer, type PlainDate } from '@gloact/kernel'
import type { Payloads } from '../../../domain/file/actions/definitions.ts'
import {
  RISK_DIMENSIONS,
  RISK_GRADES,
  suggestedLevel,
  type RiskBands,
  type RiskDimension,
  type RiskGrade,
  type RiskLevel,
  type AssessedRisk,
  type SafetyPlan,
} from '../../../domain/file/risk.ts'
import { wordsOrNull } from '../../panel/text-problem.ts'

/** What is typed about one risk. A grade is `1` to `5`, a kind of absence, or null where nothing was chosen. */
export type RiskFields = {
  readonly likelihood: string | null
  readonly impact: string | null
  readonly what: string
  readonly mitigation: string
  readonly ownerId: string | null
  readonly reviewOn: string | null
}

/** What is typed in an assessment, as it is kept sealed on the device. */
export type AssessmentFields = {
  readonly on: string | null
  readonly risks: Readonly<Partial<Record<RiskDimension, RiskFields>>>
  readonly overall: RiskLevel | null
  readonly overallReason: string
  readonly tookPart: string | null
  readonly signs: string
  readonly steps: string
  readonly people: string
  readonly places: string
}

export const NO_RISK: RiskFields = {
  likelihood: null,
  impact: null,
  what: '',
  mitigation: '',
  ownerId: null,
  reviewOn: null,
}

export const NO_ASSESSMENT: AssessmentFields = {
  on: null,
  risks: {},
  overall: null,
  overallReason: '',
  tookPart: null,
  signs: '',
  steps: '',
  people: '',
  places: '',
}

/** The kinds of absence that a grade is offered. A risk that nobody asked about is left out as a whole. */
export const GRADE_ABSENCES = ABSENCES.filter((kind) => kind !== 'not_asked')

const chosen = (answer: Answer<RiskGrade | 'yes' | 'no'>): string | null =>
  'value' in answer ? String(answer.value) : answer.absent === 'not_asked' ? null : answer.absent

/** An assessment to begin with: the last one, so that only what has changed is changed. Review days are set again. */
export function fieldsFrom(last: Payloads['risk_assessed'] | undefined, today: PlainDate): AssessmentFields {
  if (!last) return { ...NO_ASSESSMENT, on: today }
  return {
    ...NO_ASSESSMENT,
    on: today,
    risks: Object.fromEntries(
      last.risks.map((risk) => [
        risk.dimension,
        {
          likelihood: chosen(risk.likelihood),
          impact: chosen(risk.impact),
          what: risk.what ?? '',
          mitigation: risk.mitigation ?? '',
          ownerId: risk.ownerId,
          reviewOn: null,
        },
      ]),
    ),
    signs: last.safetyPlan?.signs ?? '',
    steps: last.safetyPlan?.steps ?? '',
    people: last.safetyPlan?.people ?? '',
    places: last.safetyPlan?.places ?? '',
  }
}

const isAbsence = (choice: string | null): choice is Absence => ABSENCES.some((kind) => kind === choice)

const gradeOf = (choice: string | null): Answer<RiskGrade> | undefined => {
  if (isAbsence(choice)) return { absent: choice }
  const value = RISK_GRADES.find((grade) => String(grade) === choice)
  return value === undefined ? undefined : { value }
}

/** What is wrong with a risk that was begun; null where nothing is. */
export type RiskProblem = 'likelihood' | 'impact' | 'review_day'

export function riskProblems(fields: RiskFields, assessedOn: string | null): readonly RiskProblem[] {
  if (!isBegun(fields)) return []
  const { likelihood, impact, reviewOn } = fields
  const days = reviewOn !== null && (!isPlainDate(reviewOn) || (assessedOn !== null && reviewOn < assessedOn))
  return [
    ...(gradeOf(likelihood) ? [] : ['likelihood' as const]),
    // How hard it would be is not asked of what is not known to be likely at all.
    ...(gradeOf(impact) || isAbsence(likelihood) ? [] : ['impact' as const]),
    ...(days ? ['review_day' as const] : []),
  ]
}

/** Whether anything was said of a risk: what was not is left out, and nobody reads "low" from it. */
export const isBegun = ({ likelihood, impact, what, mitigation, ownerId, reviewOn }: RiskFields): boolean =>
  [likelihood, impact, ownerId, reviewOn].some((one) => one !== null) || `${what}${mitigation}`.trim() !== ''

/** The risks that were begun, in the order of the list; undefined where one of them lacks something. */
export function risksOf(fields: AssessmentFields): readonly AssessedRisk[] | undefined {
  const begun = RISK_DIMENSIONS.flatMap((dimension) => {
    const one = fields.risks[dimension]
    return one && isBegun(one) ? [{ dimension, one }] : []
  })
  if (begun.some(({ one }) => riskProblems(one, fields.on).length > 0)) return undefined
  return begun.map(({ dimension, one }) => {
    const likelihood = gradeOf(one.likelihood)!
    return {
      dimension,
      likelihood,
      impact: gradeOf(one.impact) ?? likelihood,
      what: wordsOrNull(one.what),
      mitigation: wordsOrNull(one.mitigation),
      ownerId: one.ownerId,
      reviewOn: one.reviewOn as PlainDate | null,
    }
  })
}

/** What the grades that were chosen so far suggest. */
export function suggestionOf(fields: AssessmentFields, bands: RiskBands): RiskLevel | undefined {
  const graded = Object.values(fields.risks).flatMap((one) => {
    const [likelihood, impact] = [gradeOf(one.likelihood), gradeOf(one.impact)]
    return likelihood && impact ? [{ likelihood, impact }] : []
  })
  return suggestedLevel(graded, bands)
}

/** An answer with its kind of absence, from what was chosen. */
export const tookPart = (choice: string | null): Answer<'yes' | 'no'> | undefined =>
  choice === 'yes' || choice === 'no' ? { value: choice } : isAbsence(choice) ? { absent: choice } : undefined

const safetyPlanOf = ({ signs, steps, people, places }: AssessmentFields): SafetyPlan | null => {
  const plan = {
    signs: wordsOrNull(signs),
    steps: wordsOrNull(steps),
    people: wordsOrNull(people),
    places: wordsOrNull(places),
  }
  return Object.values(plan).some((words) => words !== null) ? plan : null
}

/** The assessment as it is recorded; null where something is missing. */
export function assessmentOf(
  fields: AssessmentFields,
  assessedOn: PlainDate | null,
  bands: RiskBands,
): Payloads['risk_assessed'] | null {
  const risks = risksOf(fields)
  const personTookPart = tookPart(fields.tookPart)
  const { overall } = fields
  const overallReason = wordsOrNull(fields.overallReason)
  if (!risks || risks.length === 0 || !personTookPart || overall === null || assessedOn === null) return null
  if (overallReason === null && suggestedLevel(risks, bands) !== overall) return null
  return { assessedOn, risks, overall, overallReason, personTookPart, safetyPlan: safetyPlanOf(fields) }
}
