import { z } from 'zod'
import { line, page, route, text } from '@gloact/http/contract'
import { EMERGENCY_REASONS, MOST_EMERGENCY_HOURS, OPENING_VERDICTS } from '../../domain/emergency/emergency.ts'
import { actionId } from '../file/actions.ts'

const tag = 'protection'

/**
 * Opens a file that is not one's own, for some hours. A POST: the number stands in no address and no log. A number that
 * nobody has and one that may not be opened so are answered alike.
 */
export const openInEmergency = route({
  method: 'POST',
  path: '/protection/openings',
  summary: 'Open a file that is not yours in an emergency, for some hours',
  tag,
  status: 201,
  body: z.strictObject({
    /** Made by the client: sent twice, the file is opened once. */
    id: actionId,
    number: line(40),
    reason: z.enum(EMERGENCY_REASONS),
    words: text(4_000),
    /** The country's usual time where nothing else is asked for. */
    hours: z.number().int().min(1).max(MOST_EMERGENCY_HOURS).optional(),
  }),
  response: z.object({
    fileId: z.uuid(),
    /** Null where the file could be seen without: nothing was opened. */
    until: z.string().nullable(),
  }),
  failures: [
    'protection.emergency_not_offered',
    'protection.emergency_reason',
    'protection.emergency_not_found',
    'protection.emergency_too_often',
    'protection.action_id_used',
  ],
})

export const endOpening = route({
  method: 'POST',
  path: '/protection/openings/:openingId/end',
  summary: 'Give up emergency access to a file before it ends',
  tag,
  params: z.object({ openingId: z.uuid() }),
  body: z.strictObject({ id: actionId }),
  response: z.object({ ended: z.literal(true) }),
  failures: ['protection.opening_unknown', 'protection.action_id_used'],
})

export const openingToReview = z.object({
  id: z.uuid(),
  fileId: z.uuid(),
  number: z.string(),
  userId: z.uuid(),
  /** Anyone who reviews has to know whom to ask; null where the account is no longer known. */
  userName: z.string().nullable(),
  agencyId: z.uuid(),
  reason: z.enum(EMERGENCY_REASONS),
  /** In the words of the person who opened it. */
  words: z.string(),
  openedAt: z.string(),
  until: z.string(),
  review: z
    .object({ userId: z.uuid(), at: z.string(), verdict: z.enum(OPENING_VERDICTS), words: z.string() })
    .nullable(),
  /** Whether the person who asks may review it: not one's own, and only once. */
  mayReview: z.boolean(),
  /** Whether they may not because one of the two had the other’s account in their hands not long ago. */
  notTwoPeople: z.boolean(),
})
export type OpeningToReview = z.infer<typeof openingToReview>

export const listOpenings = route({
  method: 'GET',
  path: '/protection/openings',
  summary: 'Files of your agency that were opened in an emergency, unreviewed ones first',
  tag,
  query: z.object({
    state: z.enum(['to_review', 'all']).default('to_review'),
    cursor: line(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: page(openingToReview),
  failures: ['protection.not_allowed'],
})

export const reviewOpening = route({
  method: 'POST',
  path: '/protection/openings/:openingId/review',
  summary: 'Record whether opening a file in an emergency was justified',
  tag,
  params: z.object({ openingId: z.uuid() }),
  body: z.strictObject({ id: actionId, verdict: z.enum(OPENING_VERDICTS), words: text(4_000) }),
  response: z.object({ reviewed: z.literal(true) }),
  failures: [
    'protection.not_two_people',
    'protection.opening_unknown',
    'protection.opening_reviewed',
    'protection.own_opening',
    'protection.action_id_used',
  ],
})
