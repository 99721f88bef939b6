import { bytes, line, route } from '@gloact/http/contract'
import { z } from 'zod'
import { COMPLAINED_OF } from '../domain/complaint.ts'

const tag = 'children'
const one = z.object({ requestId: z.uuid(), complaintId: z.uuid() })

export const addVoice = route({
  method: 'PUT',
  path: '/children/guardianship/:requestId/voices/:complaintId',
  summary:
    'A child complains by voice message, which only the guardianship authority can play; sent twice, it is one complaint',
  tag,
  params: one,
  query: z.object({
    contentType: line(100).optional(),
    /** Pictures at which the child pointed besides, with commas between. */
    pictures: z
      .string()
      .max(300)
      .regex(/^[a-z_]+(,[a-z_]+)*$/)
      .optional(),
    /** Whom the child pointed at; left out where the child did not answer. */
    of: z.enum(COMPLAINED_OF).optional(),
  }),
  body: bytes,
  bodyLimit: 5 * 1024 * 1024,
  response: z.object({ complaintId: z.uuid() }),
  failures: [
    'children.not_allowed',
    'children.voice_refused',
    'children.voice_too_long',
    'children.no_room',
    'records.not_found',
    'records.not_open',
    'records.id_used',
    'records.invalid_answers',
  ],
})

export const listVoices = route({
  method: 'GET',
  path: '/children/guardianship/:requestId/voices',
  summary: 'Which complaints of a child are voice messages, for the guardianship authority',
  tag,
  params: one.pick({ requestId: true }),
  response: z.object({
    items: z.array(z.object({ complaintId: z.uuid(), contentType: z.string(), addedAt: z.string() })),
  }),
  failures: ['children.not_allowed', 'records.not_found'],
})

export const playVoice = route({
  method: 'GET',
  path: '/children/guardianship/:requestId/voices/:complaintId',
  summary: 'A child’s voice message, for the guardianship authority; recorded each time',
  tag,
  params: one,
  response: bytes,
  failures: ['children.not_allowed', 'children.no_voice', 'records.not_found'],
})
