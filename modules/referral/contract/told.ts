import { route } from '@gloact/http/contract'
import { z } from 'zod'

export const listTold = route({
  method: 'GET',
  path: '/referral/files/:fileId/told',
  summary:
    'For the person: which groups of data of their file went to whom, when and on what basis, and what can no longer be read',
  tag: 'referral',
  params: z.object({ fileId: z.uuid() }),
  response: z.object({
    items: z.array(
      z.object({
        requestId: z.uuid(),
        kind: z.string(),
        need: z.string().nullable(),
        service: z.string().nullable(),
        agencies: z.array(z.string()),
        sentAt: z.string(),
        /** `basis` is null where the person consented. */
        groups: z.array(z.object({ group: z.string(), basis: z.string().nullable() })),
        endedAt: z.string().nullable(),
        because: z.string().nullable(),
      }),
    ),
  }),
  failures: ['referral.not_allowed', 'referral.no_file'],
})
