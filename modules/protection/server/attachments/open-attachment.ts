import type { AttachmentStore, ObjectId } from '@gloact/attachments'
import { recordAudit } from '@gloact/audit'
import type { BytesToSend } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import type { AttachmentPart } from '../../domain/attachments/attachment-words.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { OpeningPurpose } from '../../domain/file/words.ts'
import { mayOpenFor } from '../../domain/file/policy.ts'
import { resourceOf } from '../file/file-store.ts'
import { readable, readerOf } from '../reading/read-case-file.ts'
import type { AttachmentContext } from './attachment-context.ts'
import { findUpload, objectPlace } from '../file/attachment-rows.ts'
import { attachmentsFor, mayOpenAttachment } from '../reading/present-attachments.ts'

export interface Opening {
  readonly fileId: string
  readonly attachmentId: string
  readonly part: AttachmentPart
  readonly purpose: OpeningPurpose | null
}

interface Found {
  readonly key: PersonKey
  readonly objectId: ObjectId
  readonly contentType: string
  readonly bytes: number
}

/**
 * Opens an attachment for its reader. What says who the person is, or is restricted, opens with a purpose; every opening
 * is recorded with it, in the transaction that decides. Only the small picture of what everybody on the file may see is
 * not recorded by itself: that the file was read says it.
 */
export async function openAttachment(
  context: AttachmentContext,
  principal: Principal,
  opening: Opening,
): Promise<Result<BytesToSend, FileFailure>> {
  const found = await inScope<Found, FileFailure>(context.db, principalScope(principal), async (trx) => {
    const file = await readable(trx, context, principal, opening.fileId)
    if (!file.ok) return file
    const reader = readerOf(context, principal, file.value, opening.purpose === null ? 'closed' : 'opened')
    const attachment = attachmentsFor(file.value, reader).find(
      ({ attachmentId }) => attachmentId === opening.attachmentId,
    )
    if (!attachment || attachment.removed !== null) return err({ code: 'protection.not_found' })
    if (!mayOpenAttachment(file.value, attachment, reader)) return err({ code: 'protection.not_allowed' })
    const needsPurpose = attachment.sensitivity !== 'case'
    if (needsPurpose && opening.purpose === null) return err({ code: 'protection.attachment_purpose_missing' })
    const { purpose } = opening
    if (
      purpose !== null &&
      !mayOpenFor(principal, purpose, resourceOf(file.value.row, file.value.shared, file.value.emergency))
    )
      return err({ code: 'protection.not_allowed' })
    const row = await findUpload(trx, opening.fileId, opening.attachmentId)
    const objectId = opening.part === 'content' ? row?.object_id : row?.thumbnail_object_id
    if (!objectId) return err({ code: 'protection.not_found' })
    if (needsPurpose || opening.part === 'content') {
      await recordAudit(trx, {
        action: 'file.attachment_opened',
        object: { kind: 'protection.case_file', id: opening.fileId },
        ...(opening.purpose !== null && { purpose: opening.purpose }),
        detail: { attachment: opening.attachmentId, part: opening.part },
      })
    }
    const { contentType, bytes } = attachment.content
    return ok({ key: file.value.key, objectId: objectId as ObjectId, contentType, bytes })
  })
  return found.ok ? bytesOf(context.attachments.store, opening, found.value) : found
}

async function bytesOf(
  store: AttachmentStore,
  { attachmentId, part }: Opening,
  { key, objectId, contentType, bytes }: Found,
): Promise<Result<BytesToSend, FileFailure>> {
  const got = await store.get(objectId)
  if (!got.ok) {
    const lost = got.error.code === 'attachments.missing'
    return err({ code: lost ? 'protection.attachment_lost' : 'protection.attachment_store_away' })
  }
  const opened = key.unsealStream(objectPlace(attachmentId, part), got.value)
  // The first piece before the answer begins: what does not open at all is an error and no half answer.
  const first = await opened.next()
  const type = part === 'content' ? contentType : 'image/jpeg'
  return ok({
    stream: continued(first.done ? new Uint8Array() : first.value, opened),
    contentType: type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    ...(part === 'content' && { length: bytes }),
    disposition: type.startsWith('application/') ? 'attachment' : 'inline',
    fileName: `attachment-${attachmentId.slice(-8)}.${ENDINGS[type] ?? 'bin'}`,
  })
}

async function* continued(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield first
  yield* rest
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/webm': 'webm',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'text/plain': 'txt',
}
