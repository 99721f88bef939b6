import { bytes, line, route, sentMoment } from '@gloact/http/contract'
import { requestContracts, requestShown } from '@gloact/records/contract'
import { rowAnswers } from '@gloact/registers/contract'
import { z } from 'zod'
import { claim } from '../domain/claim.ts'

const tag = 'strategy'

export const claimContracts = requestContracts({
  kind: claim,
  path: '/strategy/claims',
  what: 'reports of actions done',
})
export const { read: readClaim, take: takeClaimStep } = claimContracts

export const evidence = z.object({
  id: z.uuid(),
  contentType: z.string(),
  bytes: z.number().int(),
  /** Of what is stored: who has the document can hold it against this. */
  sha256: z.string(),
  uploadedAt: z.string(),
  /** Where a record of GloACT lies that stands in place of a document. */
  record: z.string().nullable(),
})
export type EvidenceView = z.infer<typeof evidence>

export const uploadEvidence = route({
  method: 'PUT',
  path: '/strategy/actions/:id/evidence/:evidenceId',
  summary: 'Send the document that shows that an action was done; sent twice, it is kept once',
  tag,
  params: z.object({ id: z.uuid(), evidenceId: z.uuid() }),
  query: z.object({ contentType: line(100).optional() }),
  body: bytes,
  bodyLimit: 30 * 1024 * 1024,
  response: evidence,
  failures: [
    'strategy.not_allowed',
    'strategy.unknown',
    'strategy.evidence_refused',
    'strategy.evidence_too_large',
    'strategy.evidence_differs',
    'strategy.no_room',
  ],
})

export const openEvidence = route({
  method: 'GET',
  path: '/strategy/actions/:id/evidence/:evidenceId',
  summary: 'The document that shows that an action was done',
  tag,
  params: z.object({ id: z.uuid(), evidenceId: z.uuid() }),
  response: bytes,
  failures: ['strategy.not_allowed', 'strategy.unknown'],
})

export const claimAction = route({
  method: 'POST',
  path: '/strategy/actions/:id/claims',
  summary: 'Report an action as done, with the document that shows it',
  tag,
  status: 201,
  params: z.object({ id: z.uuid() }),
  /** The client makes the ids: sent twice, it is reported once. */
  body: z.strictObject({
    claimId: z.uuid(),
    stepId: z.uuid(),
    evidenceId: z.uuid(),
    /** The address of a record of GloACT, in place of a document that was sent before. */
    record: line(200).optional(),
    happenedAt: sentMoment,
    answers: rowAnswers,
  }),
  response: requestShown,
  failures: [
    'strategy.not_allowed',
    'strategy.unknown',
    'strategy.no_owner',
    'strategy.not_open',
    'strategy.done_before_start',
    'strategy.evidence_missing',
    'strategy.no_record',
    'records.invalid_answers',
    'records.id_used',
    'records.in_future',
  ],
})

export const actionClaims = route({
  method: 'GET',
  path: '/strategy/actions/:id/claims',
  summary: 'What was reported about an action, who decided on it, and the documents',
  tag,
  params: z.object({ id: z.uuid() }),
  response: z.object({
    mayClaim: z.boolean(),
    items: z.array(
      z.object({
        id: z.uuid(),
        state: z.string(),
        openedAt: z.string(),
        evidence: evidence.nullable(),
        /** Whether the person asking is of a party, and may open it. */
        yours: z.boolean(),
      }),
    ),
  }),
  failures: ['strategy.not_allowed', 'strategy.unknown'],
})
