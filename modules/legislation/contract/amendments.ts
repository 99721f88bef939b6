import { line, route, sentDate, storedDate, words } from '@gloact/http/contract'
import { INSTRUCTION_ACTIONS, NOT_APPLIED } from '../domain/law-words.ts'
import { z } from 'zod'
import { lawEntry } from './laws.ts'

const tag = 'legislation'

export const instruction = z.strictObject({
  action: z.enum(INSTRUCTION_ACTIONS),
  /** A provision's address, or how a law refers to it: `sec_6__subsec_2`, `6(2)`. */
  at: words(200),
  words: words(100_000),
  old: words(10_000),
})
export type InstructionSent = z.infer<typeof instruction>

export const outcome = z.object({
  action: z.enum(INSTRUCTION_ACTIONS),
  at: z.string(),
  /** Where it was applied, in the text after; empty where it was not. */
  eId: z.string(),
  problem: z.enum(NOT_APPLIED).nullable(),
  before: z.string(),
  after: z.string(),
})
export type OutcomeView = z.infer<typeof outcome>

const amendment = z.object({
  id: z.uuid(),
  beforeId: z.uuid(),
  afterId: z.uuid(),
  amendingId: z.uuid(),
  amendingTitle: z.string(),
  inForceOn: storedDate,
  outcomes: z.array(outcome),
})
export type AmendmentView = z.infer<typeof amendment>

const params = z.object({ lawId: z.uuid() })

export const listAmendments = route({
  method: 'GET',
  path: '/legislation/laws/:lawId/amendments',
  summary: 'The amendments of a law, the latest first, each instruction with its outcome',
  tag,
  params,
  response: z.object({ items: z.array(amendment) }),
  failures: ['legislation.not_allowed', 'legislation.unknown'],
})

export const amendLaw = route({
  method: 'POST',
  path: '/legislation/laws/:lawId/amendments',
  summary: 'Apply the instructions of an amending law in their order: the law’s next text',
  tag,
  status: 201,
  bodyLimit: 12_000_000,
  params,
  /** The client makes the ids: sent twice, it is applied once. */
  body: z.strictObject({
    id: z.uuid(),
    beforeId: z.uuid(),
    afterId: z.uuid(),
    amendingId: z.uuid(),
    inForceOn: sentDate,
    instructions: z.array(instruction).min(1).max(1000),
  }),
  response: lawEntry,
  failures: [
    'legislation.not_allowed',
    'legislation.unknown',
    'legislation.id_used',
    'legislation.before_law',
    'legislation.too_many_provisions',
    'legislation.same_day',
    'legislation.circular',
    'legislation.later_amended',
    'legislation.nothing_applied',
  ],
})

export const lawOn = route({
  method: 'GET',
  path: '/legislation/laws/:lawId/texts',
  summary: 'Which text of a law was in force on a day, in a language; none where the law did not exist yet',
  tag,
  params,
  query: z.object({ on: sentDate, language: line(3) }),
  response: z.object({ expressionId: z.uuid().nullable() }),
  failures: ['legislation.not_allowed', 'legislation.unknown'],
})
