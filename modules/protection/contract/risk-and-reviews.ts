import { z } from 'zod'
import { optionalText, text } from '@gloact/http/contract'
import { ABSENCES, type Answer } from '@gloact/kernel'
import type { ReviewHeld } from '../domain/payloads.ts'
import { RISK_DIMENSIONS, RISK_GRADES, RISK_LEVELS, type RiskGrade, type RiskAssessed } from '../domain/risk.ts'
import { REVIEW_DECISIONS, REVIEW_SUBJECTS } from '../domain/words.ts'
import { plainDate, yesNo } from './payload-parts.ts'

const grade = z.union([
  z.strictObject({ value: z.literal(RISK_GRADES) }),
  z.strictObject({ absent: z.enum(ABSENCES) }),
]) as unknown as z.ZodType<Answer<RiskGrade>>

const assessedRisk = z.strictObject({
  dimension: z.enum(RISK_DIMENSIONS),
  likelihood: grade,
  impact: grade,
  what: optionalText(4_000),
  mitigation: optionalText(4_000),
  ownerId: z.uuid().nullable(),
  reviewOn: plainDate.nullable(),
})

const safetyPlan = z.strictObject({
  signs: optionalText(4_000),
  steps: optionalText(4_000),
  people: optionalText(4_000),
  places: optionalText(4_000),
})

export const riskAssessed: z.ZodType<RiskAssessed, unknown> = z.strictObject({
  assessedOn: plainDate,
  risks: z
    .array(assessedRisk)
    .min(1)
    .max(RISK_DIMENSIONS.length)
    .refine((risks) => new Set(risks.map(({ dimension }) => dimension)).size === risks.length, {
      error: 'a dimension stands here twice',
    }),
  overall: z.enum(RISK_LEVELS),
  overallReason: optionalText(4_000),
  personTookPart: yesNo,
  safetyPlan: safetyPlan.nullable(),
})

export const reviewHeld: z.ZodType<ReviewHeld, unknown> = z.strictObject({
  of: z.enum(REVIEW_SUBJECTS),
  heldOn: plainDate,
  participants: text(1_000),
  personTookPart: yesNo,
  findings: text(10_000),
  decision: z.enum(REVIEW_DECISIONS),
  nextReviewOn: plainDate.nullable(),
})

export const riskBands = z.object({
  medium: z.number().int(),
  high: z.number().int(),
  very_high: z.number().int(),
})
