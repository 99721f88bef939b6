import type { Problem } from '@gloact/http/client'
import { canonicalJson, newId, type Json, type PlainDate } from '@gloact/kernel'
import { draftKey } from '@gloact/offline'
import { useDraft, useToast, type SaveState } from '@gloact/ui'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { NewActionInput } from '../../contract/file/actions.ts'
import type { ActionType, Payloads } from '../../domain/file/actions/definitions.ts'
import { newAction } from '../new-action.ts'
import { ofPanel } from '../outbox/draft-places.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { useFile } from '../reading/file-context.tsx'
import { useNumberKept } from '../outbox/kept-number.ts'
import { momentOn } from './entered-day.ts'

export type PanelFields = Readonly<Record<string, Json>>

export interface Sending<Type extends ActionType> {
  readonly type: Type
  /** Null where something is missing: the fields then say what. */
  readonly payload: Payloads[Type] | null
  /** The day on which it happened, as entered; now where none is asked for. */
  readonly on?: PlainDate | null
  /** What is said once it is recorded. */
  readonly said: string
}

/** What is being typed in one panel of a file, kept sealed on the device until it is recorded or given up. */
export interface PanelForm<Fields extends PanelFields> {
  readonly fields: Fields
  readonly set: (changed: Partial<Fields>) => void
  /** Whether the form shows: it was begun here, or something was left unsent before. */
  readonly open: boolean
  /** Whether it is known what was left unsent. */
  readonly ready: boolean
  readonly begin: (start?: Partial<Fields>) => void
  readonly giveUp: () => void
  /** Whether sending was tried: what is missing is said from then on, not before. */
  readonly tried: boolean
  /** Whether it was tried with something missing, and nothing was changed since. */
  readonly incomplete: boolean
  readonly busy: boolean
  readonly problem: Problem | null
  readonly state: SaveState
  readonly sealed: boolean
  /** Whether anything was typed. */
  readonly typed: boolean
  /** Records one action; true once it is. Pressing twice, and sending again after no answer came, records once. */
  readonly send: <Type extends ActionType>(sending: Sending<Type>) => Promise<boolean>
}

// A type and not an interface: a draft is JSON.
type Draft = {
  readonly fields: PanelFields
  /** What the form began with: where the fields are still the same, nothing was typed. */
  readonly from: PanelFields
  /** Why the server did not record it, until something is changed: it waits on the device with the reason. */
  readonly refused?: string | null
}

/** A form of this file. `name` tells the file's forms apart; what it starts with must not change while it is shown. */
export function usePanelForm<Fields extends PanelFields>(name: string, initial: Fields): PanelForm<Fields> {
  const { file, rules, today, commit } = useFile()
  const { say } = useToast()
  const outbox = useOutbox()
  const of = useMemo(() => ofPanel(file.id, name), [file.id, name])
  const draft = useDraft<Draft>(draftKey(of), { fields: initial, from: initial })
  const keepNumber = useNumberKept(file.id, file.number)
  const [begun, setBegun] = useState(false)
  const [tried, setTried] = useState(false)
  const [incomplete, setIncomplete] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const sending = useRef(false)
  /** What was sent of these fields and may have arrived is given up by changing them: done once, and awaited. */
  const mayWait = useRef(true)
  const withdrawn = useRef<Promise<void>>(Promise.resolve())
  const withdraw = () => {
    if (!mayWait.current) return
    mayWait.current = false
    withdrawn.current = withdrawn.current.then(() => outbox.withdraw(of))
  }
  const typed = canonicalJson(draft.value.fields) !== canonicalJson(draft.value.from)

  /** It was recorded and is being cleared away: pressing now would say it a second time. */
  const closing = useRef(false)
  const close = async () => {
    closing.current = true
    setBegun(false)
    setTried(false)
    setIncomplete(false)
    setProblem(null)
    withdraw()
    await draft.discard()
    closing.current = false
  }
  const latestClose = useRef(close)
  useLayoutEffect(() => {
    latestClose.current = close
  })

  // It waited on this device and was sent by itself: the form is done with.
  useEffect(
    () =>
      outbox.subscribe(({ entry, verdict }) => {
        if (!sending.current && verdict.kind === 'sent' && draftKey(entry.of) === draftKey(of) && mayWait.current) {
          void latestClose.current()
        }
      }),
    [outbox, of],
  )

  return {
    fields: { ...initial, ...(draft.value.fields as Fields) },
    // Something else is being said: it is another action.
    set: (changed) => {
      setIncomplete(false)
      keepNumber()
      withdraw()
      draft.change((current) => ({
        ...current,
        fields: { ...current.fields, ...(changed as PanelFields) },
        refused: null,
      }))
    },
    open: draft.ready && (begun || typed),
    ready: draft.ready,
    begin: (changed) => {
      setBegun(true)
      const fields = { ...initial, ...(changed as PanelFields | undefined) }
      // Where it begins as it always does, there is nothing to keep yet: a form that was only opened is not counted as unsent.
      if (canonicalJson(fields) !== canonicalJson(draft.value.fields)) draft.change({ fields, from: fields })
    },
    giveUp: () => void close(),
    tried,
    incomplete,
    busy,
    problem:
      problem ??
      (draft.value.refused ? { type: 'about:blank', title: '', status: 0, code: draft.value.refused } : null),
    state: draft.state,
    sealed: draft.sealed,
    typed,
    async send({ type, payload, on, said }) {
      if (sending.current || closing.current) return false
      setTried(true)
      setIncomplete(payload === null)
      if (payload === null) return false
      sending.current = true
      setBusy(true)
      setProblem(null)
      await withdrawn.current
      mayWait.current = true
      // Sent before and not known to be recorded: the same is sent again.
      const id = (await outbox.waitingOf(of))[0]?.id ?? newId()
      const happenedAt = on ? { happenedAt: momentOn(on, today, rules.timeZone) } : {}
      const action = { ...newAction(type, payload, happenedAt), id } as NewActionInput
      const verdict = await commit(action, of)
      sending.current = false
      setBusy(false)
      if (verdict.kind !== 'sent') {
        setProblem(verdict.problem)
        if (verdict.kind === 'refused') {
          const { code } = verdict.problem
          draft.change((current) => ({ ...current, refused: code }))
        }
        return false
      }
      await close()
      say(said, { tone: 'success' })
      return true
    },
  }
}
