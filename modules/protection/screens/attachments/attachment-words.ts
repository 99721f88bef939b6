import type { Messages } from '@gloact/messages'
import type { IconName } from '@gloact/ui'
import type { AttachmentKind } from '../../domain/attachments/attachment-words.ts'

export const KIND_ICONS: Readonly<Record<AttachmentKind, IconName>> = {
  photo: 'photo',
  audio: 'microphone',
  identity_document: 'certificate',
  consent_form: 'decision',
  medical_document: 'support',
  legal_document: 'file',
  letter: 'note',
  other: 'attachment',
}

/** How large something is, in kilobytes or megabytes. */
export const sizeWords = ({ formatNumber }: Pick<Messages, 'formatNumber'>, bytes: number): string =>
  bytes < 1_000_000
    ? formatNumber(Math.max(1, Math.round(bytes / 1_000)), { style: 'unit', unit: 'kilobyte' })
    : formatNumber(Math.round(bytes / 100_000) / 10, { style: 'unit', unit: 'megabyte' })

/** What people may choose from; what it is in truth is told by its content, on the server. */
export const ACCEPTED =
  'image/jpeg,image/png,image/webp,audio/*,application/pdf,text/plain,.docx,.xlsx,.odt,.ods,.m4a,.mp3,.ogg,.wav'
