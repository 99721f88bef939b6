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

export const listInForce = route({
  method: 'GET',
  path: '/strategy/in-force',
  summary: 'The procedures, protocols and standards in force for something that people do, for anyone who does it',
  tag: 'strategy',
  query: z.object({ use: z.enum(FOLLOWED_IN) }),
  response: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        title: z.record(z.string(), z.string()),
        edition: z.string(),
        /** Where it is published. */
        page: z.string().nullable(),
        /** Its page here, for those who may read it. */
        to: z.string().nullable(),
      }),
    ),
  }),
})
