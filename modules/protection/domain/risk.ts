import { valueOf, type Answer, type PlainDate } from '@gloact/kernel'
import type { AssessedRisk, RiskAssessed } from './payloads.ts'

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
 * The overall level that the scores suggest: that of the greatest risk. It suggests; whoever assesses decides. Undefined
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

/** A risk that nobody has graded yet. */
export const NOT_GRADED: Answer<RiskGrade> = { absent: 'not_asked' }
