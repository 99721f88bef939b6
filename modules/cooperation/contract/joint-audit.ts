import { line, page, route } from '@gloact/http/contract'
import { z } from 'zod'

const compared = z.object({
  at: z.string(),
  differences: z.array(
    z.object({
      direction: z.enum(['out', 'in']),
      of: z.enum(['message', 'receipt']),
      /** The number within the conversation, or the place in the chain of receipts. */
      at: z.number().int(),
      /** SHA-256 of what lies here and there; null where there is nothing. */
      here: z.string().nullable(),
      there: z.string().nullable(),
    }),
  ),
})

export const audited = z.object({
  country: z.string(),
  /** The request, or the report of intelligence, that the conversation is; null of the chains of receipts with the country. */
  request: z.object({ id: z.uuid(), number: z.string(), track: z.enum(['evidence', 'intelligence']) }).nullable(),
  /** Null where nobody has compared it yet. */
  compared: compared.nullable(),
})
export type Audited = z.infer<typeof audited>

export const readJointAudit = route({
  method: 'GET',
  path: '/cooperation/joint-audit',
  summary:
    'Results of the last comparisons with other countries: of the chains of receipts, and of each request or report that the caller may read',
  tag: 'cooperation',
  response: page(audited).extend({
    /** Of which tracks the caller may ask another country what it has. */
    mayCompare: z.array(z.enum(['evidence', 'intelligence'])),
  }),
  failures: ['cooperation.not_allowed', 'cooperation.no_exchange'],
})

export const compareAll = route({
  method: 'POST',
  path: '/cooperation/joint-audit/:country',
  summary: 'Asks a country what it holds of every open request or report with it',
  tag: 'cooperation',
  // What is no country's code is answered like a country with which there is nothing.
  params: z.object({ country: line(60) }),
  body: z.object({}),
  response: z.object({ asked: z.number().int() }),
  failures: ['cooperation.not_allowed', 'cooperation.no_exchange'],
})
