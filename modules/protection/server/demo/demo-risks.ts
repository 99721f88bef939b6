import { addDays } from '@gloact/kernel'
import type { Payloads } from '../../domain/file/actions/definitions.ts'
import {
  suggestedLevel,
  USUAL_RISK_BANDS,
  type RiskDimension,
  type RiskGrade,
  type AssessedRisk,
  type SafetyPlan,
} from '../../domain/file/risk.ts'
import { answers, step, value, type Step } from './demo-step.ts'

/** How the invented persons of the demonstration may be reached. Words without names, numbers or addresses. */
export const safeContact = (
  daysAgo: number,
  rules: {
    readonly safe: 'yes' | 'no'
    readonly ways?: readonly string[]
    readonly never: string
    readonly say: string
    readonly unsafe?: readonly string[]
    readonly times?: string
    readonly told?: string
  },
): Step =>
  answers(daysAgo, 'contact', () => ({
    safe_to_contact: value(rules.safe),
    ...(rules.ways && { safe_ways: value(rules.ways) }),
    ...(rules.unsafe && { unsafe_ways: value(rules.unsafe) }),
    ...(rules.times === undefined ? {} : { safe_times: value(rules.times) }),
    never: value(rules.never),
    say_instead: value(rules.say),
    ...(rules.told === undefined ? {} : { may_be_told: value(rules.told) }),
  }))

interface DemoRisk {
  readonly likelihood: RiskGrade | 'declined' | 'not_known'
  readonly impact: RiskGrade
  readonly what: string
  readonly mitigation?: string
  /** Days from the assessment to the next look at it. */
  readonly again?: number
}

const graded = (grade: DemoRisk['likelihood']): AssessedRisk['likelihood'] =>
  typeof grade === 'number' ? { value: grade } : { absent: grade }

/** Risks as they were assessed, with the level that the scores suggest. */
export const risks = (
  daysAgo: number,
  ownerId: string,
  found: Readonly<Partial<Record<RiskDimension, DemoRisk>>>,
  plan: Partial<SafetyPlan> | null = null,
): Step =>
  step(daysAgo, 'risk_assessed', (assessedOn) => {
    const assessed = (Object.entries(found) as [RiskDimension, DemoRisk][]).map(([dimension, one]): AssessedRisk => ({
      dimension,
      likelihood: graded(one.likelihood),
      impact: { value: one.impact },
      what: one.what,
      mitigation: one.mitigation ?? null,
      ownerId,
      reviewOn: one.again === undefined ? null : addDays(assessedOn, one.again),
    }))
    return {
      assessedOn,
      risks: assessed,
      overall: suggestedLevel(assessed, USUAL_RISK_BANDS) ?? 'medium',
      overallReason: null,
      personTookPart: { value: 'yes' },
      safetyPlan: plan && { signs: null, steps: null, people: null, places: null, ...plan },
    }
  })

export const reviewed = (
  daysAgo: number,
  of: Payloads['review_held']['of'],
  findings: string,
  next: number,
  decision: 'continue' | 'change' = 'continue',
): Step =>
  step(daysAgo, 'review_held', (heldOn) => ({
    of,
    heldOn,
    participants: 'The caseworker and the social worker of the shelter',
    personTookPart: { value: 'yes' },
    findings,
    decision,
    nextReviewOn: addDays(heldOn, next),
  }))

/** How and when the person of the second story may be reached, and what they fear. */
export const IN_DOMESTIC_WORK = {
  contact: {
    safe: 'yes',
    ways: ['text_message', 'service'],
    unsafe: ['call', 'letter'],
    times: 'Weekdays between nine and noon.',
    never: 'Never call after 18:00, and never on Fridays.',
    say: 'Say that you are the clinic and that it is about an appointment.',
    told: 'A friend knows. The former employer and the agency that placed her must not.',
  },
  risks: {
    threat: {
      likelihood: 4,
      impact: 4,
      what: 'The former employer has telephoned her friends and said that he will find her.',
      mitigation: 'Her number has been changed; friends say that they know nothing. Report to the police prepared.',
      again: 13,
    },
    location_known: {
      likelihood: 2,
      impact: 4,
      what: 'The shelter is not known to him; she goes out with somebody.',
      again: 13,
    },
    self_harm: {
      likelihood: 2,
      impact: 3,
      what: 'She sleeps badly and said once that she sees no way out. No plan.',
      mitigation: 'Counselling twice a week; the night staff know.',
      again: 13,
    },
    digital_exposure: { likelihood: 'declined', impact: 2, what: 'She does not wish to talk about her telephone yet.' },
  },
  plan: {
    signs: 'Unknown numbers call, or a car waits before the house.',
    steps: 'Stays inside, tells the night staff, calls the shelter’s number.',
    people: 'The night staff, and a friend from her village.',
    places: 'The second shelter. Her papers lie ready in the blue bag.',
  },
} as const

/** The third story: what was found at first, and that it went down after the decision. */
export const IN_THE_KITCHEN = {
  contact: {
    safe: 'yes',
    ways: ['call', 'messaging_app'],
    times: 'In the afternoon, after the language course.',
    never: 'Not while she is at work.',
    say: 'Say that you are from the language school.',
  },
  before: {
    threat: { likelihood: 4, impact: 3, what: 'The cook’s brother waits at the bus stop.', again: 24 },
    re_trafficking: {
      likelihood: 3,
      impact: 4,
      what: 'A debt of three thousand, and an offer of work abroad from the same people.',
      again: 24,
    },
    family_at_risk: { likelihood: 2, impact: 4, what: 'Her mother was visited once.', again: 24 },
  },
  after: {
    threat: {
      likelihood: 2,
      impact: 3,
      what: 'He has not been seen since the police spoke with him.',
      mitigation: 'She takes another bus.',
      again: 20,
    },
    re_trafficking: {
      likelihood: 3,
      impact: 4,
      what: 'The debt is disputed in court; the offers go on.',
      mitigation: 'Legal aid; lawful work is being looked for.',
      again: 20,
    },
    family_at_risk: { likelihood: 3, impact: 4, what: 'Her mother was visited again.', again: 20 },
    return: { likelihood: 'not_known', impact: 3, what: 'She does not yet know whether she wishes to go back.' },
  },
} as const

/** The sixth story, a child's: it is not safe to call at all. */
export const A_CHILD = {
  contact: {
    safe: 'no',
    unsafe: ['call', 'text_message', 'messaging_app', 'letter'],
    never: 'No call and no message: an uncle has her telephone. Through the school or the guardian only.',
    say: 'To everybody else: the school asks about a form.',
    told: 'The guardian and the school nurse know.',
  },
  risks: {
    location_known: { likelihood: 3, impact: 5, what: 'An uncle asks for her at the school gate.', again: 7 },
    re_trafficking: { likelihood: 3, impact: 4, what: 'The uncle wants her back at the stall.', again: 7 },
    staff_safety: {
      likelihood: 2,
      impact: 3,
      what: 'He shouted at the social worker.',
      mitigation: 'Visits in pairs.',
    },
  },
} as const
