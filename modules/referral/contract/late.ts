import { route } from '@gloact/http/contract'
import { z } from 'zod'

export const listLate = route({
  method: 'GET',
  path: '/referral/late',
  summary:
    'Deadlines of referrals and transfers overdue for at least as long as they allowed, only by number and service; of recalls and exceptions for the data-protection officer',
  tag: 'referral',
  response: z.object({
    items: z.array(
      z.object({
        number: z.string(),
        kind: z.enum(['referral', 'transfer']),
        /** Null where it goes to an agency and not to a service. */
        service: z.string().nullable(),
        agencyName: z.string().nullable(),
        clock: z.string(),
        dueAt: z.string(),
      }),
    ),
  }),
  failures: ['referral.not_allowed'],
})
