import { checkContent, newObjectId, type ContentProblem, type ObjectId } from '@gloact/attachments'
import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import type { UploadedContent } from '../../contract/attachments.ts'
import type { AttachmentContent } from '../../domain/attachments/attachment-payloads.ts'
import { THUMBNAIL_BYTES, type AttachmentPart } from '../../domain/attachments/attachment-words.ts'
import { isPhotoType, withoutMetadata } from '../../domain/attachments/photo-metadata.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { filePolicy } from '../../domain/policy.ts'
import { resourceOf, type LoadedFile } from '../file-store.ts'
import { tables } from '../file-tables.ts'
import { readable } from '../read-case-file.ts'
import type { AttachmentContext } from './attachment-context.ts'
import { findUpload, objectPlace, openContent, sealContent } from './attachment-rows.ts'
import { receiveBytes, sha256Of } from './receive-bytes.ts'

export interface Upload {
  readonly fileId: string
  /** Made by whoever sends; sending the same twice under one id stores it once. */
  readonly attachmentId: string
  readonly declared: string | undefined
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * Takes in what is to become an attachment: received whole, told by its bytes, freed of a photograph's metadata, sealed
 * under the person's key, stored, and only then written down. Fails with nothing stored, at whatever step.
 */
export async function uploadAttachment(
  context: AttachmentContext,
  principal: Principal,
  { fileId, attachmentId, declared, body }: Upload,
): Promise<Result<UploadedContent, FileFailure>> {
  const file = await writable(context, principal, fileId)
  if (!file.ok) return file
  const received = await receiveBytes(principal.userId, body, context.attachments.maxBytes)
  if (!received.ok) return received
  const checked = await keptBytes(received.value, declared)
  if (!checked.ok) return checked
  const { bytes, contentType } = checked.value
  const content = { contentType, bytes: bytes.length, sha256: sha256Of(bytes), thumbnail: false }
  const receivedSha256 = sha256Of(received.value)
  const again = (there: Parameters<typeof openContent>[1], key: PersonKey): Result<AttachmentContent, FileFailure> => {
    const opened = openContent(key, there)
    return opened.receivedSha256 === receivedSha256
      ? ok(opened.content)
      : err({ code: 'protection.attachment_differs' })
  }

  const objectId = newObjectId()
  const stored = await store(context, file.value.key, { attachmentId, part: 'content', objectId, bytes })
  if (!stored.ok) return stored
  let kept = false
  try {
    const written = await inScope<AttachmentContent, FileFailure>(
      context.db,
      principalScope(principal),
      async (trx) => {
        const now = await mayAdd(trx, context, principal, fileId)
        if (!now.ok) return now
        const { key } = now.value
        const inserted = await tables(trx)
          .insertInto('protection.attachment')
          .values({
            id: attachmentId,
            file_id: fileId,
            object_id: objectId,
            thumbnail_object_id: null,
            sealed_content: sealContent(key, attachmentId, { content, receivedSha256 }),
            uploaded_by: principal.userId,
            uploaded_at: context.clock.now(),
            referenced: false,
          })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst()
        if (!inserted) {
          const there = await findUpload(trx, fileId, attachmentId)
          return there ? again(there, key) : err({ code: 'protection.attachment_differs' })
        }
        await recordAudit(trx, {
          action: 'file.attachment_uploaded',
          object: { kind: 'protection.case_file', id: fileId },
          detail: { attachment: attachmentId },
        })
        kept = true
        return ok(content)
      },
    )
    kept &&= written.ok
    return written
  } catch (error) {
    kept = false
    throw error
  } finally {
    // What is not written down is nobody's; should this fail too, the sweep finds it.
    if (!kept) await context.attachments.store.delete(objectId)
  }
}

/** Takes in a small picture of an upload that no action refers to yet, from whoever uploaded it. Once: a second is left. */
export async function uploadThumbnail(
  context: AttachmentContext,
  principal: Principal,
  { fileId, attachmentId, body }: Omit<Upload, 'declared'>,
): Promise<Result<UploadedContent, FileFailure>> {
  const file = await writable(context, principal, fileId)
  if (!file.ok) return file
  const received = await receiveBytes(principal.userId, body, THUMBNAIL_BYTES)
  if (!received.ok) return received
  const checked = await keptBytes(received.value, undefined)
  if (!checked.ok) return checked
  if (checked.value.contentType !== 'image/jpeg') return err({ code: 'protection.attachment_refused' })
  const objectId = newObjectId()
  const { bytes } = checked.value
  const stored = await store(context, file.value.key, { attachmentId, part: 'thumbnail', objectId, bytes })
  if (!stored.ok) return stored
  let kept = false
  try {
    const written = await inScope<AttachmentContent, FileFailure>(
      context.db,
      principalScope(principal),
      async (trx) => {
        const now = await mayAdd(trx, context, principal, fileId)
        if (!now.ok) return now
        const { key } = now.value
        const row = await tables(trx)
          .selectFrom('protection.attachment')
          .selectAll()
          .where('id', '=', attachmentId)
          .where('file_id', '=', fileId)
          .forUpdate()
          .executeTakeFirst()
        if (!row || row.uploaded_by !== principal.userId) return err({ code: 'protection.attachment_missing' })
        const opened = openContent(key, row)
        if (row.referenced || row.thumbnail_object_id !== null) return ok(opened.content)
        const content = { ...opened.content, thumbnail: true }
        await tables(trx)
          .updateTable('protection.attachment')
          .set({
            thumbnail_object_id: objectId,
            sealed_content: sealContent(key, attachmentId, { ...opened, content }),
          })
          .where('id', '=', attachmentId)
          .execute()
        kept = true
        return ok(content)
      },
    )
    kept &&= written.ok
    return written
  } catch (error) {
    kept = false
    throw error
  } finally {
    if (!kept) await context.attachments.store.delete(objectId)
  }
}

/** The file, where this principal may add attachments to it now; asked before a body is read, and again when it is there. */
const writable = (
  context: AttachmentContext,
  principal: Principal,
  fileId: string,
): Promise<Result<LoadedFile, FileFailure>> =>
  inScope(context.db, principalScope(principal), (trx) => mayAdd(trx, context, principal, fileId))

async function mayAdd(
  trx: ScopedTransaction,
  context: AttachmentContext,
  principal: Principal,
  fileId: string,
): Promise<Result<LoadedFile, FileFailure>> {
  const file = await readable(trx, context, principal, fileId)
  if (!file.ok) return file
  const { row, shared, emergency } = file.value
  const decision = filePolicy.decide(principal, 'action.attachment_added', resourceOf(row, shared, emergency))
  if (!decision.allowed) return err({ code: 'protection.not_allowed', params: { reason: decision.reason } })
  return row.status === 'closed' || row.status === 'import_undone' ? err({ code: 'protection.file_closed' }) : file
}

/** What is kept of what was received: the same, or a photograph without its metadata. */
async function keptBytes(
  received: Uint8Array,
  declared: string | undefined,
): Promise<Result<{ readonly bytes: Uint8Array; readonly contentType: string }, FileFailure>> {
  const checked = await checkContent(received, declared)
  if (!checked.ok) return err({ code: PROBLEMS[checked.error] })
  const contentType = checked.value
  if (!isPhotoType(contentType)) return ok({ bytes: received, contentType })
  const bytes = withoutMetadata(received, contentType)
  return bytes ? ok({ bytes, contentType }) : err({ code: 'protection.attachment_damaged' })
}

const PROBLEMS = {
  empty: 'protection.attachment_empty',
  refused: 'protection.attachment_refused',
  lies: 'protection.attachment_lies',
  damaged: 'protection.attachment_damaged',
  bomb: 'protection.attachment_bomb',
} as const satisfies Record<ContentProblem, FileFailure['code']>

async function store(
  { attachments }: AttachmentContext,
  key: PersonKey,
  object: {
    readonly attachmentId: string
    readonly part: AttachmentPart
    readonly objectId: ObjectId
    readonly bytes: Uint8Array
  },
): Promise<Result<unknown, FileFailure>> {
  const sealed = key.sealStream(objectPlace(object.attachmentId, object.part), [object.bytes])
  const put = await attachments.store.put(object.objectId, sealed)
  if (put.ok) return put
  return err({
    code:
      put.error.code === 'attachments.no_room' ? 'protection.attachment_no_room' : 'protection.attachment_store_away',
  })
}
