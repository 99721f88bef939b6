import { route } from '@gloact/http/contract'
import { rowFilter } from '@gloact/registers/contract'
import { z } from 'zod'
import { PILLARS, REVIEW_BODIES } from '../domain/words.ts'

const tag = 'strategy'

/** A number, and the list that it counts: the two never differ, since the one is counted by what the other is asked with. */
const counted = z.object({ count: z.number().int(), filters: z.record(z.string(), rowFilter) })
export type Counted = z.infer<typeof counted>

export const ACTION_FIGURES = ['all', 'verified', 'claimed', 'late', 'blocked', 'unfunded'] as const
export const RECOMMENDATION_FIGURES = ['all', 'without_action', 'implemented', 'assessed'] as const

const actionFigures = z.record(z.enum(ACTION_FIGURES), counted)
const recommendationFigures = z.record(z.enum(RECOMMENDATION_FIGURES), counted)

export const readOverview = route({
  method: 'GET',
  path: '/strategy/overview',
  summary:
    'The status of a plan: what is verified, claimed, late, without money; and recommendations without an action',
  tag,
  query: z.object({ planId: z.uuid().optional() }),
  response: z.object({
    /** The plans to choose from, those that run now first. */
    plans: z.array(z.object({ id: z.uuid(), title: z.record(z.string(), z.string()), state: z.string() })),
    planId: z.uuid().nullable(),
    actions: actionFigures,
    pillars: z.array(z.object({ pillar: z.enum(PILLARS), figures: actionFigures })),
    /** By currency, since sums are never taken over two of them: of the whole plan first, then of each pillar. */
    money: z.array(
      z.object({
        pillar: z.enum(PILLARS).nullable(),
        currency: z.string(),
        cost: z.number(),
        secured: z.number(),
        spent: z.number(),
      }),
    ),
    recommendations: recommendationFigures,
    bodies: z.array(z.object({ body: z.enum(REVIEW_BODIES), figures: recommendationFigures })),
    /** Actions that are late or without money, the earliest due first. */
    urgent: z.array(
      z.object({
        id: z.uuid(),
        title: z.record(z.string(), z.string()),
        dueOn: z.string().nullable(),
        late: z.boolean(),
        unfunded: z.boolean(),
      }),
    ),
  }),
  failures: ['strategy.not_allowed'],
})

export const listAgencies = route({
  method: 'GET',
  path: '/strategy/agencies',
  summary: 'The agencies that actions and recommendations are given to',
  tag,
  response: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
  failures: ['strategy.not_allowed'],
})
