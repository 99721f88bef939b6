import type { Principal } from '@gloact/identity/contract/principal'
import { newId, unwrap } from '@gloact/kernel'
import type { UploadedContent } from '../../contract/attachments/attachments.ts'
import type { AttachmentAdded } from '../../domain/attachments/attachment-payloads.ts'
import type { AttachmentContext } from '../attachments/attachment-context.ts'
import { uploadAttachment } from '../attachments/upload-attachment.ts'
import { recordActions } from '../file/record-actions.ts'
import { act, STAFF } from './stage.ts'

/** A letter that was uploaded, or what it is called otherwise, as it is added to a file. */
export const addingAttachment = (attachmentId: string, content: UploadedContent, more: Partial<AttachmentAdded> = {}) =>
  act('attachment_added', {
    attachmentId,
    kind: 'letter',
    title: 'A letter',
    takenOn: null,
    sensitivity: 'case',
    audience: null,
    dataGroup: null,
    consentId: null,
    content,
    ...more,
  })

/** Uploads a text and adds it to the file. `actionId`: of the action that added it. */
export async function attach(
  context: AttachmentContext,
  fileId: string,
  text: string,
  more: Partial<AttachmentAdded> = {},
  by: Principal = STAFF.caseworker,
): Promise<{ readonly attachmentId: string; readonly actionId: string }> {
  const attachmentId = newId()
  const body = (async function* whole() {
    yield Buffer.from(text)
  })()
  const upload = { fileId, attachmentId, part: 'content', declared: 'text/plain', body } as const
  const content = unwrap(await uploadAttachment(context, by, upload))
  const added = addingAttachment(attachmentId, content, more)
  unwrap(await recordActions(context, by, fileId, [added]))
  return { attachmentId, actionId: added.id }
}
