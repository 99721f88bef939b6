import { z } from 'zod'
import { bytes, line, route } from '@gloact/http/contract'
import { objectSchemaOf } from '@gloact/records/contract'
import { ATTACHMENT_CONTENT } from '../../domain/file/actions/attachments.ts'
import {
  ATTACHMENT_KINDS,
  ATTACHMENT_PARTS,
  ATTACHMENT_SENSITIVITIES,
} from '../../domain/attachments/attachment-words.ts'
import { AUDIENCES } from '../../domain/ids.ts'
import { OPENING_PURPOSES } from '../../domain/file/words.ts'

const content = objectSchemaOf(ATTACHMENT_CONTENT)

/** An attachment as its reader may see it. One that is kept from the reader is there, without what it shows. */
export const attachmentView = z.object({
  attachmentId: z.uuid(),
  actionId: z.uuid(),
  actor: z.uuid(),
  happenedAt: z.string(),
  kind: z.enum(ATTACHMENT_KINDS),
  /** Null where it is kept from the reader. */
  title: z.string().nullable(),
  takenOn: z.string().nullable(),
  sensitivity: z.enum(ATTACHMENT_SENSITIVITIES),
  audience: z.enum(AUDIENCES).nullable(),
  dataGroup: z.string().nullable(),
  consentId: z.uuid().nullable(),
  contentType: z.string(),
  bytes: z.number().int(),
  thumbnail: z.boolean(),
  /** Whether the reader may open it at all, with a purpose where it says who the person is. */
  mayOpen: z.boolean(),
  removed: z.object({ actor: z.uuid(), happenedAt: z.string(), reason: z.string().nullable() }).nullable(),
})
export type AttachmentView = z.infer<typeof attachmentView>

const params = z.object({ fileId: z.uuid(), attachmentId: z.uuid() })

/** What this server takes, for saying so before anything is sent. */
export const readAttachmentRules = route({
  method: 'GET',
  path: '/protection/attachment-rules',
  summary: 'How large an attachment may be',
  tag: 'protection',
  response: z.object({ maxBytes: z.number().int() }),
})

/** What a receiving server answers with; the action that adds the attachment repeats it. */
export const uploadedContent = z.object(content.shape)
export type UploadedContent = z.infer<typeof uploadedContent>

const UPLOAD_FAILURES = [
  'protection.not_found',
  'protection.not_allowed',
  'protection.file_closed',
  'protection.attachment_differs',
  'protection.attachment_empty',
  'protection.attachment_too_large',
  'protection.attachment_refused',
  'protection.attachment_lies',
  'protection.attachment_damaged',
  'protection.attachment_bomb',
  'protection.attachment_acts',
  'protection.attachment_locked',
  'protection.attachment_infected',
  'protection.attachment_unscanned',
  'protection.attachment_no_room',
  'protection.attachment_store_away',
  'protection.attachment_busy',
]

/**
 * Hands in an attachment, before the action that adds it to the file. The caller makes the id: sending twice stores once.
 * What no action refers to is swept after a day.
 */
export const uploadAttachment = route({
  method: 'PUT',
  path: '/protection/files/:fileId/attachments/:attachmentId',
  summary: "Upload an attachment's content",
  tag: 'protection',
  params,
  /** What the sender says it is; refused where the bytes say otherwise. */
  query: z.object({ declared: line(200).optional() }),
  body: bytes,
  response: uploadedContent,
  failures: UPLOAD_FAILURES,
})

export const uploadThumbnail = route({
  method: 'PUT',
  path: '/protection/files/:fileId/attachments/:attachmentId/thumbnail',
  summary: 'Upload a small picture of an attachment, before the attachment is added',
  tag: 'protection',
  params,
  body: bytes,
  response: uploadedContent,
  failures: [...UPLOAD_FAILURES, 'protection.attachment_missing'],
})

/** A POST, since it is recorded. What says who the person is, or is restricted, opens with a purpose. */
export const openAttachment = route({
  method: 'POST',
  path: '/protection/files/:fileId/attachments/:attachmentId/open',
  summary: 'Open an attachment, or its small picture',
  tag: 'protection',
  params,
  body: z.strictObject({ part: z.enum(ATTACHMENT_PARTS), purpose: z.enum(OPENING_PURPOSES).nullable() }),
  response: bytes,
  failures: [
    'protection.not_found',
    'protection.not_allowed',
    'protection.attachment_purpose_missing',
    'protection.attachment_store_away',
  ],
})
