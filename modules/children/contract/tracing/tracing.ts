import { bytes, line, route, sentMoment } from '@gloact/http/contract'
import { requestContracts, requestShown, takeStepBody } from '@gloact/records/contract'
import { z } from 'zod'
import { familyLink } from '../../domain/tracing/link-kind.ts'
import { HOW_ALIKE } from '../../domain/tracing/suggestion.ts'
import { tracingSubject } from '../../domain/tracing/subject-kind.ts'

const tag = 'children'
const one = z.object({ requestId: z.uuid() })
const TAKE_FAILURES = [
  'children.not_allowed',
  'records.not_found',
  'records.unknown_step',
  'records.not_open',
  'records.changed',
  'records.second_person',
  'records.not_permitted',
  'records.id_used',
  'records.invalid_answers',
  'records.in_future',
] as const

/** What is sent to open a record: ids are made by the client, so that sending twice records once. */
const opening = z.strictObject({
  id: z.uuid(),
  stepId: z.uuid(),
  happenedAt: sentMoment,
  answers: takeStepBody.shape.answers,
})

/** What every inquirer is told, whatever is known: the sentence, and the day on which they are written to. */
export const tracingLetter = z.object({ sentence: z.string(), writesOn: z.string() })

export const registerRequest = route({
  method: 'POST',
  path: '/children/tracing/requests',
  summary:
    'Register that a relative seeks a child; sent twice, it is registered once. The answer is the same for everyone',
  tag,
  status: 201,
  body: opening,
  response: tracingLetter,
  failures: ['children.not_allowed', 'records.id_used', 'records.invalid_answers', 'records.in_future'],
})

const tracingRow = z.object({
  id: z.uuid(),
  state: z.string(),
  openedAt: z.string(),
  dueAt: z.string().nullable(),
  sought: z.string(),
  inquirer: z.string(),
  relation: z.string(),
  /** For those who judge: suggestions that nobody has reviewed, and how probable the best one is. */
  suggestions: z.number().int(),
  probability: z.number().nullable(),
})
export type TracingRow = z.infer<typeof tracingRow>

export const listRequests = route({
  method: 'GET',
  path: '/children/tracing/requests',
  summary:
    'Requests of the caller’s agency a page at a time, those with new suggestions first; what is held by its deadline',
  tag,
  query: z.object({ list: z.enum(['open', 'held', 'ended']).default('open'), after: z.uuid().optional() }),
  /** `judges`: whether the asker judges what is suggested. `next`: what `after` takes for the next page. */
  response: z.object({ judges: z.boolean(), items: z.array(tracingRow), next: z.uuid().nullable() }),
  failures: ['children.not_allowed'],
})

export const readRequest = route({
  method: 'GET',
  path: '/children/tracing/requests/:requestId',
  summary: 'A request as the caller may see it',
  tag,
  params: one,
  response: requestShown.extend({ signs: z.array(z.string()), letter: tracingLetter }),
  versioned: true,
  failures: ['children.not_allowed', 'records.not_found'],
})

export const takeRequestStep = route({
  method: 'POST',
  path: '/children/tracing/requests/:requestId/steps',
  summary: 'Takes a step in a request',
  tag,
  params: one,
  body: takeStepBody,
  response: requestShown,
  versioned: true,
  status: 201,
  failures: [...TAKE_FAILURES, 'children.authority_first', 'children.amend_first', 'children.message_has_number'],
})

export const subjects = requestContracts({
  kind: tracingSubject,
  path: '/children/tracing/children',
  what: 'children’s own sides of tracing',
})

export const registerSubject = route({
  method: 'POST',
  path: '/children/tracing/children',
  summary: 'Register what a child says about their family; sent twice, it is registered once',
  tag,
  status: 201,
  body: opening.extend({ fileId: z.uuid().nullable() }),
  response: requestShown,
  failures: [
    'children.not_allowed',
    'children.no_child',
    'children.traced_already',
    'records.id_used',
    'records.invalid_answers',
    'records.in_future',
  ],
})

export const knownOfChild = route({
  method: 'POST',
  path: '/children/tracing/files/:fileId/known',
  summary: 'What the child’s file already answers of their side of tracing; recorded as opening the child’s identity',
  tag,
  params: z.object({ fileId: z.uuid() }),
  body: z.strictObject({}),
  response: z.object({ answers: takeStepBody.shape.answers }),
  failures: ['children.not_allowed', 'children.no_child'],
})

const said = z.record(z.string(), z.string())

/** A suggestion, side by side, with its reasons. */
export const matchShown = requestShown.extend({
  probability: z.number(),
  nobody: z.number(),
  reasons: z.array(z.object({ field: z.string(), how: z.enum(HOW_ALIKE), weight: z.number(), rare: z.boolean() })),
  request: said,
  child: said,
  again: z.array(z.string()),
  /** What changed so that it came back before its day. */
  back: z.array(z.string()),
  /** SHA-256 of the model that weighed it; null of what was suggested before it was kept. */
  model: z.string().nullable(),
  /** What is missing before a relative may be told: codes. */
  missing: z.array(z.string()),
  photograph: z.boolean(),
  /** The family link that it led to, once it was confirmed. */
  linkId: z.uuid().nullable(),
})
export type MatchShown = z.infer<typeof matchShown>

const matchRow = z.object({
  id: z.uuid(),
  state: z.string(),
  fileId: z.uuid().nullable(),
  openedAt: z.string(),
  dueAt: z.string().nullable(),
  probability: z.number(),
  sought: z.string(),
  child: z.string(),
  relation: z.string(),
})
export type MatchRow = z.infer<typeof matchRow>

export const listMatches = route({
  method: 'GET',
  path: '/children/tracing/matches',
  summary: 'Suggestions for children of the caller’s agency, the most probable first',
  tag,
  query: z.object({ list: z.enum(['new', 'open', 'ended']).default('open'), requestId: z.uuid().optional() }),
  response: z.object({ items: z.array(matchRow) }),
  failures: ['children.not_allowed'],
})

export const readMatch = route({
  method: 'GET',
  path: '/children/tracing/matches/:requestId',
  summary: 'A suggestion, both sides next to each other, with its reasons',
  tag,
  params: one,
  response: matchShown,
  versioned: true,
  failures: ['children.not_allowed', 'records.not_found'],
})

export const takeMatchStep = route({
  method: 'POST',
  path: '/children/tracing/matches/:requestId/steps',
  summary: 'Takes a step in a suggestion: rejects it, takes it up, records who was heard, confirms, allows contact',
  tag,
  params: one,
  body: takeStepBody,
  response: matchShown,
  versioned: true,
  status: 201,
  failures: [
    ...TAKE_FAILURES,
    'children.own_request',
    'children.not_yet_told',
    'children.park_day',
    'children.same_questions',
  ],
})

export const links = requestContracts({ kind: familyLink, path: '/children/tracing/links', what: 'family links' })

const photograph = z.object({ id: z.uuid(), uploadedAt: z.string(), takenBackAt: z.string().nullable() })

export const addPhotograph = route({
  method: 'PUT',
  path: '/children/tracing/children/:requestId/photographs/:photographId',
  summary: 'Send a photograph of the child, which only those who judge a suggestion see; sent twice, it is kept once',
  tag,
  params: z.object({ requestId: z.uuid(), photographId: z.uuid() }),
  query: z.object({ contentType: line(100).optional() }),
  body: bytes,
  bodyLimit: 12 * 1024 * 1024,
  response: photograph,
  failures: [
    'children.not_allowed',
    'children.photograph_refused',
    'children.photograph_too_large',
    'children.photograph_differs',
    'children.no_room',
    'records.not_found',
  ],
})

export const takePhotographBack = route({
  method: 'POST',
  path: '/children/tracing/children/:requestId/photographs/:photographId/take-back',
  summary: 'Withdraw a photograph: its bytes are destroyed, the record that there was one stays',
  tag,
  params: z.object({ requestId: z.uuid(), photographId: z.uuid() }),
  body: z.strictObject({ because: z.enum(['wrong_child', 'no_longer_agreed', 'other']) }),
  response: photograph,
  failures: ['children.not_allowed', 'records.not_found', 'children.no_photograph'],
})

export const openPhotograph = route({
  method: 'GET',
  path: '/children/tracing/matches/:requestId/photograph',
  summary: 'The photograph of the child, for anyone who judges this suggestion; recorded each time',
  tag,
  params: one,
  response: bytes,
  failures: ['children.not_allowed', 'records.not_found', 'children.no_photograph'],
})
