import { route } from '@gloact/http/contract'
import { z } from 'zod'

/** What people follow a procedure in; as the list `framework_use` says it. */
export const FOLLOWED_IN = [
  'identification',
  'referral',
  'determination',
  'shelter',
  'interviews',
  'children',
  'return',
  'data_protection',
] as const
export type FollowedIn = (typeof FOLLOWED_IN)[number]

const editionView = z.object({
  id: z.uuid(),
  title: z.record(z.string(), z.string()),
  edition: z.string(),
  from: z.string(),
  /** The day on which another took its place; null while it is in force. */
  until: z.string().nullable(),
  /** Where it is published. */
  page: z.string().nullable(),
  /** Its page here, for those who may read it. */
  to: z.string().nullable(),
})
export type EditionView = z.infer<typeof editionView>

export const listInForce = route({
  method: 'GET',
  path: '/strategy/in-force',
  summary:
    'The procedures, protocols and standards for something that people do, each with the period in which it was in force',
  tag: 'strategy',
  query: z.object({ use: z.enum(FOLLOWED_IN) }),
  response: z.object({ items: z.array(editionView) }),
})

const followedView = z.object({
  use: z.enum(FOLLOWED_IN),
  edition: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  counted: z.array(
    z.object({
      what: z.string(),
      quarter: z.string(),
      /** Another edition was in force in a part of it. */
      partly: z.boolean(),
      /** Null where it is withheld. */
      count: z.number().int().nullable(),
      to: z.string().nullable(),
    }),
  ),
})
export type FollowedView = z.infer<typeof followedView>

/** Where an edition was followed: what other modules tell of the quarters that are over. */
export const readFollowed = route({
  method: 'GET',
  path: '/strategy/frameworks/:id/followed',
  summary:
    'In which quarters the editions of a framework were followed, and how often, by protected figures of every module',
  tag: 'strategy',
  params: z.object({ id: z.uuid() }),
  query: z.object({ language: z.string().regex(/^[a-z]{2,3}$/) }),
  response: z.object({
    items: z.array(followedView),
    rule: z.array(z.string()),
  }),
  failures: ['strategy.not_allowed', 'strategy.unknown'],
})
