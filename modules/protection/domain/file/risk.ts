import { valueOf, type Answer, type PlainDate } from '@gloact/kernel'

/**
 * What a risk is about. After the risk assessments of the UNODC Anti-Trafficking Manual for Criminal Justice
 * Practitioners (module 5) and the IOM Handbook on Direct Assistance (chapter 1): the person, those near to them, those
 * who help them.
 */
export const RISK_DIMENSIONS = [
  'threat',
  'location_known',
  'family_at_risk',
  'self_harm',
  'health_emergency',
  're_trafficking',
  'digital_exposure',
  'staff_safety',
  'return',
] as const
export type RiskDimension = (typeof RISK_DIMENSIONS)[number]

/** From the least to the greatest. */
export const RISK_LEVELS = ['low', 'medium', 'high', 'very_high'] as const
export type RiskLevel = (typeof RISK_LEVELS)[number]

/** Likelihood and impact are graded from 1 (very unlikely; hardly felt) to 5 (almost certain; life in danger). */
export const RISK_GRADES = [1, 2, 3, 4, 5] as const
export type RiskGrade = (typeof RISK_GRADES)[number]

/** One risk, by what it is about. A grade that is not there has its kind of absence: it is no low grade. */
export interface AssessedRisk {
  readonly dimension: RiskDimension
  readonly likelihood: Answer<RiskGrade>
  readonly impact: Answer<RiskGrade>
  /** What it is, and what is done about it, in words. */
  readonly what: string | null
  readonly mitigation: string | null
  /** The member of staff who sees to it. */
  readonly ownerId: string | null
  readonly reviewOn: PlainDate | null
}

/**
 * What the person does when they are in danger, in their own words: what they notice first, what they do, whom they turn
 * to, where they go and what they take. After Stanley and Brown, Safety Planning Intervention (2012), and the safety plans
 * of work against violence in families.
 */
export interface SafetyPlan {
  readonly signs: string | null
  readonly steps: string | null
  readonly people: string | null
  readonly places: string | null
}

export interface RiskAssessed {
  readonly assessedOn: PlainDate
  /** Each dimension once at most. What is not here was not looked at. */
  readonly risks: readonly AssessedRisk[]
  /** Chosen by anyone who assesses; the reason where it is not what the scores suggest. */
  readonly overall: RiskLevel
  readonly overallReason: string | null
  readonly personTookPart: Answer<'yes' | 'no'>
  /** Null where none was made. */
  readonly safetyPlan: SafetyPlan | null
}

/** The lowest score (likelihood × impact, 1 to 25) of each level above `low`. */
export interface RiskBands {
  readonly medium: number
  readonly high: number
  readonly very_high: number
}

/** General knowledge: the usual bands of a matrix of five by five. A country may set its own. */
export const USUAL_RISK_BANDS: RiskBands = { medium: 5, high: 10, very_high: 17 }

/** Likelihood × impact; undefined where either is not known: what was not asked is no low risk. */
export function scoreOf({ likelihood, impact }: Pick<AssessedRisk, 'likelihood' | 'impact'>): number | undefined {
  const [often, hard] = [valueOf<number>(likelihood), valueOf<number>(impact)]
  return often === undefined || hard === undefined ? undefined : often * hard
}

export function levelOfScore(score: number, bands: RiskBands): RiskLevel {
  if (score >= bands.very_high) return 'very_high'
  if (score >= bands.high) return 'high'
  return score >= bands.medium ? 'medium' : 'low'
}

/** The level of one risk; undefined where it cannot be scored. */
export function levelOf(risk: Pick<AssessedRisk, 'likelihood' | 'impact'>, bands: RiskBands): RiskLevel | undefined {
  const score = scoreOf(risk)
  return score === undefined ? undefined : levelOfScore(score, bands)
}

/**
 * The overall level that the scores suggest: that of the greatest risk. It suggests; anyone who assesses decides. Undefined
 * where nothing could be scored.
 */
export function suggestedLevel(
  risks: readonly Pick<AssessedRisk, 'likelihood' | 'impact'>[],
  bands: RiskBands,
): RiskLevel | undefined {
  const levels = risks.flatMap((risk) => levelOf(risk, bands) ?? [])
  return RISK_LEVELS.findLast((level) => levels.includes(level))
}

/** The first day on which one of the risks is to be looked at again; null where none was given one. */
export const nextRiskReview = ({ risks }: Pick<RiskAssessed, 'risks'>): PlainDate | null =>
  risks.flatMap(({ reviewOn }) => reviewOn ?? []).toSorted()[0] ?? null

const isHigh = (level: RiskLevel | undefined): boolean => level === 'high' || level === 'very_high'

/** That somebody may harm themselves is never only a number among others: any grade above the lowest is shown. */
const isSelfHarm = ({ dimension, likelihood }: AssessedRisk): boolean =>
  dimension === 'self_harm' && (valueOf<number>(likelihood) ?? 0) > 1

/** What of an assessment stands at the top of the file: the overall level where it is high, and each risk that is. */
export function risksToShowFirst(
  { overall, risks }: Pick<RiskAssessed, 'overall' | 'risks'>,
  bands: RiskBands,
): { readonly overall: RiskLevel | null; readonly risks: readonly AssessedRisk[] } {
  return {
    overall: isHigh(overall) ? overall : null,
    risks: risks.filter((risk) => isHigh(levelOf(risk, bands)) || isSelfHarm(risk)),
  }
}

/** Assessments from the earliest to the latest; what was entered last stands last of one day. */
export const inOrder = <Assessment extends Pick<RiskAssessed, 'assessedOn'>>(
  assessments: readonly Assessment[],
): readonly Assessment[] =>
  assessments.toSorted((a, b) => (a.assessedOn < b.assessedOn ? -1 : a.assessedOn > b.assessedOn ? 1 : 0))

/** How a risk is beside the assessment before it. `new` was not in it; `unknown`: one of the two has no score. */
export const RISK_CHANGES = ['up', 'down', 'same', 'new', 'unknown'] as const
export type RiskChange = (typeof RISK_CHANGES)[number]

export function changeOf(now: AssessedRisk, before: readonly AssessedRisk[]): RiskChange {
  const earlier = before.find(({ dimension }) => dimension === now.dimension)
  if (!earlier) return 'new'
  const [score, then] = [scoreOf(now), scoreOf(earlier)]
  if (score === undefined || then === undefined) return 'unknown'
  if (score === then) return 'same'
  return score > then ? 'up' : 'down'
}
