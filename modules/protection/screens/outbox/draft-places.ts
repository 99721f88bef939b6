import type { DraftOf } from '@gloact/offline'

/** What is kept on this device, by what it is of. A draft's key is made of it (`draftKey`) and read back by `draftOf`. */
/** A first contact, by an id of its own; null: the only one that an earlier version kept. */
export const ofContact = (name: string | null): DraftOf => ({ kind: 'contact', fileId: null, name })
export const ofBacklog = (fileId: string): DraftOf => ({ kind: 'backlog', fileId: null, name: fileId })
export const ofAnswers = (fileId: string): DraftOf => ({ kind: 'answers', fileId, name: null })
export const ofPanel = (fileId: string, name: string): DraftOf => ({ kind: 'panel', fileId, name })
export const ofConsent = (fileId: string): DraftOf => ({ kind: 'consent', fileId, name: null })
/** What was typed into a form and does not fit yet. */
export const ofUnfit = (fileId: string, form: string): DraftOf => ({ kind: 'unfit', fileId, name: form })
/** The answer to a question to which two others were given. */
export const ofThird = (fileId: string, form: string, path: string): DraftOf => ({
  kind: 'third',
  fileId,
  name: `${form}/${path}`,
})
export const ofAttachment = (fileId: string, attachmentId: string): DraftOf => ({
  kind: 'attachment',
  fileId,
  name: attachmentId,
})

/** Kept for itself, and nothing that waits to be sent. */
export const ofNumber = (fileId: string): DraftOf => ({ kind: 'number', fileId, name: null })
export const ofBecause = (fileId: string, form: string): DraftOf => ({ kind: 'because', fileId, name: form })
export const OF_RULES: DraftOf = { kind: 'rules', fileId: null, name: null }
export const OF_PACE: DraftOf = { kind: 'backlog_pace', fileId: null, name: null }
export const OF_COMMON: DraftOf = { kind: 'backlog_common', fileId: null, name: null }
