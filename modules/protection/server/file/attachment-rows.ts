import type { ObjectId } from '@gloact/attachments'
import { canonicalJson, type Json } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import type { AttachmentAdded, AttachmentContent } from '../../domain/attachments/attachment-payloads.ts'
import type { AttachmentPart } from '../../domain/attachments/attachment-words.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { FileState } from '../../domain/file/file-state.ts'
import { tables, type AttachmentTable } from './file-tables.ts'

/** What is kept sealed of an upload: what it is, and the digest of what was sent, by which a second sending is known. */
export interface SealedContent {
  readonly content: AttachmentContent
  readonly receivedSha256: string
}

const contentPlace = (attachmentId: string): string => `protection.attachment.sealed_content:${attachmentId}`

/** Where an object's bytes belong: one taken for another, or for another part, does not open. */
export const objectPlace = (attachmentId: string, part: AttachmentPart): string =>
  `protection.attachment.${part}:${attachmentId}`

export const sealContent = (key: PersonKey, attachmentId: string, sealed: SealedContent): Uint8Array =>
  key.seal(contentPlace(attachmentId), sealed as unknown as Json)

export const openContent = (key: PersonKey, row: Pick<AttachmentTable, 'id' | 'sealed_content'>): SealedContent =>
  key.unseal(contentPlace(row.id), row.sealed_content) as SealedContent

/** The upload under an id, of this file and no other. */
export const findUpload = (
  trx: ScopedTransaction,
  fileId: string,
  attachmentId: string,
): Promise<AttachmentTable | undefined> =>
  tables(trx)
    .selectFrom('protection.attachment')
    .selectAll()
    .where('id', '=', attachmentId)
    .where('file_id', '=', fileId)
    .executeTakeFirst()

/** An action may add what was uploaded for this file and is what it says; nothing else. */
export async function checkUploaded(
  trx: ScopedTransaction,
  file: { readonly fileId: string; readonly key: PersonKey },
  payload: AttachmentAdded,
): Promise<FileFailure | null> {
  const row = await tables(trx)
    .selectFrom('protection.attachment')
    .selectAll()
    .where('id', '=', payload.attachmentId)
    .where('file_id', '=', file.fileId)
    // Against the sweep, which might be about to remove it.
    .forUpdate()
    .executeTakeFirst()
  if (!row) return { code: 'protection.attachment_missing' }
  return canonicalJson(openContent(file.key, row).content) === canonicalJson(payload.content)
    ? null
    : { code: 'protection.attachment_differs' }
}

/** From the action on, an upload is kept until the person is erased. Derived from the state, like everything. */
export async function saveReferences(
  trx: ScopedTransaction,
  fileId: string,
  before: FileState,
  after: FileState,
): Promise<void> {
  if (before.attachments.length === after.attachments.length) return
  await tables(trx)
    .updateTable('protection.attachment')
    .set({ referenced: true })
    .where('file_id', '=', fileId)
    .where(
      'id',
      'in',
      after.attachments.map(({ attachmentId }) => attachmentId),
    )
    .execute()
}

export const objectsOfRow = (row: Pick<AttachmentTable, 'object_id' | 'thumbnail_object_id'>): ObjectId[] =>
  [row.object_id, row.thumbnail_object_id].filter((id): id is ObjectId => id !== null)
