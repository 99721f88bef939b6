import { bytes, line, route, sentDate, storedDate, words } from '@gloact/http/contract'
import { z } from 'zod'
import { FINDING_STATES, FINDING_STATUSES, LATER_CHANGES, OBLIGATION_STATUSES, REVIEWS } from '../domain/finding.ts'
import { STANDINGS } from '../domain/in-force.ts'
import { bindingView, gapPlanView } from './plans.ts'
import { LANGUAGES, TRANSLATION_STATES } from '../domain/languages.ts'
import { BINDINGS, OBLIGATION_KINDS, TIERS, VERIFICATIONS } from '../domain/obligation.ts'

const tag = 'legislation'

const ASSESSMENT_KINDS = ['baseline', 'review', 'draft_bill'] as const

const assessmentHead = {
  id: z.uuid(),
  title: z.string(),
  packs: z.array(z.string()),
  tier: z.enum(['core', 'all']),
  kind: z.enum(ASSESSMENT_KINDS),
  asOf: storedDate,
  /** Whose law, where it is not the country's own. */
  ofCountry: z.string().nullable(),
  openedAt: z.string(),
}

const summary = z.object({
  counts: z.record(z.enum(OBLIGATION_STATUSES), z.number().int()),
  mandatoryMet: z.number().int(),
  mandatory: z.number().int(),
  gaps: z.array(z.string()),
  answered: z.number().int(),
  unanswered: z.number().int(),
  notDemanded: z.number().int(),
})
export type SummaryView = z.infer<typeof summary>

export const assessmentEntry = z.object({ ...assessmentHead, summary })
export type AssessmentEntry = z.infer<typeof assessmentEntry>

export const listAssessments = route({
  method: 'GET',
  path: '/legislation/assessments',
  summary: 'The assessments of your agency, the latest first',
  tag,
  response: z.object({ items: z.array(assessmentEntry), mayEdit: z.boolean() }),
  failures: ['legislation.not_allowed'],
})

export const openAssessment = route({
  method: 'POST',
  path: '/legislation/assessments',
  summary: 'Open an assessment of the law against packs of obligations, as of a day',
  tag,
  status: 201,
  body: z.strictObject({
    id: z.uuid(),
    title: line(300),
    packs: z
      .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/))
      .min(1)
      .max(20),
    tier: z.enum(['core', 'all']),
    kind: z.enum(ASSESSMENT_KINDS),
    asOf: sentDate,
    ofCountry: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .nullable()
      .optional(),
  }),
  response: assessmentEntry,
  failures: ['legislation.not_allowed', 'legislation.id_used', 'legislation.pack_unknown'],
})

const citation = z.strictObject({ expressionId: z.uuid(), eId: line(200) })
export type Citation = z.infer<typeof citation>

const citedProvision = z.object({
  expressionId: z.string(),
  eId: z.string(),
  lawTitle: z.string(),
  validFrom: storedDate,
  /** How its law refers to it, with the heading nearest to it: `6(1) Protection of identity`. */
  label: z.string(),
  words: z.string(),
  /** Where its text stands on the day of the assessment: what is not in force yet answers nothing. */
  standing: z.enum(STANDINGS),
  /** Where its words stand in the text in force on that day; null where they were repealed, or it is no law yet. */
  inForce: citation.nullable(),
  /** What happened to it in the text in force on the day of the assessment; null where nothing did. */
  later: z
    .object({
      change: z.enum(LATER_CHANGES),
      expressionId: z.string(),
      validFrom: storedDate,
      eId: z.string().nullable(),
      words: z.string(),
    })
    .nullable(),
})
export type CitedProvision = z.infer<typeof citedProvision>

export const findingView = z.object({
  status: z.enum(FINDING_STATUSES),
  reasoning: z.string(),
  citations: z.array(citedProvision),
  state: z.enum(FINDING_STATES),
  author: z.uuid(),
  authorName: z.string(),
  sentBack: z.boolean(),
  /** A later text changed or repealed words that it cites. */
  stale: z.boolean(),
  /** Whether it answers its element: not where it cites a text that is no law yet on the day of the assessment. */
  counts: z.boolean(),
  /** Who reviewed it: another person validates it. */
  reviewedBy: z.uuid().nullable(),
  version: z.number().int(),
  changedAt: z.string(),
})
export type FindingView = z.infer<typeof findingView>

const obligationView = z.object({
  id: z.string(),
  pack: z.string(),
  article: z.string(),
  paragraph: z.string(),
  binding: z.enum(BINDINGS),
  qualifier: z.string(),
  /** In the language that was asked for, where it is translated. */
  text: z.string(),
  /** As the pack has it, in English. */
  original: z.string(),
  translation: z.enum(TRANSLATION_STATES),
  topics: z.array(z.string()),
  kind: z.enum(OBLIGATION_KINDS),
  tier: z.enum(TIERS),
  verification: z.enum(VERIFICATIONS),
  status: z.enum(OBLIGATION_STATUSES),
  gap: z.boolean(),
  /** What closes the gap, where somebody said. */
  plan: gapPlanView.nullable(),
  elements: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      original: z.string(),
      binding: z.enum(BINDINGS),
      finding: findingView.nullable(),
    }),
  ),
})
export type ObligationView = z.infer<typeof obligationView>

export const assessmentView = z.object({
  ...assessmentHead,
  summary,
  /** Findings whose cited words a text changed that came into force after the day of the assessment. */
  changedSince: z.number().int(),
  /** What binds of each treaty on the day as of which the law is assessed. */
  treaties: z.array(bindingView),
  obligations: z.array(obligationView),
  mayEdit: z.boolean(),
  mayReview: z.boolean(),
  /** Who asks: nobody reviews their own finding. */
  userId: z.uuid(),
})
export type AssessmentView = z.infer<typeof assessmentView>

const params = z.object({ assessmentId: z.uuid() })
/** In which language obligations are told; English where none is named. */
const inLanguage = z.object({ language: z.enum(LANGUAGES).optional() })

export const readAssessment = route({
  method: 'GET',
  path: '/legislation/assessments/:assessmentId',
  summary: 'An assessment: each obligation with its status, each element with its finding',
  tag,
  params,
  query: inLanguage,
  response: assessmentView,
  failures: ['legislation.not_allowed', 'legislation.unknown'],
})

const ofElement = z.object({ assessmentId: z.uuid(), elementId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/) })

export const saveFinding = route({
  method: 'PUT',
  path: '/legislation/assessments/:assessmentId/findings/:elementId',
  summary:
    'Answer an element (`If-Match` with the version that was loaded, none for the first answer); it is a draft again',
  tag,
  params: ofElement,
  body: z.strictObject({
    /** Of this answer: sent twice, it is recorded once. */
    id: z.uuid(),
    status: z.enum(FINDING_STATUSES),
    reasoning: words(4000),
    citations: z.array(citation).max(50),
  }),
  response: findingView,
  versioned: true,
  failures: [
    'legislation.not_allowed',
    'legislation.unknown',
    'legislation.id_used',
    'legislation.element_unknown',
    'legislation.provision_unknown',
    'legislation.provision_missing',
    'legislation.not_in_force',
    'legislation.changed',
  ],
})

export const reviewFinding = route({
  method: 'POST',
  path: '/legislation/assessments/:assessmentId/findings/:elementId/reviews',
  summary: 'Review, validate or send back someone else’s finding (`If-Match` with the version that was loaded)',
  tag,
  params: ofElement,
  body: z.strictObject({ id: z.uuid(), review: z.enum(REVIEWS), remark: words(2000) }),
  response: findingView,
  versioned: true,
  failures: [
    'legislation.not_allowed',
    'legislation.unknown',
    'legislation.id_used',
    'legislation.changed',
    'legislation.own_finding',
    'legislation.own_review',
    'legislation.not_in_force',
    'legislation.not_reviewed',
    'legislation.already',
    'legislation.remark_missing',
  ],
})

const historyEntry = z.object({
  id: z.uuid(),
  what: z.enum(['answer', ...REVIEWS]),
  status: z.enum(FINDING_STATUSES),
  reasoning: z.string(),
  remark: z.string(),
  by: z.string(),
  at: z.string(),
})
export type FindingHistoryEntry = z.infer<typeof historyEntry>

export const readFindingHistory = route({
  method: 'GET',
  path: '/legislation/assessments/:assessmentId/findings/:elementId/history',
  summary: 'Every answer to an element and every review, the latest first',
  tag,
  params: ofElement,
  response: z.object({ items: z.array(historyEntry) }),
  failures: ['legislation.not_allowed', 'legislation.unknown'],
})

export const compareObligation = route({
  method: 'GET',
  path: '/legislation/obligations/:obligationId/answers',
  summary: 'How every assessment of your library answers an obligation: across countries and years',
  tag,
  params: z.object({ obligationId: line(60) }),
  query: inLanguage,
  response: z.object({
    text: z.string(),
    article: z.string(),
    items: z.array(
      z.object({
        assessmentId: z.uuid(),
        title: z.string(),
        asOf: storedDate,
        ofCountry: z.string().nullable(),
        status: z.enum(OBLIGATION_STATUSES),
        answers: z.array(
          z.object({
            text: z.string(),
            status: z.enum(FINDING_STATUSES),
            reasoning: z.string(),
            citations: z.array(citedProvision),
          }),
        ),
      }),
    ),
  }),
  failures: ['legislation.not_allowed', 'legislation.unknown'],
})
export type Comparison = z.infer<typeof compareObligation.response>

export const printGapReport = route({
  method: 'GET',
  path: '/legislation/assessments/:assessmentId/report',
  summary: 'The gap report as a Word document, PDF or JSON',
  tag,
  params,
  query: z.object({ format: z.enum(['docx', 'pdf', 'json']), language: z.enum(LANGUAGES) }),
  response: bytes,
  failures: ['legislation.not_allowed', 'legislation.unknown'],
})
