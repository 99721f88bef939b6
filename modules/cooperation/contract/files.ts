import { bytes, line, page, route } from '@gloact/http/contract'
import { z } from 'zod'

const tag = 'cooperation'
const ofRequest = z.object({ requestId: z.uuid() })
const one = ofRequest.extend({ enclosureId: z.uuid() })

/** How a file may be used here: looked at on the page, or kept as a copy. */
export const FILE_USES = ['view', 'save'] as const
export type FileUse = (typeof FILE_USES)[number]

export const requestFile = z.object({
  id: z.uuid(),
  direction: z.enum(['out', 'in']),
  name: z.string(),
  contentType: z.string(),
  bytes: z.number().int(),
  /** SHA-256 of the file: the same on both sides. */
  sha256: z.string(),
  /** Null as long as it waits for the next message that takes it along. */
  messageId: z.uuid().nullable(),
  /** How much of it the other side has, from 0 to 1. */
  there: z.number(),
  addedAt: z.string(),
  /** As its handling has it: what is left out has no button, and is refused. */
  uses: z.array(z.enum(FILE_USES)),
})
export type RequestFile = z.infer<typeof requestFile>

export const listFiles = route({
  method: 'GET',
  path: '/cooperation/requests/:requestId/files',
  summary:
    'The files of a request: those that wait to be sent, were sent, or came, with checksums that both countries show',
  tag,
  params: ofRequest,
  response: page(requestFile).extend({
    /** Whether a file can be added now: it goes with the request, the next answer or the result. */
    mayAdd: z.boolean(),
  }),
  failures: ['cooperation.not_allowed', 'records.not_found'],
})

const ADDING = ['cooperation.not_allowed', 'cooperation.no_exchange', 'cooperation.no_file_now', 'records.not_found']

export const addFile = route({
  method: 'PUT',
  path: '/cooperation/requests/:requestId/files/:enclosureId',
  summary: 'Adds a file that goes with the request, the next answer or the result; sent twice, it is kept once',
  tag,
  params: one,
  query: z.object({ contentType: line(100).optional() }),
  body: bytes,
  bodyLimit: 30 * 1024 * 1024,
  response: requestFile,
  failures: [
    ...ADDING,
    'exchange.no_files',
    'exchange.attachment_too_large',
    'exchange.attachment_refused',
    'exchange.too_many_files',
    'exchange.unknown_file',
    'exchange.no_room',
  ],
})

export const nameFile = route({
  method: 'POST',
  path: '/cooperation/requests/:requestId/files/:enclosureId/name',
  summary: 'Renames a file that has not been sent yet',
  tag,
  params: one,
  body: z.strictObject({ name: line(200) }),
  response: z.object({}),
  failures: [...ADDING, 'exchange.attachment_refused', 'exchange.unknown_file'],
})

export const removeFile = route({
  method: 'POST',
  path: '/cooperation/requests/:requestId/files/:enclosureId/remove',
  summary: 'Removes a file that has not been sent yet',
  tag,
  params: one,
  body: z.strictObject({}),
  response: z.object({}),
  failures: [...ADDING, 'exchange.unknown_file'],
})

export const openFile = route({
  method: 'GET',
  path: '/cooperation/requests/:requestId/files/:enclosureId',
  summary: 'A file of a request, where its handling allows this use of it; opening it is recorded',
  tag,
  params: one,
  query: z.object({ use: z.enum(FILE_USES) }),
  response: bytes,
  failures: ['cooperation.not_allowed', 'cooperation.no_exchange', 'cooperation.unknown', 'records.not_found'],
})
