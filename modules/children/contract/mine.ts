import { route } from '@gloact/http/contract'
import { takeStepBody } from '@gloact/records/contract'
import { z } from 'zod'

const clock = z.object({ clock: z.string(), dueAt: z.string().nullable(), warnAt: z.string().nullable() })

/** One child as their guardian sees them: next steps, visits, decisions. Nothing else of the file. */
const mine = z.object({
  id: z.uuid(),
  version: z.number().int(),
  number: z.string(),
  state: z.string(),
  since: z.string(),
  clocks: z.array(clock),
  visits: z.array(z.object({ on: z.string(), alone: z.boolean() })),
  decisions: z.array(z.object({ kind: z.string(), decidedOn: z.string(), informed: z.boolean(), heard: z.boolean() })),
})
export type MyChild = z.infer<typeof mine>

export const listMine = route({
  method: 'GET',
  path: '/children/mine',
  summary: 'The children whose guardian the caller is',
  tag: 'children',
  response: z.object({ items: z.array(mine) }),
  failures: ['children.not_allowed'],
})

export const recordVisit = route({
  method: 'POST',
  path: '/children/mine/:requestId/visits',
  summary: 'A guardian visited a child of theirs, or was in contact',
  tag: 'children',
  params: z.object({ requestId: z.uuid() }),
  body: takeStepBody.omit({ step: true, deviceTime: true }),
  response: z.object({ items: z.array(mine) }),
  status: 201,
  failures: [
    'children.not_allowed',
    'records.not_found',
    'records.not_open',
    'records.id_used',
    'records.invalid_answers',
    'records.in_future',
  ],
})
