import type { FileState } from '../file-state.ts'
import type { AttachmentAdded } from '../attachments/attachment-payloads.ts'
import type { FileFailure } from '../failures.ts'
import { firstOf, recorded, whileOpen, type ActionDefinition } from './action-definition.ts'

/** A photograph, a recording or a document that was uploaded before is put into the file. */
export const attachmentAdded: ActionDefinition<'attachment_added'> = {
  type: 'attachment_added',
  check: (state, payload, { today }) =>
    firstOf(
      whileOpen(state),
      payload.takenOn !== null && payload.takenOn > today ? { code: 'protection.date_in_future' } : null,
      state.attachments.some(({ attachmentId }) => attachmentId === payload.attachmentId)
        ? { code: 'protection.attachment_there' }
        : null,
      audienceFits(payload),
      consentIsThere(state, payload),
    ),
  reduce: (state, action) => ({
    ...state,
    attachments: [...state.attachments, { ...recorded(action), removed: null }],
  }),
}

/** An audience is named where it is restricted, and nowhere else. */
const audienceFits = ({ sensitivity, audience }: AttachmentAdded): FileFailure | null =>
  (sensitivity === 'restricted') === (audience !== null) ? null : { code: 'protection.attachment_audience' }

const consentIsThere = (state: FileState, { consentId, kind }: AttachmentAdded): FileFailure | null =>
  consentId === null || (kind === 'consent_form' && state.consents.some((consent) => consent.actionId === consentId))
    ? null
    : { code: 'protection.attachment_consent_unknown' }

/**
 * An attachment was put into the file by mistake, or is not to be shown any more. It is hidden and the record of it stays,
 * as of everything; its bytes go with the person's key, at erasure.
 */
export const attachmentRemoved: ActionDefinition<'attachment_removed'> = {
  type: 'attachment_removed',
  check: (state, payload) =>
    firstOf(
      whileOpen(state),
      state.attachments.some(({ attachmentId, removed }) => attachmentId === payload.attachmentId && removed === null)
        ? null
        : { code: 'protection.attachment_missing' },
    ),
  reduce: (state, { id, actor, happenedAt, payload }) => ({
    ...state,
    attachments: state.attachments.map((attachment) =>
      attachment.attachmentId === payload.attachmentId
        ? { ...attachment, removed: { actionId: id, actor, happenedAt, reason: payload.reason } }
        : attachment,
    ),
  }),
}
