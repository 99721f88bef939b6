import { bytes, route } from '@gloact/http/contract'
import { z } from 'zod'

const tag = 'strategy'

export const beginNeeds = route({
  method: 'POST',
  path: '/strategy/needs-assessment',
  summary: 'Add the questions of the country’s form that are still missing; sent twice, each is added once',
  tag,
  body: z.strictObject({}),
  response: z.object({ added: z.number().int(), asked: z.number().int() }),
  failures: ['strategy.not_allowed'],
})

export const printNeeds = route({
  method: 'GET',
  path: '/strategy/needs-assessment',
  summary: 'The needs assessment as a Word document: answers with their sources, gaps, and the goals that answer them',
  tag,
  query: z.object({ language: z.string().regex(/^[a-z]{2,3}$/) }),
  response: bytes,
  failures: ['strategy.not_allowed'],
})
