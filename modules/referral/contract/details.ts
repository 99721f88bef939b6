import { route, text } from '@gloact/http/contract'
import { z } from 'zod'
import { DETAIL_FIELDS, SIGHTS } from '../domain/service-detail.ts'

const tag = 'referral'
const params = z.object({ serviceId: z.uuid() })

const detail = z.object({
  id: z.uuid(),
  field: z.enum(DETAIL_FIELDS),
  sight: z.enum(SIGHTS),
  value: z.string(),
  /** What `night` names: the service, and where. */
  names: z.string().nullable(),
})

export const details = z.object({
  items: z.array(detail),
  /** Whether it is open now; null where no hours are known. */
  openNow: z.boolean().nullable(),
  /** What waits for a second person, as far as the asker may read it. */
  proposed: z.array(detail.extend({ mayConfirm: z.boolean() })),
  mayPropose: z.boolean(),
  confidential: z.boolean(),
})
export type Details = z.infer<typeof details>

export const readDetails = route({
  method: 'GET',
  path: '/referral/services/:serviceId/details',
  summary: 'Hours, night service, fees, contact and address of a service, as far as the caller may see each',
  tag,
  params,
  response: details,
  failures: ['referral.not_allowed', 'referral.no_service'],
})

export const proposeDetail = route({
  method: 'POST',
  path: '/referral/services/:serviceId/details',
  summary:
    'Proposes one of these details for one’s own agency’s service, and who may see it; it takes effect once a second person has confirmed it',
  tag,
  params,
  body: z.strictObject({
    id: z.uuid(),
    field: z.enum(DETAIL_FIELDS),
    sight: z.enum(SIGHTS),
    value: text(500),
  }),
  response: details,
  status: 201,
  failures: ['referral.not_allowed', 'referral.no_service', 'referral.wrong_detail', 'records.id_used'],
})

export const confirmDetail = route({
  method: 'POST',
  path: '/referral/services/:serviceId/details/confirm',
  summary: 'A second person confirms the detail: from another agency, or from the same one where few may see it',
  tag,
  params,
  body: z.strictObject({ id: z.uuid() }),
  response: details,
  failures: ['referral.not_allowed', 'referral.no_service', 'records.second_person'],
})
