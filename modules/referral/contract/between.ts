import { line, route, sentMoment, text } from '@gloact/http/contract'
import { requestContracts, requestShown, takeStepBody } from '@gloact/records/contract'
import { z } from 'zod'
import { BEGUN, BETWEEN, BETWEEN_NAMES } from '../domain/between/kinds.ts'
import { RECIPIENT_KINDS } from '../domain/passing-on.ts'
import { ASSENTS, GUARDIANS } from './referrals.ts'

/** Reading one and taking a step in it, by kind; their list is one for all kinds. */
export const transfers = requestContracts({ kind: BETWEEN.transfer, path: '/referral/transfers', what: 'transfers' })
export const transferRequests = requestContracts({
  kind: BETWEEN.transfer_request,
  path: '/referral/transfer-requests',
  what: 'requests for a transfer',
})
export const jointWorks = requestContracts({
  kind: BETWEEN.joint_work,
  path: '/referral/joint-work',
  what: 'joint works',
})
export const conferences = requestContracts({
  kind: BETWEEN.conference,
  path: '/referral/conferences',
  what: 'case conferences',
})
export const conferenceTasks = requestContracts({
  kind: BETWEEN.task,
  path: '/referral/conference-tasks',
  what: 'tasks of case conferences',
})

export const BETWEEN_CONTRACTS = {
  transfer: transfers,
  transfer_request: transferRequests,
  joint_work: jointWorks,
  conference: conferences,
  task: conferenceTasks,
} as const

const item = z.object({
  kind: z.enum(BETWEEN_NAMES),
  id: z.uuid(),
  state: z.string(),
  /** Whether the asker's agency has the turn. */
  yours: z.boolean(),
  /** The other agencies, as far as they are known to the asker's. */
  agencies: z.array(z.string()),
  nextDueAt: z.string().nullable(),
  changedAt: z.string(),
})
export type BetweenItem = z.infer<typeof item>

export const listBetween = route({
  method: 'GET',
  path: '/referral/between',
  summary:
    'Transfers, requests for one, joint work, conferences and their tasks: those that are open, or all of one file, a page at a time',
  tag: 'referral',
  query: z.object({ fileId: z.uuid().optional(), after: line(100).optional() }),
  /** `next`: what `after` takes for the next page. */
  response: z.object({ items: z.array(item), next: z.string().nullable() }),
  failures: ['referral.not_allowed'],
})

const followed = z.object({
  id: z.uuid(),
  number: z.string(),
  need: z.string(),
  state: z.string(),
  service: z.string().nullable(),
  agencyName: z.string().nullable(),
})

export const listFollowing = route({
  method: 'GET',
  path: '/referral/transfers/:requestId/referrals',
  summary: 'Open referrals of a file that was taken over, as far as its new agency was told what they contain',
  tag: 'referral',
  params: z.object({ requestId: z.uuid() }),
  response: z.object({ items: z.array(followed) }),
  failures: ['referral.not_allowed', 'records.not_found'],
})

export const followFile = route({
  method: 'POST',
  path: '/referral/transfers/:requestId/referrals',
  summary:
    'Continues open referrals under one’s own file, as far as the person agreed there that their services are told',
  tag: 'referral',
  params: z.object({ requestId: z.uuid() }),
  body: z.strictObject({
    /** Of the own file. */
    number: line(40),
    /** The id of the step for each referral, made by the client: sent twice, each is taken over once. */
    steps: z.record(z.uuid(), z.uuid()),
  }),
  response: z.object({ followed: z.array(z.uuid()), left: z.array(z.uuid()) }),
  failures: ['referral.not_allowed', 'referral.no_file', 'records.not_found', 'records.id_used', 'records.not_open'],
})

export const beginBetween = route({
  method: 'POST',
  path: '/referral/between',
  summary: 'Drafts a transfer or a conference, asks for a transfer by the number of a file, proposes joint work',
  tag: 'referral',
  body: takeStepBody.pick({ answers: true }).extend({
    kind: z.enum(BEGUN),
    /** The record’s and its first step’s ids, made by the client: sent twice, it is begun once. */
    id: z.uuid(),
    stepId: z.uuid(),
    /** Null where a transfer is asked for: the number is all that is known. */
    fileId: z.uuid().nullable(),
    number: line(40).nullable(),
    /** With whom, and as what they are told. */
    with: z.array(z.strictObject({ agencyId: z.uuid(), recipientKind: z.enum(RECIPIENT_KINDS) })).max(3),
    /** What a transfer is for, in words for this receiver. */
    words: text(2000).nullable(),
    groups: z.array(z.string().regex(/^[a-z_]{1,60}$/)).max(20),
    /** As for a referral: somebody who leads has weighed a name of these agencies that the file has. */
    tieWeighed: z.boolean().default(false),
    child: z.strictObject({ assent: z.enum(ASSENTS), guardian: z.enum(GUARDIANS) }).nullable(),
    happenedAt: sentMoment,
  }),
  response: requestShown,
  status: 201,
  failures: [
    'referral.not_allowed',
    'referral.no_file',
    'referral.no_partner',
    'referral.not_consented',
    'referral.assent_missing',
    'referral.already',
    'referral.tied',
    'referral.tie_unweighed',
    'referral.need_twice',
    'records.id_used',
    'records.not_permitted',
    'records.invalid_answers',
    'records.in_future',
  ],
})
