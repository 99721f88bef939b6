import { route } from '@gloact/http/contract'
import { z } from 'zod'
import { gap } from './gaps.ts'

const tag = 'strategy'

const part = z
  .object({
    id: z.string(),
    title: z.string(),
    /** How it is counted. */
    rule: z.string(),
    of: z.string(),
    columns: z.array(z.string()),
    /** A count that is withheld is null. */
    rows: z.array(z.object({ id: z.string(), label: z.string(), counts: z.array(z.number().int().nullable()) })),
    /** Of the rows that the country has drawn, on a square of 100 by 100. */
    outlines: z.array(z.object({ id: z.string(), points: z.array(z.tuple([z.number(), z.number()])) })),
    /** The list that it counts, for those who may read it. */
    to: z.string().nullable(),
  })
  .meta({ id: 'ResponsePart' })
export type ResponsePartView = z.infer<typeof part>

const missing = z.object({
  whats: z.array(z.string()),
  rows: z.array(z.object({ agencyId: z.uuid(), agency: z.string(), counts: z.array(z.number().int()) })),
})
export type MissingView = z.infer<typeof missing>

export const readResponse = route({
  method: 'GET',
  path: '/strategy/response',
  summary:
    'The status of the whole response, by protected figures of every module, and what each agency has not delivered',
  tag,
  query: z.object({ language: z.string().regex(/^[a-z]{2,3}$/) }),
  response: z.object({
    parts: z.array(part),
    missing,
  }),
  failures: ['strategy.not_allowed'],
})

export const readAssistance = route({
  method: 'GET',
  path: '/strategy/programmes/:id/assistance',
  summary:
    'Intake and results of an assistance programme, by protected figures of the modules that know its services, and its gaps',
  tag,
  params: z.object({ id: z.uuid() }),
  query: z.object({ language: z.string().regex(/^[a-z]{2,3}$/) }),
  response: z.object({
    parts: z.array(part),
    /** Services that it gives and that are measured as lacking, and needs that it meets and that are scored as wide. */
    gaps: z.array(gap),
  }),
  failures: ['strategy.not_allowed', 'strategy.unknown'],
})
