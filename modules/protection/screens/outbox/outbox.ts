import type { Client } from '@gloact/http/client'
import type { Json } from '@gloact/kernel'
import { openOutbox, type Destination, type Drafts, type Outbox, type OutboxOptions } from '@gloact/offline'
import type { RecordedActions } from '../../contract/file/actions.ts'
import { openCaseFile, recordActions, recordRefusal } from '../../contract/routes.ts'
import { settleDraft } from './settle-draft.ts'

/** Whether the answer names every action that was sent: anything else is somebody else's answer. */
const namesAll = ({ fileId, actions }: RecordedActions, of: string | undefined, body: Json): boolean => {
  const known = new Set(actions.map(({ id }) => id))
  const sent = (body as { readonly actions: readonly { readonly id: string }[] }).actions
  return fileId === of && sent.every(({ id }) => known.has(id))
}

/** Where things of this module are sent to, by the name that lies with them on the device. */
export const DESTINATIONS = {
  record_actions: {
    contract: recordActions,
    isOf: (value: RecordedActions, { params, body }) => namesAll(value, params['fileId'], body),
  } satisfies Destination<RecordedActions>,
  open_file: {
    contract: openCaseFile,
    isOf: (value: RecordedActions, { body }) => namesAll(value, (body as { readonly fileId: string }).fileId, body),
  } satisfies Destination<RecordedActions>,
  record_refusal: {
    contract: recordRefusal,
    isOf: ({ recorded }: { readonly recorded: true }) => recorded,
  } satisfies Destination<{ readonly recorded: true }>,
}

/** The outbox of one person's drafts. Everything that is typed into files leaves through it. */
export const openFileOutbox = (
  drafts: Drafts,
  call: Client['call'],
  options: Pick<OutboxOptions, 'alone' | 'later' | 'random' | 'patience'> = {},
): Outbox =>
  openOutbox({
    ...options,
    drafts,
    call,
    destinations: DESTINATIONS,
    settle: (entry, verdict) => settleDraft(drafts, entry, verdict),
  })
