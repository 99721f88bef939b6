import { z } from 'zod'

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
