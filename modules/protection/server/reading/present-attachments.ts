import type { AttachmentView } from '../../contract/attachments/attachments.ts'
import type { Attachment, FileState } from '../../domain/file/file-state.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import { groupsSharedWith } from '../../domain/file/sharing.ts'
import { resourceOf, type LoadedFile } from '../file/file-store.ts'
import type { Reader } from './reader.ts'

/** Whether the reader works for the agency that keeps the file, or has it by a share alone. */
const readsByShare = (file: LoadedFile, { principal, byEmergency }: Reader): boolean =>
  !byEmergency && file.row.agency_id !== principal.agencyId

/** The attachments that a reader may know of: of a shared file those whose data group was agreed to, and none by default. */
export function attachmentsFor(
  file: LoadedFile,
  reader: Reader,
  { attachments }: FileState = file.state,
): readonly Attachment[] {
  if (!readsByShare(file, reader)) return attachments
  const groups = groupsSharedWith(file.state, reader.principal.agencyId, reader.today as never)
  const takenOut = new Set(file.state.attachments.flatMap((each) => (each.removed ? [each.attachmentId] : [])))
  return attachments.filter(
    ({ attachmentId, dataGroup }) => !takenOut.has(attachmentId) && dataGroup !== null && groups.includes(dataGroup),
  )
}

/** Whether the reader may open it at all: rank grants nothing for what is restricted, an emergency neither. */
export function mayOpenAttachment(
  file: LoadedFile,
  { sensitivity, audience, removed }: Attachment,
  reader: Reader,
): boolean {
  if (removed !== null) return false
  if (sensitivity === 'case') return true
  const { principal } = reader
  const resource = resourceOf(file.row, file.shared, file.emergency)
  if (!filePolicy.decide(principal, 'file.read_identity', resource).allowed) return false
  if (sensitivity === 'identifying') return true
  return (
    !reader.byEmergency && audience !== null && (file.state.audiences[audience]?.includes(principal.userId) ?? false)
  )
}

/**
 * Attachments as their reader may see them: of what is restricted to others, that it is there and of which kind. With `at`,
 * those that were in the file then; whether one may be opened is judged by the file as it is now.
 */
export function presentAttachments(file: LoadedFile, reader: Reader, at?: FileState): AttachmentView[] {
  const now = new Map(file.state.attachments.map((attachment) => [attachment.attachmentId, attachment]))
  return attachmentsFor(file, reader, at).map((attachment) => {
    const ofAudience =
      attachment.sensitivity !== 'restricted' || mayOpenAttachment(file, { ...attachment, removed: null }, reader)
    const { removed } = attachment
    return {
      attachmentId: attachment.attachmentId,
      actionId: attachment.actionId,
      actor: attachment.actor,
      happenedAt: attachment.happenedAt,
      kind: attachment.kind,
      title: ofAudience ? attachment.title : null,
      takenOn: attachment.takenOn,
      sensitivity: attachment.sensitivity,
      audience: attachment.audience,
      dataGroup: attachment.dataGroup,
      consentId: attachment.consentId,
      contentType: attachment.content.contentType,
      bytes: attachment.content.bytes,
      thumbnail: attachment.content.thumbnail,
      mayOpen: mayOpenAttachment(file, now.get(attachment.attachmentId) ?? attachment, reader),
      removed: removed && {
        actor: removed.actor,
        happenedAt: removed.happenedAt,
        reason: ofAudience ? removed.reason : null,
      },
    }
  })
}
