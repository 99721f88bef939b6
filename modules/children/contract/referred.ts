import { route, sentMoment } from '@gloact/http/contract'
import { takeStepBody } from '@gloact/records/contract'
import { z } from 'zod'

const referral = z.object({ referralId: z.uuid() })
const told = z.object({
  /** Of the last twelve months, the latest first: when, on what, and which body. Never what was said. */
  interviews: z.array(z.object({ heldOn: z.string(), topics: z.array(z.string()), body: z.string() })),
  /** What the child was asked about so often that nobody should ask again. */
  askedEnough: z.array(z.string()),
})

export const readReferredInterviews = route({
  method: 'GET',
  path: '/children/referred/:referralId/interviews',
  summary: 'How often a child who was referred to a service has been interviewed, for that service',
  tag: 'children',
  params: referral,
  response: told,
  failures: ['children.not_allowed', 'children.no_referral'],
})

export const reportInterview = route({
  method: 'POST',
  path: '/children/referred/:referralId/interviews',
  summary: 'A service reports that it interviewed a child who was referred to it',
  tag: 'children',
  params: referral,
  body: z.object({ id: z.uuid(), happenedAt: sentMoment, answers: takeStepBody.shape.answers }),
  response: told,
  status: 201,
  failures: ['children.not_allowed', 'children.no_referral', 'records.invalid_answers', 'records.id_used'],
})
