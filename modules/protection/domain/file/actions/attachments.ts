import type { ActionId } from '@gloact/ledger'
import { choice, code, day, id, nullable, number, object, pattern, text, yesOrNo } from '@gloact/records/shape'
import type { AttachmentAdded, AttachmentContent, AttachmentRemoved } from '../../attachments/attachment-payloads.ts'
import { ATTACHMENT_KINDS, ATTACHMENT_SENSITIVITIES } from '../../attachments/attachment-words.ts'
import type { FileFailure } from '../../failures.ts'
import type { FileState } from '../file-state.ts'
import { AUDIENCES } from '../../ids.ts'
import { type ActionDefinition, firstOf, recorded, whileOpen } from './action-definition.ts'

/** What an upload turned out to be. */
export const ATTACHMENT_CONTENT = object<AttachmentContent>({
  contentType: pattern(/^[a-z]+\/[a-z0-9.+-]{1,100}$/),
  bytes: number(1),
  sha256: pattern(/^[0-9a-f]{64}$/),
  thumbnail: yesOrNo(),
})

/** A photograph, a recording or a document that was uploaded before is put into the file. */
export const attachmentAdded: ActionDefinition<'attachment_added', AttachmentAdded> = {
  type: 'attachment_added',
  shape: object<AttachmentAdded>({
    attachmentId: id(),
    kind: choice(ATTACHMENT_KINDS),
    title: text(200),
    takenOn: nullable(day()),
    sensitivity: choice(ATTACHMENT_SENSITIVITIES),
    audience: nullable(choice(AUDIENCES)),
    dataGroup: nullable(code('data_group')),
    consentId: nullable(id<ActionId>()),
    content: ATTACHMENT_CONTENT,
  }),
  by: ['contact', 'casework'],
  second: false,
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
  references: (upload) => ({ upload }),
  event: null,
  sign: 'attachment',
  section: 'attachments',
  tells: { to: 'agency', codes: ({ kind }) => ({ kind }) },
  compared: null,
  entry: null,
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
export const attachmentRemoved: ActionDefinition<'attachment_removed', AttachmentRemoved> = {
  type: 'attachment_removed',
  shape: object<AttachmentRemoved>({ attachmentId: id(), reason: text(2_000) }),
  by: ['contact', 'casework'],
  second: false,
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
  references: null,
  event: null,
  sign: 'attachment',
  section: 'attachments',
  tells: null,
  compared: {
    entries: ({ attachmentId }, { attachments }) =>
      attachments.flatMap((each) => (each.attachmentId === attachmentId ? [each.actionId as string] : [])),
  },
  entry: null,
}
