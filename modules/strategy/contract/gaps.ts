import { route } from '@gloact/http/contract'
import { z } from 'zod'

const tag = 'strategy'

/** Where what is lacking comes from: the law, the services, or the country's own needs assessment. */
export const GAP_LISTS = ['obligations', 'services', 'needs'] as const

export const gap = z
  .object({
    list: z.enum(GAP_LISTS),
    /** Of the law and of services a code; of the needs assessment, its row. */
    code: z.string(),
    label: z.record(z.string(), z.string()),
    lacking: z.boolean(),
    /** How many actions, or for a need goals, answer it: those dropped do not. */
    answered: z.number().int(),
  })
  .meta({ id: 'PlanGap' })
export type GapView = z.infer<typeof gap>

export const listGaps = route({
  method: 'GET',
  path: '/strategy/gaps',
  summary: 'What the plan can address in law and services, what is lacking, and whether an action addresses it',
  tag,
  response: z.object({ items: z.array(gap) }),
  failures: ['strategy.not_allowed'],
})
