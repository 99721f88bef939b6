import { z } from 'zod'
import { line, route } from '@gloact/http/contract'
import { ERASURE_BASES } from '../../domain/erasure/erasure.ts'

const tag = 'protection'
const params = z.object({ erasureId: z.uuid() })

/** What a certificate states. Nothing in it leads to the person. */
export const erasureCertificate = z.object({
  erasedAt: z.string(),
  confirmedBy: z.uuid(),
  files: z.number().int(),
  actions: z.number().int(),
  attachments: z.number().int(),
  /** From this day on the copies in backups open no more. */
  backupsUnreadableOn: z.string(),
})

export const erasureView = z.object({
  id: z.uuid(),
  fileId: z.uuid(),
  /** The file's number while it waits; afterwards there is none. */
  number: z.string().nullable(),
  basis: z.enum(ERASURE_BASES),
  agencyId: z.uuid(),
  askedBy: z.uuid(),
  askedAt: z.string(),
  withdrawn: z.object({ by: z.uuid(), at: z.string() }).nullable(),
  certificate: erasureCertificate.nullable(),
  /** Whether the person who asks may confirm it: not one's own request, and not two officers without a supervisor of the agency. */
  mayConfirm: z.boolean(),
  /** Whether they may not because one of the two had the other’s account in their hands not long ago. */
  notTwoPeople: z.boolean(),
})
export type ErasureView = z.infer<typeof erasureView>

export const askErasure = route({
  method: 'POST',
  path: '/protection/erasures',
  summary: 'Ask for the erasure of a closed file, with its basis in law; a second person confirms it',
  tag,
  status: 201,
  body: z.strictObject({
    /** Made by the client: sent twice, it is asked for once. */
    id: z.uuid(),
    number: line(40),
    basis: z.enum(ERASURE_BASES),
  }),
  response: erasureView,
  failures: [
    'protection.not_found',
    'protection.not_allowed',
    'protection.erasure_file_open',
    'protection.erasure_waiting',
    'protection.action_id_used',
  ],
})

export const readErasableFile = route({
  method: 'GET',
  path: '/protection/erasures/files/:fileId',
  summary: 'The number of a closed file whose erasure you may ask for',
  tag,
  params: z.object({ fileId: z.uuid() }),
  response: z.object({ number: z.string() }),
  failures: ['protection.not_found'],
})

export const listErasures = route({
  method: 'GET',
  path: '/protection/erasures',
  summary:
    'Erasures of your agency, to an officer of the country: those that wait for a second person, and the certificates',
  tag,
  response: z.object({
    items: z.array(erasureView),
    /** Who asked, withdrew and confirmed, by id. */
    names: z.record(z.string(), z.string()),
  }),
  failures: ['protection.not_allowed'],
})

export const confirmErasure = route({
  method: 'POST',
  path: '/protection/erasures/:erasureId/confirm',
  summary: 'Erase for good, as the second person; the number is typed once more',
  tag,
  params,
  body: z.strictObject({ number: line(40) }),
  response: erasureView,
  failures: [
    'protection.not_found',
    'protection.not_allowed',
    'protection.erasure_number_differs',
    'protection.erasure_ended',
    'protection.erasure_file_open',
  ],
})

export const withdrawErasure = route({
  method: 'POST',
  path: '/protection/erasures/:erasureId/withdraw',
  summary: 'Withdraw the request for an erasure',
  tag,
  params,
  body: z.strictObject({}),
  response: erasureView,
  failures: ['protection.not_found', 'protection.not_allowed', 'protection.erasure_ended'],
})
