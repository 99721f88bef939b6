import { useQueryClient } from '@tanstack/react-query'
import type { Problem } from '@gloact/http/client'
import { asInstant, type Json } from '@gloact/kernel'
import { draftKey, type DraftOf, type OutboxEntry, type ToSend, type Verdict } from '@gloact/offline'
import { useNavigation } from '@gloact/ui'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { queryKeys } from '../keys.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { openingActions, screeningAction, type ReadyContact, type SendingCircumstances } from './contact-actions.ts'
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
  /** What is kept of it on the device. */
  readonly of: DraftOf
  readonly circumstances: SendingCircumstances
  readonly change: (made: Partial<ContactDraft>) => void
  /** Forgets the draft on the device. */
  readonly discard: () => Promise<void>
}

const NOT_KNOWN = 'not_known'

/**
 * Sends a first contact. The ids were made when it began and the request is made from the draft alone: a double press, a
 * lost reply or a reload sends the same again, and it is recorded once. While nobody knows whether it arrived the draft
 * stays as it was sent, and the outbox sends it again by itself.
 */
export function useSending({ of, circumstances, change, discard }: SendingOptions): Sending {
  const outbox = useOutbox()
  const queries = useQueryClient()
  const { go } = useNavigation()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  // A second press may come before the first has been drawn.
  const sending = useRef(false)

  const once = async (entry: ToSend): Promise<Verdict | undefined> => {
    if (sending.current) return undefined
    sending.current = true
    setBusy(true)
    setProblem(null)
    const verdict = await outbox.send(entry)
    sending.current = false
    setBusy(false)
    if (verdict.kind !== 'sent') setProblem(verdict.problem)
    return verdict
  }

  const arrived = async (entry: Pick<OutboxEntry, 'params' | 'body'>) => {
    await discard()
    const fileId = entry.params['fileId'] ?? (entry.body as { readonly fileId?: string }).fileId
    if (fileId === undefined) return
    for (const queryKey of [queryKeys.lists, queryKeys.myWork, queryKeys.file(fileId)]) {
      void queries.invalidateQueries({ queryKey })
    }
    go(`/files/${fileId}`)
  }
  const latestArrived = useRef(arrived)
  useLayoutEffect(() => {
    latestArrived.current = arrived
  })
  // It was sent by itself while this page stood open.
  useEffect(
    () =>
      outbox.subscribe(({ entry, verdict }) => {
        if (sending.current || draftKey(entry.of) !== draftKey(of)) return
        if (verdict.kind === 'sent') void latestArrived.current(entry)
        if (verdict.kind === 'refused') {
          setProblem(verdict.problem)
          change({ sentAt: null, unanswered: false })
        }
      }),
    [outbox, change, of],
  )

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
    const entry = entryFor(of, ready, circumstances)
    if (!entry) return
    // Kept before it is sent: a page that is closed in between sends the same again.
    change({ sentAt, unanswered: true, teamId: draft.teamId })
    const verdict = await once(entry)
    if (verdict?.kind === 'sent') return arrived(entry)
    if (verdict?.kind === 'refused' || verdict?.kind === 'pause') {
      // It is known that nothing was recorded: what is written may be changed again.
      await outbox.withdraw(of)
      change({ sentAt: null, unanswered: false })
    }
  }

  const count = async (draft: ContactDraft): Promise<boolean> => {
    const { ids } = draft
    if (!ids) return false
    const { sex, ageBand, nationality } = draft.count
    const body = {
      id: ids.refusal,
      sex: sex ?? NOT_KNOWN,
      ageBand: ageBand ?? NOT_KNOWN,
      nationality: nationality ?? NOT_KNOWN,
    }
    const verdict = await once({ id: ids.refusal, contract: 'record_refusal', params: {}, body, of })
    if (verdict?.kind !== 'sent') {
      // The person who declined may still change their mind: it is not sent behind their back. Pressed again, it counts once.
      if (verdict) await outbox.withdraw(of)
      return false
    }
    await discard()
    return true
  }

  return { busy, problem, send, count }
}

/** What is sent of a contact, made from the draft alone; null where it cannot be sent yet. */
export function entryFor(of: DraftOf, draft: ReadyContact, circumstances: SendingCircumstances): ToSend | null {
  if (draft.existing) {
    return {
      id: draft.ids.screening,
      contract: 'record_actions',
      params: { fileId: draft.existing.id },
      body: { actions: [screeningAction(draft, circumstances)] } as unknown as Json,
      of,
    }
  }
  const actions = openingActions(draft, circumstances)
  return (
    actions && {
      id: draft.ids.file,
      contract: 'open_file',
      params: {},
      body: { fileId: draft.ids.file, personId: draft.ids.person, actions } as unknown as Json,
      of,
    }
  )
}
