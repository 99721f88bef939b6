import { bytes, line, route, words } from '@gloact/http/contract'
import { z } from 'zod'
import { COSTS } from '../domain/arrangements.ts'
import { DECISIONS } from '../domain/nomination.ts'

const tag = 'training'
const params = z.object({ eventId: z.uuid() })
const ofEvent = ['training.not_allowed', 'training.unknown'] as const

const amount = z.int().min(0).max(1_000_000_000)

/** With whom an event is held, who pays, and what it costs. */
const arrangements = z
  .strictObject({
    partners: z.array(line(200)).max(20),
    paidBy: words(300),
    currency: z.string().regex(/^[A-Z]{3}$/),
    costs: z
      .array(z.strictObject({ kind: z.enum(COSTS), planned: amount, spent: amount.nullable() }))
      .max(COSTS.length)
      .refine((costs) => new Set(costs.map(({ kind }) => kind)).size === costs.length),
  })
  .meta({ id: 'EventArrangements' })
export type ArrangementsView = z.infer<typeof arrangements>

export const readArrangements = route({
  method: 'GET',
  path: '/training/events/:eventId/arrangements',
  summary: 'Who an event is held with, who pays and what it costs',
  tag,
  params,
  response: z.object({ saved: z.uuid().nullable(), arrangements, attended: z.int() }),
  failures: ofEvent,
})

export const saveArrangements = route({
  method: 'POST',
  path: '/training/events/:eventId/arrangements',
  summary: 'Save who an event is held with, who pays and what it costs; what was saved before stays on record',
  tag,
  status: 201,
  params,
  body: z.strictObject({
    id: z.uuid(),
    /** What was open when it was changed; null where nothing was saved before. */
    after: z.uuid().nullable(),
    arrangements,
  }),
  response: z.object({ done: z.literal(true) }),
  failures: [...ofEvent, 'training.id_used', 'training.arrangements_changed'],
})

export const readLetters = route({
  method: 'GET',
  path: '/training/events/:eventId/letters',
  summary: 'Letters to those with one decision as a Word file, one per page, in the language of the event',
  tag,
  params,
  query: z.object({ decision: z.enum(DECISIONS) }),
  response: bytes,
  failures: [...ofEvent, 'training.nobody_to_write_to'],
})
