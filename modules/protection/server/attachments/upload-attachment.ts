import {
  checkContent,
  newObjectId,
  type AttachmentStore,
  type ContentProblem,
  type ObjectId,
} from '@gloact/attachments'
import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Instant, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import type { UploadedContent } from '../../contract/attachments/attachments.ts'
import type { AttachmentContent } from '../../domain/attachments/attachment-payloads.ts'
import { THUMBNAIL_BYTES, type AttachmentPart } from '../../domain/attachments/attachment-words.ts'
import { isPhotoType, withoutMetadata } from '../../domain/attachments/photo-metadata.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import { resourceOf, type LoadedFile } from '../file/file-store.ts'
import { tables } from '../file/file-tables.ts'
import { readable } from '../reading/read-case-file.ts'
import type { AttachmentContext } from './attachment-context.ts'
import { findUpload, objectPlace, openContent, sealContent, type SealedContent } from '../file/attachment-rows.ts'
import { receiveBytes, sha256Of } from './receive-bytes.ts'

export interface Upload {
  readonly fileId: string
  /** Made by anyone who sends; sending the same twice under one id stores it once. */
  readonly attachmentId: string
  /** The attachment itself, or a small picture of one that no action refers to yet, from the person who uploaded that. */
  readonly part: AttachmentPart
  readonly declared?: string | undefined
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * Takes in what is to become an attachment, or a small picture of one: received whole, told by its bytes, freed of a
 * photograph's metadata, sealed under the person's key, stored, and only then written down. What was not written down is
 * removed from the store again. Where nobody knows whether it was, since the connection broke off while it was being
 * committed, the object stays: a row that is there has its object, and one that no row refers to goes with the sweep.
 */
export async function uploadAttachment(
  context: AttachmentContext,
  principal: Principal,
  { fileId, attachmentId, part, declared, body }: Upload,
): Promise<Result<UploadedContent, FileFailure>> {
  const { store, maxBytes } = context.attachments
  const scope = principalScope(principal)
  // Asked before a body is read, and again when it is there.
  const file = await inScope(context.db, scope, (trx) => mayAdd(trx, context, principal, fileId))
  if (!file.ok) return file
  const received = await receiveBytes(principal.userId, body, part === 'content' ? maxBytes : THUMBNAIL_BYTES)
  if (!received.ok) return received
  const checked = await keptBytes(received.value, declared)
  if (!checked.ok) return checked
  const { bytes, contentType } = checked.value
  const scanned = await scannedFor(context, scope, fileId, received.value)
  if (!scanned.ok) return scanned
  if (part === 'thumbnail' && contentType !== 'image/jpeg') return err({ code: 'protection.attachment_refused' })
  const objectId = newObjectId()
  const stored = await put(store, objectId, file.value.key.sealStream(objectPlace(attachmentId, part), [bytes]))
  if (!stored.ok) return stored
  const content = { contentType, bytes: bytes.length, sha256: sha256Of(bytes), thumbnail: false }
  const written = await inScope<Written, FileFailure>(context.db, scope, async (trx) => {
    const now = await mayAdd(trx, context, principal, fileId)
    if (!now.ok) return now
    const arrived = { fileId, attachmentId, objectId, key: now.value.key, userId: principal.userId }
    if (part === 'thumbnail') return writeThumbnail(trx, arrived)
    const sealed = { content, receivedSha256: sha256Of(received.value) }
    return writeContent(trx, { ...arrived, sealed, at: context.clock.now() })
  })
  // Rolled back, or there before. Should this fail too, the sweep finds it.
  if (!written.ok || !written.value.kept) await store.delete(objectId)
  return written.ok ? ok(written.value.content) : written
}

/** What lies in the store, for the row that is to refer to it. */
interface Arrived {
  readonly fileId: string
  readonly attachmentId: string
  readonly objectId: ObjectId
  readonly key: PersonKey
  readonly userId: string
}

/** What there is under the id now, and whether the row refers to the object that arrived. */
interface Written {
  readonly content: AttachmentContent
  readonly kept: boolean
}

async function writeContent(
  trx: ScopedTransaction,
  {
    fileId,
    attachmentId,
    objectId,
    key,
    userId,
    sealed,
    at,
  }: Arrived & { readonly sealed: SealedContent; readonly at: Instant },
): Promise<Result<Written, FileFailure>> {
  const inserted = await tables(trx)
    .insertInto('protection.attachment')
    .values({
      id: attachmentId,
      file_id: fileId,
      object_id: objectId,
      thumbnail_object_id: null,
      sealed_content: sealContent(key, attachmentId, sealed),
      uploaded_by: userId,
      uploaded_at: at,
      referenced: false,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) {
    const there = await findUpload(trx, fileId, attachmentId)
    const opened = there && openContent(key, there)
    return opened?.receivedSha256 === sealed.receivedSha256
      ? ok({ content: opened.content, kept: false })
      : err({ code: 'protection.attachment_differs' })
  }
  await recordAudit(trx, {
    action: 'file.attachment_uploaded',
    object: { kind: 'protection.case_file', id: fileId },
    detail: { attachment: attachmentId },
  })
  return ok({ content: sealed.content, kept: true })
}

/** Once: a second small picture is left. */
async function writeThumbnail(
  trx: ScopedTransaction,
  { fileId, attachmentId, objectId, key, userId }: Arrived,
): Promise<Result<Written, FileFailure>> {
  const row = await tables(trx)
    .selectFrom('protection.attachment')
    .selectAll()
    .where('id', '=', attachmentId)
    .where('file_id', '=', fileId)
    .forUpdate()
    .executeTakeFirst()
  if (!row || row.uploaded_by !== userId) return err({ code: 'protection.attachment_missing' })
  const opened = openContent(key, row)
  if (row.referenced || row.thumbnail_object_id !== null) return ok({ content: opened.content, kept: false })
  const content = { ...opened.content, thumbnail: true }
  await tables(trx)
    .updateTable('protection.attachment')
    .set({
      thumbnail_object_id: objectId,
      sealed_content: sealContent(key, attachmentId, { ...opened, content }),
    })
    .where('id', '=', attachmentId)
    .execute()
  return ok({ content, kept: true })
}

/** The file, where this principal may add attachments to it now. */
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

/** Nothing is stored that a scanner, where there is one, has not called clean. That it found something is recorded. */
async function scannedFor(
  context: AttachmentContext,
  scope: ReturnType<typeof principalScope>,
  fileId: string,
  received: Uint8Array,
): Promise<Result<null, FileFailure>> {
  const { scanner } = context.attachments
  if (!scanner) return ok(null)
  const said = await scanner.scan(received)
  if (!said.ok) return err({ code: 'protection.attachment_unscanned' })
  if (said.value === 'clean') return ok(null)
  await inScope(context.db, scope, async (trx) => {
    await recordAudit(trx, {
      action: 'file.attachment_infected',
      object: { kind: 'protection.case_file', id: fileId },
    })
    return ok(null)
  })
  return err({ code: 'protection.attachment_infected' })
}

const PROBLEMS = {
  empty: 'protection.attachment_empty',
  refused: 'protection.attachment_refused',
  lies: 'protection.attachment_lies',
  damaged: 'protection.attachment_damaged',
  bomb: 'protection.attachment_bomb',
  acts: 'protection.attachment_acts',
  locked: 'protection.attachment_locked',
} as const satisfies Record<ContentProblem, FileFailure['code']>

async function put(
  store: AttachmentStore,
  objectId: ObjectId,
  sealed: AsyncIterable<Uint8Array>,
): Promise<Result<unknown, FileFailure>> {
  const done = await store.put(objectId, sealed)
  if (done.ok) return done
  const full = done.error.code === 'attachments.no_room'
  return err({ code: full ? 'protection.attachment_no_room' : 'protection.attachment_store_away' })
}
