import { z } from 'zod'
import { NOTE_KINDS } from '../domain/words.ts'
import { code, optionalText, plainDate, text } from './payload-parts.ts'
import type { CorrectableType, EntryCorrected, EntryStruck } from '../domain/payloads.ts'

/** What may be put right of each kind of entry, with the limits that it has when it is recorded. */
const CHANGES: Readonly<Record<CorrectableType, z.ZodObject>> = {
  note_added: z.strictObject({ kind: z.enum(NOTE_KINDS), text: text(20_000), notedOn: plainDate }).partial(),
  consent_recorded: z
    .strictObject({
      consentOn: plainDate,
      explainedBy: text(200),
      language: code,
      interpreter: optionalText(200),
      witness: optionalText(200),
      guardian: optionalText(200),
      bestInterestsBasis: optionalText(2_000),
    })
    .partial(),
  refusal_recorded: z.strictObject({ declinedOn: plainDate, explained: optionalText(2_000) }).partial(),
  guardian_appointed: z.strictObject({ appointedOn: plainDate, guardian: text(300) }).partial(),
  plan_agreed: z
    .strictObject({ agreedOn: plainDate, agreedWithPerson: z.boolean(), reasons: optionalText(4_000) })
    .partial(),
  risk_assessed: z.strictObject({ assessedOn: plainDate, overallReason: optionalText(4_000) }).partial(),
  review_held: z
    .strictObject({
      heldOn: plainDate,
      participants: text(1_000),
      findings: text(10_000),
      nextReviewOn: plainDate.nullable(),
    })
    .partial(),
  decision_recorded: z
    .strictObject({
      decidedOn: plainDate,
      legalBasis: text(1_000),
      reasons: text(20_000),
      notice: optionalText(10_000),
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

/** An entry as it was before it was corrected or struck, to whoever may read the entry. */
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
