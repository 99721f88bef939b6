import { z } from 'zod'
import { route } from '@gloact/http/contract'
import { designation, done, instant } from './fields.ts'
import { idOf } from './principal.ts'

const tag = 'identity'

export const designationRequest = z.object({
  id: idOf<'designation_request'>(),
  agencyId: idOf<'agency'>(),
  agencyName: z.string(),
  designation,
  askedBy: z.string(),
  askedAt: instant,
  /** Whether whoever asks may confirm it. */
  mayConfirm: z.boolean(),
})

export type DesignationRequest = z.output<typeof designationRequest>

const oneRequest = z.object({ id: idOf<'designation_request'>() })

export const listDesignationRequests = route({
  method: 'GET',
  tag,
  path: '/identity/designation-requests',
  summary: 'Designations of agencies that wait for another administrator',
  response: z.object({ items: z.array(designationRequest) }),
  failures: ['identity.not_authorised'],
})

export const confirmDesignation = route({
  method: 'POST',
  tag,
  path: '/identity/designation-requests/:id/confirm',
  summary: 'Confirm a designation that another administrator gave; the agency has it from then on',
  params: oneRequest,
  response: done,
  failures: ['identity.not_authorised', 'identity.designation_missing', 'identity.second_administrator_needed'],
})

export const declineDesignation = route({
  method: 'POST',
  tag,
  path: '/identity/designation-requests/:id/decline',
  summary: 'Decline a designation, or withdraw what oneself asked for',
  params: oneRequest,
  response: done,
  failures: ['identity.not_authorised', 'identity.designation_missing'],
})
