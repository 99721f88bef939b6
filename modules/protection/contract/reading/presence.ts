import { z } from 'zod'
import { route } from '@gloact/http/contract'

/** The section of a file page: an id of ours or of a country's form. */
const section = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/)

/** Somebody else who has the file open. */
export const present = z.object({
  /** Of the reader's own agency only; anyone who is of another is known by their agency. */
  userId: z.uuid().nullable(),
  agencyId: z.uuid(),
  since: z.string(),
  /** Which section they have open; null where it is not known, or of another agency. */
  section: z.string().nullable(),
})
export type Present = z.infer<typeof present>

/**
 * A sign of life, sent every few seconds while a file is on a screen. Answers who else is there and how far the file has
 * come. It is no action and no reading: nothing of it is kept, in no log and no audit.
 */
export const signalPresence = route({
  method: 'POST',
  path: '/protection/files/:fileId/presence',
  summary: 'Report that you have a file open, and learn who else has and whether it changed',
  tag: 'protection',
  params: z.object({ fileId: z.uuid() }),
  body: z.strictObject({
    section: section.nullable(),
    /** Leaving: the file is no longer on the screen. */
    leaving: z.boolean().optional(),
  }),
  response: z.object({
    others: z.array(present),
    /** The sequence of the file's last action: greater than that on the screen, something changed. */
    version: z.number().int(),
  }),
  failures: ['protection.not_found'],
})
