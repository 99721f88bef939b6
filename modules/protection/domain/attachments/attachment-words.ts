/** What an attachment is to the file. */
export const ATTACHMENT_KINDS = [
  'photo',
  'audio',
  'identity_document',
  'consent_form',
  'medical_document',
  'legal_document',
  'letter',
  'other',
] as const
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number]

/**
 * Who may open an attachment: anyone who works on the file, the person who opens who the person is with a purpose, or the staff
 * named for an audience and nobody else. None is `statistical`: what an attachment shows is not coded.
 */
export const ATTACHMENT_SENSITIVITIES = ['case', 'identifying', 'restricted'] as const
export type AttachmentSensitivity = (typeof ATTACHMENT_SENSITIVITIES)[number]

/** What is offered first for each kind. A face, a voice and a document say who somebody is. */
export const SENSITIVITY_OF_KIND: Readonly<Record<AttachmentKind, AttachmentSensitivity>> = {
  photo: 'identifying',
  audio: 'identifying',
  identity_document: 'identifying',
  consent_form: 'identifying',
  medical_document: 'restricted',
  legal_document: 'identifying',
  letter: 'identifying',
  other: 'identifying',
}

/** The two objects of an attachment: what was handed in, and a small picture of it. */
export const ATTACHMENT_PARTS = ['content', 'thumbnail'] as const
export type AttachmentPart = (typeof ATTACHMENT_PARTS)[number]

/** The largest small picture that is taken, in bytes. */
export const THUMBNAIL_BYTES = 100_000
