import { z } from 'zod'
import { line, optionalText, text, words } from '@gloact/http/contract'
import { attachmentAdded, attachmentRemoved } from './attachments.ts'
import { AUDIENCES } from '../domain/ids.ts'
import { ABSENCES, type Instant } from '@gloact/kernel'
import { EMERGENCY_REASONS, OPENING_VERDICTS } from '../domain/emergency.ts'
import type { ActionType, Payloads } from '../domain/payloads.ts'
import { SCREENING_PROFILES } from '../domain/screening/indicator-set.ts'
import { ASYLUM_ANSWERS, SMUGGLING_DANGERS, SUSPICIONS } from '../domain/screening/suspicions.ts'
import { INDICATOR_OBSERVATIONS } from '../domain/screening/screening-rule.ts'
import {
  AGE_BASES,
  AGE_STATEMENTS,
  CONSENT_QUESTIONS,
  DECISION_KINDS,
  DECISION_OUTCOMES,
  EVIDENCE_KINDS,
  NOTE_KINDS,
  RECONSIDERATION_ASKERS,
} from '../domain/words.ts'
import { answers, code, plainDate, yesNo } from './payload-parts.ts'
import { entryCorrected, entryStruck } from './corrections.ts'
import { reviewHeld, riskAssessed } from './risk-and-reviews.ts'
import {
  appointmentChanged,
  appointmentEnded,
  appointmentMade,
  serviceRecorded,
  serviceResultRecorded,
} from './service-payloads.ts'

const fileOpened = z.strictObject({
  age: z.enum(AGE_STATEMENTS),
  contactOn: plainDate,
  channel: code,
  teamId: z.uuid().nullable(),
  assignedTo: z.uuid().nullable(),
  backlog: z.boolean().optional(),
})

const observation = z.enum(INDICATOR_OBSERVATIONS)

const screeningRecorded = z.strictObject({
  set: code,
  setVersion: line(40),
  profile: z.enum(SCREENING_PROFILES),
  observed: z.record(z.string().regex(/^[a-z0-9_.]{1,120}$/), observation),
  act: observation,
  intendedExploitation: observation,
  safeNow: z.enum(['yes', 'no', 'not_sure', ...ABSENCES]),
  urgentNeeds: z.array(code).max(40),
  language: code.nullable(),
  screenedOn: plainDate,
  elsewhere: text(2_000).optional(),
  suspicions: z.array(z.enum(SUSPICIONS)).max(SUSPICIONS.length).optional(),
  smuggled: z
    .strictObject({ asylum: z.enum(ASYLUM_ANSWERS), dangers: z.array(z.enum(SMUGGLING_DANGERS)).max(10) })
    .optional(),
})

export const consentGrant = z.strictObject({
  id: z.uuid(),
  purpose: code,
  recipientKind: code,
  recipientAgencyId: z.uuid().nullable(),
  dataGroup: code,
  validFrom: plainDate,
  validUntil: plainDate,
})

const consentRecorded = z.strictObject({
  consentOn: plainDate,
  questions: z.record(z.enum(CONSENT_QUESTIONS), yesNo),
  capacity: code,
  form: code,
  explainedBy: text(200),
  language: code,
  interpreter: optionalText(200),
  witness: optionalText(200),
  assent: yesNo,
  guardian: optionalText(200),
  bestInterestsBasis: optionalText(2_000),
  grants: z
    .array(consentGrant)
    .max(500)
    .refine((grants) => new Set(grants.map(({ id }) => id)).size === grants.length, {
      error: 'a grant stands here twice',
    }),
})

const evidence = z.strictObject({ kind: z.enum(EVIDENCE_KINDS), source: text(300), note: words(4_000) })

const decisionRecorded = z.strictObject({
  kind: z.enum(DECISION_KINDS),
  outcome: z.enum(DECISION_OUTCOMES),
  decidedOn: plainDate,
  body: z.strictObject({ agencyId: z.uuid(), name: text(200), type: code }),
  legalBasis: text(1_000),
  reasons: text(20_000),
  evidence: z.array(evidence).min(1).max(100),
  notice: optionalText(10_000),
  reconsiders: z.uuid().nullable(),
})

/** The schema of each action's payload. A kind of action without one does not compile. */
export const PAYLOAD_SCHEMAS: { readonly [Type in ActionType]: z.ZodType<Payloads[Type], unknown> } = {
  file_opened: fileOpened,
  screening_recorded: screeningRecorded,
  consent_recorded: consentRecorded,
  consent_withdrawn: z.strictObject({
    withdrawnOn: plainDate,
    grantIds: z.array(z.uuid()).min(1).max(500),
    reason: optionalText(2_000),
  }),
  refusal_recorded: z.strictObject({
    kind: z.enum(['identification', 'sharing']),
    declinedOn: plainDate,
    explained: optionalText(2_000),
  }),
  answers_recorded: z.strictObject({
    form: code,
    version: line(40),
    edits: answers,
    reason: text(2_000).optional(),
  }),
  note_added: z.strictObject({ kind: z.enum(NOTE_KINDS), text: text(20_000), notedOn: plainDate }),
  assigned: z.strictObject({ teamId: z.uuid().nullable(), userId: z.uuid().nullable() }),
  audience_set: z.strictObject({ audience: z.enum(AUDIENCES), userIds: z.array(z.uuid()).max(50) }),
  path_changed: z.strictObject({
    to: z.enum(['adult', 'child']),
    basis: z.enum(AGE_BASES),
    reasons: text(4_000),
    establishedOn: plainDate,
  }),
  path_confirmed: z.strictObject({ changeId: z.uuid() }),
  path_returned: z.strictObject({ changeId: z.uuid(), reasons: text(4_000) }),
  consent_confirmed: z.strictObject({ consentId: z.uuid() }),
  guardian_appointed: z.strictObject({
    appointedOn: plainDate,
    guardian: text(300),
    noConflictOfInterest: z.boolean(),
  }),
  identification_requested: z.strictObject({
    kind: z.enum(DECISION_KINDS),
    bodyAgencyId: z.uuid(),
    requestedOn: plainDate,
  }),
  decision_recorded: decisionRecorded,
  reconsideration_requested: z.strictObject({
    decisionId: z.uuid(),
    requestedOn: plainDate,
    requestedBy: z.enum(RECONSIDERATION_ASKERS),
    reasons: text(10_000),
  }),
  plan_agreed: z.strictObject({
    agreedOn: plainDate,
    agreedWithPerson: z.boolean(),
    reasons: optionalText(4_000),
    review: z.boolean(),
  }),
  risk_assessed: riskAssessed,
  review_held: reviewHeld,
  closure_requested: z.strictObject({ reason: code, summary: text(10_000) }),
  closure_approved: z.strictObject({ closedOn: plainDate }),
  closure_returned: z.strictObject({ reasons: text(4_000) }),
  file_reopened: z.strictObject({ reopenedOn: plainDate, reasons: text(4_000) }),
  tagged: z
    .strictObject({ add: z.array(z.uuid()).max(50), remove: z.array(z.uuid()).max(50) })
    .refine(({ add, remove }) => add.length + remove.length > 0),
  opened_in_emergency: z.strictObject({
    agencyId: z.uuid(),
    reason: z.enum(EMERGENCY_REASONS),
    words: text(4_000),
    until: z.string() as unknown as z.ZodType<Instant>,
  }),
  opening_reviewed: z.strictObject({
    openingId: z.uuid(),
    verdict: z.enum(OPENING_VERDICTS),
    words: text(4_000),
  }),
  opening_ended: z.strictObject({ openingId: z.uuid() }),
  service_recorded: serviceRecorded,
  service_result_recorded: serviceResultRecorded,
  appointment_made: appointmentMade,
  appointment_changed: appointmentChanged,
  appointment_ended: appointmentEnded,
  entry_corrected: entryCorrected,
  entry_struck: entryStruck,
  attachment_added: attachmentAdded,
  attachment_removed: attachmentRemoved,
  import_undone: z.strictObject({ batchId: z.uuid() }),
}
