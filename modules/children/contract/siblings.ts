import { route } from '@gloact/http/contract'
import { takeStepBody } from '@gloact/records/contract'
import { z } from 'zod'

/** Whether brothers and sisters are cared for by the same people: nobody knows as long as one of them is nowhere yet. */
export const TOGETHER = ['yes', 'no', 'not_known'] as const

/** A child of another file who is kin to this one. Given to those alone who see both files. */
export const siblingShown = z.object({
  /** The link. */
  id: z.uuid(),
  fileId: z.uuid(),
  number: z.string(),
  relation: z.string(),
  shownBy: z.string(),
  together: z.enum(TOGETHER),
})
export type SiblingShown = z.infer<typeof siblingShown>

/** A brother or sister in another agency's care, confirmed by that agency. */
export const kinShown = siblingShown.pick({ id: true, number: true, relation: true, shownBy: true }).extend({
  agency: z.string(),
})
export type KinShown = z.infer<typeof kinShown>

const sent = takeStepBody.pick({ id: true, happenedAt: true, answers: true })
const response = z.object({ id: z.uuid() })

export const linkFiles = route({
  method: 'POST',
  path: '/children/files/:fileId/links',
  summary: 'Links a child to a brother or sister who has their own file, in both files at once',
  tag: 'children',
  params: z.object({ fileId: z.uuid() }),
  /** The link's id is made by the client: sent twice, it is recorded once. */
  body: sent.extend({ linkId: z.uuid() }),
  response,
  status: 201,
  failures: [
    'children.not_allowed',
    'children.no_file',
    'children.no_such_child',
    'children.already',
    'records.id_used',
    'records.invalid_answers',
    'records.in_future',
  ],
})

export const endLink = route({
  method: 'POST',
  path: '/children/links/:requestId/end',
  summary: 'Ends a link between two children’s files with its reason, in both',
  tag: 'children',
  params: z.object({ requestId: z.uuid() }),
  body: sent,
  response,
  failures: [
    'children.not_allowed',
    'records.not_found',
    'records.not_open',
    'records.id_used',
    'records.invalid_answers',
    'records.in_future',
  ],
})
