import { bytes, page, route, sentMoment, words } from '@gloact/http/contract'
import { requestContracts, requestShown } from '@gloact/records/contract'
import { rowAnswers } from '@gloact/registers/contract'
import { z } from 'zod'
import { CONTENT_PROBLEMS } from '../domain/content-check.ts'
import { IDENTIFYING } from '../domain/identifying.ts'
import { HANDLED_ACTIONS } from '../domain/handling.ts'
import { assistance } from '../domain/request-kind.ts'
import { KEPT_FROM_GOING } from './failures.ts'

const tag = 'cooperation'
const one = z.object({ requestId: z.uuid() })

/** The list of requests, one of them, and its steps; what needs more than its form has a route of its own. */
export const requests = requestContracts({
  kind: assistance,
  path: '/cooperation/requests',
  what: 'requests to and from other countries',
})
export const { list: listRequests, read: readRequest, take: takeRequestStep } = requests

const SENDING = [...KEPT_FROM_GOING, 'cooperation.incomplete']

export const draftRequest = route({
  method: 'POST',
  path: '/cooperation/requests',
  summary: 'Begins a request to an authority of another country; nothing is sent before a second officer approves it',
  tag,
  /** The client makes the ids: sent twice, it is begun once. */
  body: z.strictObject({
    id: z.uuidv7(),
    stepId: z.uuid(),
    authorityId: z.uuid(),
    happenedAt: sentMoment,
    answers: rowAnswers,
  }),
  response: requestShown,
  status: 201,
  failures: [
    'cooperation.not_allowed',
    'cooperation.no_authority',
    'records.id_used',
    'records.in_future',
    'records.invalid_answers',
  ],
})

const step = z.strictObject({ stepId: z.uuid(), happenedAt: sentMoment })
/** Why words go that could tell who somebody is: needed where the content check found such, and recorded with the step. */
export const reasonToName = { identifying: words(1000).optional() }
/** What could tell who somebody is, in words that would cross. */
export const identifyingPassage = z.object({ field: z.string(), kind: z.enum(IDENTIFYING), words: z.string() })
export type IdentifyingPassage = z.infer<typeof identifyingPassage>

export const submitRequest = route({
  method: 'POST',
  path: '/cooperation/requests/:requestId/submit',
  summary: 'Puts a request forward for approval, if the content check finds nothing missing',
  tag,
  params: one,
  body: step,
  response: requestShown,
  status: 201,
  failures: SENDING,
})

export const approveRequest = route({
  method: 'POST',
  path: '/cooperation/requests/:requestId/approve',
  summary: 'Approves a request as the second officer: it is sealed, signed and sent, if it is what was read',
  tag,
  params: one,
  body: step.extend({ digest: words(100), ...reasonToName }),
  response: requestShown,
  status: 201,
  failures: [...SENDING, 'cooperation.changed_since'],
})

export const sendResult = route({
  method: 'POST',
  path: '/cooperation/requests/:requestId/result',
  summary: 'Sends the result that another officer prepared',
  tag,
  params: one,
  body: step.extend(reasonToName),
  response: requestShown,
  status: 201,
  failures: [...SENDING, 'cooperation.not_prepared'],
})

/** What a request says, next to where it stands. Reading it is recorded. */
export const requestContent = z.object({
  answers: rowAnswers,
  /** Of exactly this content: an approval names it. */
  digest: z.string(),
  /** The other country's authority, by what the directory or its messages call it. */
  authority: z.object({
    country: z.string(),
    desk: z.string(),
    /** Its entry in the directory, where there is one. */
    id: z.uuid().nullable(),
    name: z.record(z.string(), z.string()),
    urgentLine: z.string().nullable(),
    confirmedOn: z.string().nullable(),
  }),
  missing: z.array(z.enum(CONTENT_PROBLEMS)),
  /** Dates of birth and names in free text, of what would be sent next: it goes with a reason only. */
  identifying: z.array(identifyingPassage),
  staleSheet: z.boolean(),
  handling: z.object({ tlp: z.string(), h: z.array(z.string()), text: z.string().nullable() }),
  /** What may be done with it here: an action that is left out has no button, and is refused. */
  permitted: z.array(z.enum(HANDLED_ACTIONS)),
  /** The result that was prepared and not sent yet: of the requested side. */
  prepared: rowAnswers.nullable(),
})
export type RequestContent = z.infer<typeof requestContent>

export const readContent = route({
  method: 'GET',
  path: '/cooperation/requests/:requestId/content',
  summary: 'What a request says, what is missing before it can go, and what may be done with it',
  tag,
  params: one,
  response: requestContent,
  failures: ['cooperation.not_allowed', 'records.not_found'],
})

export const requestMessage = z.object({
  id: z.uuid(),
  direction: z.enum(['out', 'in']),
  type: z.string(),
  seq: z.number().int(),
  createdAt: z.string(),
  receivedAt: z.string().nullable(),
  state: z.string(),
  reason: z.string().nullable(),
  /** SHA-256 of the signed message: the same on both sides. */
  hash: z.string(),
  receipts: z.array(z.object({ kind: z.string(), at: z.string(), hash: z.string(), reason: z.string().nullable() })),
})
export type RequestMessage = z.infer<typeof requestMessage>

export const listMessages = route({
  method: 'GET',
  path: '/cooperation/requests/:requestId/messages',
  summary: 'What crossed the border for a request, with hashes and receipts: the other side shows the same',
  tag,
  params: one,
  response: page(requestMessage).extend({
    /** When both countries last held what they have against one another, and in how many places they differed. */
    compared: z.object({ at: z.string(), differences: z.number().int() }).nullable(),
    /** Whether the caller may ask the other country what it has. */
    mayCompare: z.boolean(),
  }),
  failures: ['cooperation.not_allowed', 'records.not_found'],
})

export type MessagesListed = z.infer<typeof listMessages.response>

export const compareRequest = route({
  method: 'POST',
  path: '/cooperation/requests/:requestId/compare',
  summary: 'Asks the other country what it holds of a request, by checksums; a difference is an alarm on both sides',
  tag,
  params: one,
  body: z.object({}),
  response: z.object({}),
  failures: [
    'cooperation.not_allowed',
    'cooperation.no_exchange',
    'cooperation.no_conversation',
    'records.not_found',
    'exchange.peer_revoked',
    'exchange.peer_expired',
    'exchange.unknown_peer',
    'exchange.unknown_desk',
    'exchange.too_large',
  ],
})

export const printLetter = route({
  method: 'GET',
  path: '/cooperation/requests/:requestId/letter',
  summary: 'A request as a letter, in Word or PDF, where its handling allows it',
  tag,
  params: one,
  query: z.object({ format: z.enum(['docx', 'pdf']), language: z.enum(['en', 'ar', 'es', 'fr', 'pt', 'ru']) }),
  response: bytes,
  failures: ['cooperation.not_allowed', 'cooperation.unknown', 'records.not_found'],
})
