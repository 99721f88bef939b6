import type { Json } from '@gloact/kernel'
import type { ToSend } from '@gloact/offline'
import { newAction } from '../new-action.ts'
import { ofAnswers } from './draft-places.ts'
import type { Batch } from './unsent.ts'

/** A batch of answers as it is put into the outbox, as one action under an id of its own. */
export function answersEntry(fileId: string, { form, version, edits, replaces, at, reason }: Batch): ToSend {
  const action = newAction(
    'answers_recorded',
    { form, version, edits, ...(reason !== undefined && { reason }) },
    { replaces, happenedAt: at },
  )
  return {
    id: action.id,
    contract: 'record_actions',
    params: { fileId },
    body: { actions: [action] } as unknown as Json,
    of: ofAnswers(fileId),
  }
}
