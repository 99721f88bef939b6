import { z } from 'zod'
import { optionalText, text } from '@gloact/http/contract'
import { NOTE_KINDS } from '../domain/words.ts'
import { code, plainDate } from './payload-parts.ts'
import {
  CORRECTED_LENGTHS as LENGTHS,
  type CorrectableType,
  type EntryCorrected,
  type EntryStruck,
} from '../domain/payloads.ts'

/** What may be put right of each kind of entry, with the limits that it has when it is recorded. */
const CHANGES: Readonly<Record<CorrectableType, z.ZodObject>> = {
  note_added: z
    .strictObject({ kind: z.enum(NOTE_KINDS), text: text(LENGTHS.note_added.text), notedOn: plainDate })
    .partial(),
  consent_recorded: z
    .strictObject({
      consentOn: plainDate,
      explainedBy: text(LENGTHS.consent_recorded.explainedBy),
      language: code,
      interpreter: optionalText(LENGTHS.consent_recorded.interpreter),
      witness: optionalText(LENGTHS.consent_recorded.witness),
      guardian: optionalText(LENGTHS.consent_recorded.guardian),
      bestInterestsBasis: optionalText(LENGTHS.consent_recorded.bestInterestsBasis),
    })
    .partial(),
  refusal_recorded: z
    .strictObject({ declinedOn: plainDate, explained: optionalText(LENGTHS.refusal_recorded.explained) })
    .partial(),
  guardian_appointed: z
    .strictObject({ appointedOn: plainDate, guardian: text(LENGTHS.guardian_appointed.guardian) })
    .partial(),
  plan_agreed: z
    .strictObject({
      agreedOn: plainDate,
      agreedWithPerson: z.boolean(),
      reasons: optionalText(LENGTHS.plan_agreed.reasons),
    })
    .partial(),
  risk_assessed: z
    .strictObject({ assessedOn: plainDate, overallReason: optionalText(LENGTHS.risk_assessed.overallReason) })
    .partial(),
  review_held: z
    .strictObject({
      heldOn: plainDate,
      participants: text(LENGTHS.review_held.participants),
      findings: text(LENGTHS.review_held.findings),
      nextReviewOn: plainDate.nullable(),
    })
    .partial(),
  decision_recorded: z
    .strictObject({
      decidedOn: plainDate,
      legalBasis: text(LENGTHS.decision_recorded.legalBasis),
      reasons: text(LENGTHS.decision_recorded.reasons),
      notice: optionalText(LENGTHS.decision_recorded.notice),
    })
    .partial(),
}

const reason = text(2_000)

export const entryCorrected = z.discriminatedUnion(
  'kind',
  Object.entries(CHANGES).map(([kind, changes]) =>
    z.strictObject({
      kind: z.literal(kind),
      entryId: z.uuid(),
      changes,
      reason,
    }),
  ) as unknown as [z.ZodObject],
) as unknown as z.ZodType<EntryCorrected, unknown>

export const entryStruck: z.ZodType<EntryStruck, unknown> = z.strictObject({ entryId: z.uuid(), reason })

/** An entry as it was before it was corrected or struck, to anyone who may read the entry. */
export const mistake = z.object({
  kind: z.string(),
  entryId: z.uuid(),
  /** Who had recorded it. */
  recordedBy: z.uuid(),
  /** What it said. */
  was: z.record(z.string(), z.unknown()),
  struck: z.boolean(),
  reason: z.string(),
  correctedIn: z.uuid(),
  actor: z.uuid(),
  happenedAt: z.string(),
})
export type MistakeView = z.infer<typeof mistake>
