import type { Audience } from '@gloact/forms'
import type { PlainDate } from '@gloact/kernel'
import type { ActionId } from '../ids.ts'
import type { AttachmentKind, AttachmentSensitivity } from './attachment-words.ts'

/** What an upload turned out to be, as the server found it. Sealed; the action that adds the attachment repeats it. */
export interface AttachmentContent {
  /** Told by the bytes (`CONTENT_TYPES` of `@gloact/attachments`). */
  readonly contentType: string
  /** How many bytes are kept, without the metadata of photographs. */
  readonly bytes: number
  /** Of what is kept, in hexadecimal: binds the object to the log. */
  readonly sha256: string
  readonly thumbnail: boolean
}

export interface AttachmentAdded {
  /** Under which it was uploaded. */
  readonly attachmentId: string
  readonly kind: AttachmentKind
  /** What it shows, in words. Anyone who works on the file reads them: no names. */
  readonly title: string
  /** The day it was taken or written, which may lie before first contact; null where nobody knows. */
  readonly takenOn: PlainDate | null
  readonly sensitivity: AttachmentSensitivity
  /** The staff it is restricted to; null unless it is `restricted`. */
  readonly audience: Audience | null
  /** Code of the list `data_group`: an agency that the file is shared with sees it where that group is shared. Null: never. */
  readonly dataGroup: string | null
  /** The recorded consent whose paper it is. */
  readonly consentId: ActionId | null
  readonly content: AttachmentContent
}

export interface AttachmentRemoved {
  readonly attachmentId: string
  readonly reason: string
}
