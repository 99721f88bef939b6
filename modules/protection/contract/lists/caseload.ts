import { z } from 'zod'
import { route, text } from '@gloact/http/contract'
import { AUDIENCES } from '../../domain/ids.ts'
import { newAction } from '../file/actions.ts'
import { fileSummary } from '../reading/files.ts'

const tag = 'protection'

/** What may be done with many files at once. */
export const BULK_ACTION_TYPES = ['assigned', 'tagged'] as const

const outcome = z.object({
  fileId: z.uuid(),
  number: z.string().nullable(),
  state: z.enum(['done', 'already', 'failed']),
  /** Why not, where it failed. */
  code: z.string().nullable(),
})
export type FileOutcome = z.infer<typeof outcome>

/**
 * The same thing done with many files: each in a transaction of its own, so that what cannot be done with one is done
 * with the others. A caller with more sends them in parts, and again those that failed: an action is recorded once.
 */
export const recordOnFiles = route({
  method: 'POST',
  path: '/protection/files/actions',
  summary: 'Assign or tag many files, each in its own transaction',
  tag,
  bodyLimit: 500_000,
  body: z.strictObject({
    items: z
      .array(z.strictObject({ fileId: z.uuid(), action: newAction }))
      .min(1)
      .max(50)
      .refine((items) => items.every(({ action }) => (BULK_ACTION_TYPES as readonly string[]).includes(action.type)), {
        error: 'only assigning and tagging is done with many files',
      })
      .meta({
        examples: [
          [
            {
              fileId: '01938f6e-5c00-7a1b-8c2d-3e4f5a6b7c8d',
              action: {
                id: '01938f6e-5c00-7a1b-8c2d-3e4f5a6b7c8e',
                type: 'tagged',
                payload: { add: ['01938f6e-5c00-7a1b-8c2d-3e4f5a6b7c8f'], remove: [] },
                happenedAt: '2026-11-24T09:30:00.000Z',
              },
            },
          ],
        ],
      }),
  }),
  response: z.object({ items: z.array(outcome) }),
})

const named = z.object({
  fileId: z.uuid(),
  number: z.string(),
  audience: z.enum(AUDIENCES),
  /** Who is named beside them. */
  others: z.array(z.uuid()),
})

const held = z.object({
  userId: z.uuid(),
  open: z.number().int(),
  overdue: z.number().int(),
  /** Appointments to come that they go to. */
  appointments: z.number().int(),
  /** Restricted answers for which they are named. */
  named: z.number().int(),
})

/** What each of the agency has in hand, by number; who has nothing is not in it. Also of those who can no longer sign in. */
export const listCaseloads = route({
  method: 'GET',
  path: '/protection/caseloads',
  summary: 'The caseload of each member of staff, for their supervisor',
  tag,
  response: z.object({ items: z.array(held) }),
  failures: ['protection.not_allowed'],
})
export type HeldByOne = z.infer<typeof held>

/** Everything that somebody has: their open files, what is due, and what is restricted to them by name. */
export const readCaseload = route({
  method: 'GET',
  path: '/protection/caseloads/:userId',
  summary: 'One member of staff’s whole caseload, for their supervisor',
  tag,
  params: z.object({ userId: z.uuid() }),
  response: z.object({
    /** At most 1,000; `open` counts them all. */
    files: z.array(fileSummary),
    open: z.number().int(),
    overdue: z.number().int(),
    /** Appointments to come that they go to. */
    appointments: z.number().int(),
    named: z.array(named),
  }),
  failures: ['protection.not_allowed'],
})
export type Caseload = z.infer<(typeof readCaseload)['response']>

/**
 * Hands files over, each in a transaction of its own: it is assigned, those named in place of who leaves are named, their
 * appointments are somebody else's, and the note is written. Sent again, what was done stays as it is.
 */
export const handOver = route({
  method: 'POST',
  path: '/protection/caseloads/:userId/handover',
  summary: 'Hand files over to others when someone leaves, each in its own transaction',
  tag,
  bodyLimit: 1_000_000,
  params: z.object({ userId: z.uuid() }),
  body: z.strictObject({
    /** Why, in words; it stands beside the appointments that are given to somebody else. */
    reasons: text(1_000),
    items: z
      .array(
        z.strictObject({
          fileId: z.uuid(),
          /** Null: the file is not theirs, or stays with them; only who is named changes. */
          to: z.uuid().nullable(),
          /** Audience → who is named in their place; null: nobody, those named beside them remain. */
          audiences: z.partialRecord(z.enum(AUDIENCES), z.uuid().nullable()).default({}),
          note: text(4_000).nullable().default(null),
        }),
      )
      .min(1)
      .max(25),
  }),
  response: z.object({ items: z.array(outcome) }),
  failures: ['protection.not_allowed'],
})
