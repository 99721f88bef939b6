import { bytes, route, words } from '@gloact/http/contract'
import { z } from 'zod'
import { BARRIERS } from '../domain/follow-up.ts'
import { CONFIRMATIONS, SATISFACTION_ITEMS } from '../domain/levels.ts'

const tag = 'training'
const done = z.object({ done: z.literal(true) })
const code = words(60).min(1)
const rating = z.int().min(1).max(5)
const share = z.object({ count: z.int(), of: z.int(), share: z.number().nullable() })
const eventParams = z.object({ eventId: z.uuid() })
const byCode = ['training.no_such_code', 'training.too_many_tries'] as const
const ofEvent = ['training.not_allowed', 'training.unknown'] as const

export const answerSatisfaction = route({
  method: 'POST',
  path: '/training/take-part/satisfaction',
  summary: 'What a participant thought of an event, once',
  tag,
  session: 'none',
  body: z.strictObject({
    code,
    id: z.uuid(),
    ratings: z.strictObject({ useful: rating, clear: rating, pace: rating, trainers: rating, practical: rating }),
    comment: words(2000),
  }),
  response: done,
  failures: [...byCode, 'training.id_used', 'training.already_rated'],
})

const evaluation = z.object({
  satisfaction: z.array(
    z.object({
      item: z.enum(SATISFACTION_ITEMS),
      n: z.int(),
      mean: z.number().nullable(),
      spread: z.number().nullable(),
    }),
  ),
  comments: z.array(z.string()),
  behaviour: z.object({
    responses: share,
    uses: share,
    verified: share,
    inPost: share,
    barriers: z.array(share.extend({ barrier: z.enum(BARRIERS) })),
    confirmed: share,
    asked: z.int(),
  }),
  examples: z.array(z.object({ followUpId: z.uuid(), text: z.string(), verified: z.boolean().nullable() })),
})
export type EvaluationView = z.infer<typeof evaluation>

export const readEvaluation = route({
  method: 'GET',
  path: '/training/events/:eventId/evaluation',
  summary: 'What participants thought of an event, and what they do with it months later; for its team',
  tag,
  params: eventParams,
  response: evaluation,
  failures: ofEvent,
})

export const checkExample = route({
  method: 'POST',
  path: '/training/follow-ups/:followUpId/checks',
  summary: 'Record whether an example of use is accepted as one',
  tag,
  params: z.object({ followUpId: z.uuid() }),
  body: z.strictObject({ id: z.uuid(), verified: z.boolean() }),
  response: done,
  failures: [...ofEvent, 'training.id_used'],
})

const reminder = z.object({
  participantId: z.uuid(),
  name: z.string(),
  email: z.string(),
  code: z.string(),
  supervisorCode: z.string(),
})
export type Reminder = z.infer<typeof reminder>

export const remind = route({
  method: 'POST',
  path: '/training/events/:eventId/reminders',
  summary: 'Links for those who have not answered the follow-up and agreed to be contacted, and for their supervisors',
  tag,
  params: eventParams,
  /** `withheld`: those who did not agree, or were not asked. */
  response: z.object({ items: z.array(reminder), withheld: z.int() }),
  secret: true,
  failures: [...ofEvent, 'training.no_follow_up'],
})

export const readConfirmation = route({
  method: 'POST',
  path: '/training/confirmations/read',
  summary: 'What a supervisor is asked, by their code',
  tag,
  session: 'none',
  secret: true,
  body: z.strictObject({ code }),
  response: z.object({ name: z.string(), event: z.string(), answer: z.enum(CONFIRMATIONS).nullable() }),
  failures: byCode,
})

export const answerConfirmation = route({
  method: 'POST',
  path: '/training/confirmations',
  summary: 'Whether a participant uses what they learnt, as their supervisor sees it; once',
  tag,
  session: 'none',
  body: z.strictObject({ code, answer: z.enum(CONFIRMATIONS) }),
  response: done,
  failures: [...byCode, 'training.already_confirmed'],
})

const format = z.enum(['docx', 'pdf'])
const language = z.enum(['en', 'ar', 'fr', 'es', 'pt', 'ru'])

export const readEventReport = route({
  method: 'GET',
  path: '/training/events/:eventId/report',
  summary: 'The report of an event as Word or PDF, without figures about only a few people',
  tag,
  params: eventParams,
  query: z.object({ format, language }),
  response: bytes,
  failures: ofEvent,
})

export const readYearReport = route({
  method: 'GET',
  path: '/training/report',
  summary: 'The report of a year as Word or PDF, without figures about only a few people',
  tag,
  query: z.object({ year: z.coerce.number().int().min(2000).max(2200), format, language }),
  response: bytes,
  failures: ['training.not_allowed'],
})

export const readBadge = route({
  method: 'GET',
  path: '/training/certificates/:certificateId/badge',
  summary: 'A certificate as an Open Badges 3.0 credential, signed (VC-JWT, EdDSA)',
  tag,
  params: z.object({ certificateId: z.uuid() }),
  response: bytes,
  failures: ofEvent,
})

export const rotateIssuerKey = route({
  method: 'POST',
  path: '/training/issuer-keys',
  summary: 'Sign with a new key; what the earlier one signed still verifies, unless that one is revoked',
  tag,
  body: z.strictObject({ revokeEarlier: z.boolean() }),
  response: z.object({ keyId: z.string() }),
  failures: ['training.not_allowed'],
})

export const listRevocations = route({
  method: 'GET',
  path: '/training/revocations',
  summary: 'The credentials that were revoked, only by their ids',
  tag,
  session: 'none',
  response: z.object({ id: z.string(), revokedCredential: z.array(z.object({ id: z.string() })) }),
})
