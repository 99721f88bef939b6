import { z } from 'zod'
import { line, page, route, text } from '@gloact/http/contract'
import { EXCLUSION_GROUNDS } from '../../domain/file/exclusions.ts'
import { actionId } from '../file/actions.ts'

const tag = 'protection'

/**
 * Closes a file to a member of staff: to oneself, by anyone who reads the file; to somebody else, by who answers for the file, or by a
 * data-protection officer, who sees no file and gives its number. A POST: the number stands in no address and no log.
 */
export const excludeStaff = route({
  method: 'POST',
  path: '/protection/exclusions',
  summary: 'Close a file to a member of staff: a conflict of interest, or an alleged involvement',
  tag,
  status: 201,
  body: z.strictObject({
    /** Made by the client: sent twice, it is recorded once. */
    id: actionId,
    file: z.union([z.strictObject({ id: z.uuid() }), z.strictObject({ number: line(40) })]),
    userId: z.uuid(),
    ground: z.enum(EXCLUSION_GROUNDS),
    words: text(4_000),
  }),
  response: z.object({
    excluded: z.literal(true),
    /** Whether the file was theirs: it waits for a supervisor to assign it. */
    unassigned: z.boolean(),
  }),
  failures: [
    'protection.not_found',
    'protection.assignee_unknown',
    'protection.excluded_already',
    'protection.exclusion_reason',
    'protection.action_id_used',
  ],
})

/** Opens it again, as their role has it. By somebody else than who closed it. */
export const endExclusion = route({
  method: 'POST',
  path: '/protection/exclusions/:exclusionId/end',
  summary: 'Open a file again to a member of staff to whom it was closed',
  tag,
  params: z.object({ exclusionId: z.uuid() }),
  body: z.strictObject({ id: actionId, words: text(4_000) }),
  response: z.object({ ended: z.literal(true) }),
  failures: [
    'protection.exclusion_unknown',
    'protection.own_exclusion',
    'protection.not_two_people',
    'protection.exclusion_reason',
    'protection.action_id_used',
  ],
})

export const exclusion = z.object({
  id: z.uuid(),
  fileId: z.uuid(),
  number: z.string(),
  /** Null where the account is no longer known. */
  userName: z.string().nullable(),
  recordedBy: z.string().nullable(),
  /** Whether the person excluded said it themselves. */
  own: z.boolean(),
  ground: z.enum(EXCLUSION_GROUNDS),
  words: z.string(),
  since: z.string(),
  ended: z.object({ by: z.string().nullable(), at: z.string(), words: z.string() }).nullable(),
  /** Whether the person who asks may end it. */
  mayEnd: z.boolean(),
})
export type ExclusionView = z.infer<typeof exclusion>

export const listExclusions = route({
  method: 'GET',
  path: '/protection/exclusions',
  summary: 'Members of staff to whom files of your agency are closed, latest first',
  tag,
  query: z.object({
    state: z.enum(['in_force', 'all']).default('in_force'),
    /** Of this file alone. */
    fileId: z.uuid().optional(),
    cursor: line(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: page(exclusion),
  failures: ['protection.not_allowed'],
})
