import { z } from 'zod'
import { answerSchema as answer } from '@gloact/records/contract'
import { EMERGENCY_REASONS, OPENING_VERDICTS } from '../../domain/emergency/emergency.ts'
import { RISK_LEVELS } from '../../domain/file/risk.ts'
import { AUDIENCES } from '../../domain/ids.ts'
import { DEADLINE_KINDS } from '../../domain/file/file-rules.ts'
import { STEP_STATES } from '../../domain/file/progress.ts'
import { INDICATOR_DIMENSIONS, SCREENING_PROFILES } from '@gloact/standards/indicators'
import { ASYLUM_ANSWERS, SMUGGLING_DANGERS, SUSPICIONS } from '../../domain/contact/suspicions.ts'
import { DIMENSION_REASONS, SCREENING_OUTCOMES, SCREENING_REASONS } from '../../domain/contact/screening-rule.ts'
import {
  AGE_BASES,
  AGE_STATEMENTS,
  DECISION_KINDS,
  FILE_PATHS,
  FILE_STAGES,
  FILE_STATUSES,
} from '../../domain/file/words.ts'
import { appointmentView, serviceView } from '../calendar/calendar.ts'
import { attachmentView } from '../attachments/attachments.ts'
import { mistake } from '../file/corrections.ts'
import { consentGrant, PAYLOAD_SCHEMAS } from '../file/payloads.ts'

export const deadline = z.object({
  kind: z.enum(DEADLINE_KINDS),
  startedAt: z.string(),
  dueAt: z.string(),
  warnAt: z.string().nullable(),
  stoppedAt: z.string().nullable(),
})
export type DeadlineView = z.infer<typeof deadline>

/** A file in a list: coded values and dates, nobody's name. */
export const fileSummary = z.object({
  id: z.uuid(),
  number: z.string(),
  path: z.enum(FILE_PATHS),
  status: z.enum(FILE_STATUSES),
  stage: z.enum(FILE_STAGES),
  agencyId: z.uuid(),
  teamId: z.uuid().nullable(),
  assignedTo: z.uuid().nullable(),
  openedOn: z.string(),
  closedOn: z.string().nullable(),
  changedAt: z.string(),
  decisionAwaited: z.enum(DECISION_KINDS).nullable(),
  conflicts: z.number().int(),
  /** What the case team calls it; null where it has no label, is another agency's, or is listed without. */
  label: z.string().nullable(),
  /** Ids of tags; none of another agency's file. */
  tags: z.array(z.uuid()),
  /** The level of the last assessment of risk; null where there is none, or the file is another agency's. */
  riskLevel: z.enum(RISK_LEVELS).nullable(),
  ageStatement: z.enum(AGE_STATEMENTS),
  /** Completed years at first contact, where a birth date is known. */
  ageAtContact: z.number().int().nullable(),
  /** Code of the list `gender`, or null where there is none. */
  gender: z.string().nullable(),
  /** The running clock that ends first. */
  nextDeadline: deadline.nullable(),
})
export type FileSummary = z.infer<typeof fileSummary>

/** Two values of one field that differ, neither of which took the other's place. */
export const fieldConflict = z.object({
  path: z.string(),
  values: z.array(z.object({ actionId: z.uuid(), answer, at: z.string(), actor: z.uuid().nullable() })),
})

/** One form of a file as the reader may see it. */
export const formView = z.object({
  form: z.string(),
  version: z.string(),
  answers: z.record(z.string(), answer),
  /** Paths that are kept from the reader, answered or not. */
  hidden: z.array(z.string()),
  /** For each readable path, the ids of the actions whose values stand: an edit names them as replaced. */
  live: z.record(z.string(), z.array(z.uuid())),
  conflicts: z.array(fieldConflict),
})
export type FormSectionView = z.infer<typeof formView>

const recorded = { actionId: z.uuid(), actor: z.uuid(), happenedAt: z.string() }

/** What an action said, with the action it came by, who recorded it and when it happened. */
const withRecord = <Schema extends z.ZodType>(payload: Schema) => z.object({ ...recorded, payload })

export const screeningResultView = z.object({
  ruleVersion: z.string(),
  profile: z.enum(SCREENING_PROFILES),
  outcome: z.enum(SCREENING_OUTCOMES),
  provisional: z.boolean(),
  mayChange: z.boolean(),
  notAsked: z.number().int(),
  reasons: z
    .array(
      z.object({
        code: z.enum(SCREENING_REASONS),
        dimensions: z.array(z.enum(INDICATOR_DIMENSIONS)).readonly().optional(),
        count: z.number().optional(),
      }),
    )
    .readonly(),
  dimensions: z
    .array(
      z.object({
        id: z.enum(INDICATOR_DIMENSIONS),
        strong: z.number().int(),
        medium: z.number().int(),
        weak: z.number().int(),
        positive: z.boolean(),
        why: z.enum(DIMENSION_REASONS),
        observedIds: z.array(z.string()).readonly(),
        notObserved: z.number().int(),
        unanswered: z.number().int(),
        notAsked: z.number().int(),
      }),
    )
    .readonly(),
})

export const emergencyOpening = z.object({
  actionId: z.uuid(),
  actor: z.uuid(),
  agencyId: z.uuid(),
  happenedAt: z.string(),
  reason: z.enum(EMERGENCY_REASONS),
  words: z.string(),
  until: z.string(),
  /** Whether the reader opened it themselves. */
  own: z.boolean(),
  review: z
    .object({ actor: z.uuid(), happenedAt: z.string(), verdict: z.enum(OPENING_VERDICTS), words: z.string() })
    .nullable(),
})

/** A file as the reader may see it. Who the person is comes separately, with a purpose (`openIdentity`). */
export const fileView = z.object({
  ...fileSummary.shape,
  /** The sequence of the last action. */
  version: z.number().int(),
  steps: z.array(z.object({ stage: z.enum(FILE_STAGES), state: z.enum(STEP_STATES), on: z.string().nullable() })),
  deadlines: z.array(deadline),
  /** How the person came to be known; null for the person who reads by a share. */
  channel: z.string().nullable(),
  forms: z.array(formView),
  screenings: z.array(
    z.object({
      ...recorded,
      screenedOn: z.string(),
      safeNow: z.string(),
      urgentNeeds: z.array(z.string()),
      language: z.string().nullable(),
      /** Who had screened the person already; null where they were screened here. */
      elsewhere: z.string().nullable(),
      suspicions: z.array(z.enum(SUSPICIONS)),
      smuggled: z
        .object({ asylum: z.enum(ASYLUM_ANSWERS), dangers: z.array(z.enum(SMUGGLING_DANGERS)).readonly() })
        .nullable(),
      result: screeningResultView,
    }),
  ),
  consents: z.array(withRecord(PAYLOAD_SCHEMAS.consent_recorded)),
  grants: z.array(
    z.object({
      ...consentGrant.shape,
      consentId: z.uuid(),
      withdrawnOn: z.string().nullable(),
      /** It allows nothing before a second person has confirmed the consent. */
      waits: z.boolean().optional(),
    }),
  ),
  withdrawals: z.array(withRecord(PAYLOAD_SCHEMAS.consent_withdrawn)),
  refusals: z.array(withRecord(PAYLOAD_SCHEMAS.refusal_recorded)),
  decisions: z.array(withRecord(PAYLOAD_SCHEMAS.decision_recorded)),
  awaited: z
    .object({
      kind: z.enum(DECISION_KINDS),
      bodyAgencyId: z.uuid(),
      requestedOn: z.string(),
      reconsiders: z.uuid().nullable(),
    })
    .nullable(),
  /** A decision that other members of the authority have still to agree with; to the authority alone. */
  decisionWaits: z
    .object({ decision: withRecord(PAYLOAD_SCHEMAS.decision_recorded), agreedBy: z.array(z.uuid()) })
    .nullable(),
  /** What the authority asked to know before it decides. */
  informationRequests: z.array(
    withRecord(PAYLOAD_SCHEMAS.information_requested).extend({
      given: withRecord(PAYLOAD_SCHEMAS.information_given).nullable(),
    }),
  ),
  reconsiderations: z.array(withRecord(PAYLOAD_SCHEMAS.reconsideration_requested)),
  guardian: withRecord(PAYLOAD_SCHEMAS.guardian_appointed).nullable(),
  /** The authorities for the protection of children that were told, when, and which officer received it there and when. */
  childTold: z.array(
    z.object({
      agencyId: z.uuid(),
      toldAt: z.string(),
      received: z.object({ actor: z.uuid(), at: z.string() }).nullable(),
    }),
  ),
  plans: z.array(withRecord(PAYLOAD_SCHEMAS.plan_agreed)),
  /** Assessments of risk from the earliest to the latest. */
  risks: z.array(withRecord(PAYLOAD_SCHEMAS.risk_assessed)),
  reviews: z.array(withRecord(PAYLOAD_SCHEMAS.review_held)),
  notes: z.array(withRecord(PAYLOAD_SCHEMAS.note_added)),
  services: z.array(serviceView),
  /** Empty for the person who reads by a share: where a person will be is told to nobody else. */
  appointments: z.array(appointmentView),
  attachments: z.array(attachmentView),
  closure: withRecord(PAYLOAD_SCHEMAS.closure_requested).nullable(),
  /** What entries said before they were corrected, and entries that were struck. */
  mistakes: z.array(mistake),
  /** How the person's age is known. */
  ageBasis: z.enum(AGE_BASES),
  /** A change of path that a second person has still to confirm; null for the person who reads by a share. */
  pathWaits: withRecord(PAYLOAD_SCHEMAS.path_changed).nullable(),
  /** On the child path since one person's word: until a second one's, what leaves asks for consent. */
  consentStillAsked: z.boolean(),
  /** Whether an earlier file of the person has still to be looked for. */
  searchOwed: z.boolean(),
  /** A child when they came, who has turned 18: what leaves asks for consent of their own. Not said to the person who reads by a share. */
  ofAge: z.boolean().optional(),
  /** Who opened it in an emergency, and whether that was right. */
  openings: z.array(emergencyOpening),
  /** The moment at which the file closes again for a reader who has it by an emergency alone. */
  openUntil: z.string().nullable(),
  /** The staff named for what is restricted to an audience; empty for the person who reads by a share. */
  audiences: z.partialRecord(z.enum(AUDIENCES), z.array(z.uuid()).readonly()),
  /** What the reader may do here, such as `action.note_added`. What is not here is not offered. */
  may: z.array(z.string()),
})
export type FileView = z.infer<typeof fileView>

/** One line of a file's timeline: what kind of thing, who and when; never what somebody said. */
export const timelineEntry = z.object({
  id: z.uuid(),
  sequence: z.number().int(),
  type: z.string(),
  actorId: z.uuid(),
  agencyId: z.uuid(),
  happenedAt: z.string(),
  recordedAt: z.string(),
  deviceTime: z.string().nullable(),
  /** Codes that say more: which form and fields, which decision and outcome. */
  about: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
})
export type TimelineEntry = z.infer<typeof timelineEntry>
