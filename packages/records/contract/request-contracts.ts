import { line, page, route, sentMoment, words } from '@gloact/http/contract'
import { ABSENCES, type Answer, type Json } from '@gloact/kernel'
import { z } from 'zod'
import type { RequestKind } from '../request/definition.ts'

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([words(100_000), z.number(), z.boolean(), z.null(), z.array(json), z.record(line(200), json)]),
)

/** An answer as `@gloact/forms` takes it: that it is one, and of the form, is asked there. */
const answer = z.union([
  z.strictObject({ value: json }),
  z.strictObject({ absent: z.enum(ABSENCES) }),
]) as unknown as z.ZodType<Answer>

const answers = z.record(line(200), answer)

const fact = z.union([z.string(), z.number(), z.boolean(), z.null()])
const moment = z.string()

/** What lists say of a request. */
export const requestRow = z.object({
  id: z.uuid(),
  version: z.number().int(),
  state: z.string(),
  /** Whose turn it is; null where it has ended. */
  turn: z.string().nullable(),
  /** Which parties the person asking acts for. */
  you: z.array(z.string()),
  /** The agency of each party. */
  parties: z.record(z.string(), z.uuid()),
  facts: z.record(z.string(), fact),
  nextDueAt: moment.nullable(),
  openedAt: moment,
  changedAt: moment,
})
export type RequestRowView = z.infer<typeof requestRow>

/** A request as a party sees it. */
export const requestShown = requestRow.extend({
  clocks: z.array(
    z.object({
      clock: z.string(),
      /** Whose deadline it is. */
      of: z.string(),
      startedAt: moment,
      dueAt: moment.nullable(),
      warnAt: moment.nullable(),
      pausedAt: moment.nullable(),
      stoppedAt: moment.nullable(),
    }),
  ),
  /** What happened, as far as it is this party's to see. */
  steps: z.array(
    z.object({
      id: z.uuid(),
      step: z.string(),
      party: z.string(),
      /** Who of the own side; null of the other, and where the platform did it. */
      by: z.uuid().nullable(),
      happenedAt: moment,
      recordedAt: moment,
      answers: z.record(z.string(), answer),
    }),
  ),
  /** What can be done now, and what only somebody else can. */
  open: z.array(
    z.object({
      step: z.string(),
      party: z.string(),
      barredBy: z.enum(['second_person', 'not_permitted']).optional(),
      /** The id of the form that it needs. */
      needs: z.string().optional(),
    }),
  ),
})
export type RequestShown = z.infer<typeof requestShown>

export const takeStepBody = z.strictObject({
  /** Made by the client, so that sending twice records once. */
  id: z.uuid(),
  step: line(60),
  /** When it happened, as entered: what clocks go by. */
  happenedAt: sentMoment,
  deviceTime: sentMoment.nullish(),
  answers: answers.default({}),
})
export type SentStepBody = z.infer<typeof takeStepBody>

export const REQUEST_LISTS = ['my_turn', 'open', 'ended', 'all'] as const
export type RequestList = (typeof REQUEST_LISTS)[number]

const TAKE_FAILURES = [
  'records.not_found',
  'records.unknown_step',
  'records.not_open',
  'records.changed',
  'records.second_person',
  'records.not_permitted',
  'records.id_used',
  'records.invalid_answers',
  'records.in_future',
]

/**
 * The routes of a kind of request: its list, one of them as the asker's party sees it, and taking a step. `what` is how the
 * API's description calls them: `referrals`.
 */
export function requestContracts(of: {
  readonly kind: RequestKind
  readonly path: `/${string}`
  readonly what: string
}) {
  const tag = of.kind.kind.split('.')[0]!
  const one = z.object({ requestId: z.uuid() })
  return {
    list: route({
      method: 'GET',
      path: of.path,
      summary: `The ${of.what} of the caller's agency, most recently changed first`,
      tag,
      query: z.object({
        list: z.enum(REQUEST_LISTS).default('open'),
        after: line(100).optional(),
        /** Those about one file. */
        fileId: z.uuid().optional(),
      }),
      response: page(requestRow),
    }),
    read: route({
      method: 'GET',
      path: `${of.path}/:requestId`,
      summary: `One of the ${of.what}, as the caller's party sees it, and what can be done`,
      tag,
      params: one,
      response: requestShown,
      versioned: true,
      failures: ['records.not_found'],
    }),
    take: route({
      method: 'POST',
      path: `${of.path}/:requestId/steps`,
      summary: `Takes a step in one of the ${of.what}; with \`If-Match\`, only if unchanged since it was read`,
      tag,
      params: one,
      body: takeStepBody,
      response: requestShown,
      versioned: true,
      status: 201,
      failures: TAKE_FAILURES,
    }),
  }
}

export type RequestContracts = ReturnType<typeof requestContracts>

/**
 * The route that opens a request with its first step, for kinds of which nothing else has to be said: who the parties are the module
 * knows. A kind that asks for more has a route of its own.
 */
export const openingContract = (of: {
  readonly kind: RequestKind
  readonly path: `/${string}`
  readonly what: string
}) =>
  route({
    method: 'POST',
    path: of.path,
    summary: `Opens one of the ${of.what} with its first step; sent twice, it is opened once`,
    tag: of.kind.kind.split('.')[0]!,
    body: takeStepBody.omit({ step: true }).extend({ requestId: z.uuid() }),
    response: requestShown,
    status: 201,
    failures: ['records.id_used', 'records.not_permitted', 'records.invalid_answers', 'records.in_future'],
  })

export type OpeningContract = ReturnType<typeof openingContract>
