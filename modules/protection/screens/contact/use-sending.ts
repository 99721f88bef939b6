import { useQueryClient } from '@tanstack/react-query'
import type { Problem } from '@gloact/http/client'
import { asInstant, type Result } from '@gloact/kernel'
import { useClient, useNavigation } from '@gloact/ui'
import { useRef, useState } from 'react'
import { openCaseFile, recordActions, recordRefusal } from '../../contract/routes.ts'
import { queryKeys } from '../keys.ts'
import {
  mayHaveArrived,
  openingActions,
  screeningAction,
  type ReadyContact,
  type SendingCircumstances,
} from './contact-actions.ts'
import type { ContactDraft } from './contact-draft.ts'

export interface Sending {
  readonly busy: boolean
  readonly problem: Problem | null
  /** Opens a file, or adds to the one that was found, and goes there. */
  readonly send: (draft: ContactDraft) => Promise<void>
  /** Counts an adult who declined to be recorded; answers whether it was. */
  readonly count: (draft: ContactDraft) => Promise<boolean>
}

export interface SendingOptions {
  readonly circumstances: SendingCircumstances
  readonly change: (made: Partial<ContactDraft>) => void
  /** Forgets the draft on the device. */
  readonly discard: () => Promise<void>
}

const NOT_KNOWN = 'not_known'

/**
 * Sends a first contact. The ids were made when it began and the request is made from the draft alone: a double press, a
 * lost reply or a reload sends the same again, and it is recorded once. While nobody knows whether it arrived the draft
 * stays as it was sent.
 */
export function useSending({ circumstances, change, discard }: SendingOptions): Sending {
  const client = useClient()
  const queries = useQueryClient()
  const { go } = useNavigation()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  // A second press may come before the first has been drawn.
  const sending = useRef(false)

  const once = async <Value>(
    call: () => Promise<Result<Value, Problem>>,
  ): Promise<Result<Value, Problem> | undefined> => {
    if (sending.current) return undefined
    sending.current = true
    setBusy(true)
    setProblem(null)
    const result = await call()
    sending.current = false
    setBusy(false)
    if (!result.ok) setProblem(result.error)
    return result
  }

  const send = async (draft: ContactDraft) => {
    const sentAt = draft.sentAt ?? asInstant(Date.now())
    if (!draft.ids || !draft.startedAt || !draft.contactOn) return
    const ready: ReadyContact = {
      ...draft,
      ids: draft.ids,
      startedAt: draft.startedAt,
      contactOn: draft.contactOn,
      sentAt,
    }
    const request = requestFor(ready, circumstances)
    if (!request) return
    // Kept before it is sent: a page that is closed in between sends the same again.
    change({ sentAt, unanswered: true, teamId: draft.teamId })
    const result = await once(() =>
      request.kind === 'add'
        ? client.call(recordActions, { params: { fileId: request.fileId }, body: { actions: [...request.actions] } })
        : client.call(openCaseFile, {
            body: { fileId: request.fileId, personId: ready.ids.person, actions: [...request.actions] },
          }),
    )
    if (!result) return
    if (result.ok) {
      await discard()
      for (const queryKey of [queryKeys.lists, queryKeys.myWork, queryKeys.file(request.fileId)]) {
        void queries.invalidateQueries({ queryKey })
      }
      go(`/files/${request.fileId}`)
      return
    }
    if (!mayHaveArrived(result.error)) change({ sentAt: null, unanswered: false })
  }

  const count = async (draft: ContactDraft): Promise<boolean> => {
    const { ids } = draft
    if (!ids) return false
    const result = await once(() =>
      client.call(recordRefusal, {
        body: {
          id: ids.refusal,
          sex: draft.count.sex ?? NOT_KNOWN,
          ageBand: draft.count.ageBand ?? NOT_KNOWN,
          nationality: draft.count.nationality ?? NOT_KNOWN,
        },
      }),
    )
    if (result?.ok !== true) return false
    await discard()
    return true
  }

  return { busy, problem, send, count }
}

interface ContactRequest {
  readonly kind: 'open' | 'add'
  readonly fileId: string
  readonly actions: NonNullable<ReturnType<typeof openingActions>>
}

function requestFor(draft: ReadyContact, circumstances: SendingCircumstances): ContactRequest | null {
  if (draft.existing) {
    return { kind: 'add', fileId: draft.existing.id, actions: [screeningAction(draft, circumstances)] }
  }
  const actions = openingActions(draft, circumstances)
  return actions && { kind: 'open', fileId: draft.ids.file, actions }
}
