import { pathOfPointer, type FormAnswers } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import { asInstant, canonicalJson, type FieldFailure, type Result } from '@gloact/kernel'
import { useDraft, useMessages, useToast, type SaveState } from '@gloact/ui'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { NewActionInput } from '../../contract/actions.ts'
import type { FormSectionView } from '../../contract/files.ts'
import { newAction } from '../new-action.ts'
import { problemWords } from '../problem-words.ts'
import {
  afterRecording,
  nextBatch,
  refusedKeys,
  unsentOf,
  withEdit,
  withoutKeys,
  type Batch,
  type Unsent,
} from './unsent.ts'

const PAUSE_BEFORE_SENDING = 1_200
const PAUSE_BEFORE_TRYING_AGAIN = 20_000

/** Problems that pass: the same is sent again by itself. */
const PASSING = ['http.unreachable', 'http.unavailable', 'http.too_many_requests', 'http.signed_out', 'http.cancelled']

export interface UnsentAnswers {
  /** False until what an earlier visit left on the device is known: do not take input before. */
  readonly ready: boolean
  readonly of: (form: string) => FormAnswers
  /** Takes answers that were typed: kept on the device at once, recorded a moment later. */
  readonly edit: (view: FormSectionView, edits: FormAnswers) => void
  readonly state: SaveState
  /** Why the last sending failed; undefined where it did not. */
  readonly problem: Problem | undefined
  /** Of the server, for the answers of one form. */
  readonly failuresOf: (form: string) => readonly FieldFailure[]
  readonly retry: () => void
  /** Gives up what could not be recorded. */
  readonly giveUp: () => void
}

export interface UnsentAnswersOptions {
  readonly fileId: string
  readonly send: (actions: readonly NewActionInput[]) => Promise<Result<unknown, Problem>>
  /** Told when everything that was typed has been recorded. */
  readonly onRecorded: () => void
}

/**
 * What was typed into a file's forms and is not recorded yet: sealed on the device, sent after a pause, sent again when
 * there is a connection or a session again. No text is given up but by who typed it.
 */
export function useUnsentAnswers({ fileId, send, onRecorded }: UnsentAnswersOptions): UnsentAnswers {
  const messages = useMessages()
  const { say } = useToast()
  const { value, change, discard, sealed, ready } = useDraft<Unsent>(`protection.answers:${fileId}`, NOTHING)
  const [state, setState] = useState<SaveState>({ kind: 'idle' })
  const [problem, setProblem] = useState<Problem>()
  const [failures, setFailures] = useState<Readonly<Record<string, readonly FieldFailure[]>>>({})
  const latest = useRef<Unsent>(NOTHING)
  const held = useRef<ReadonlySet<string>>(new Set())
  const sending = useRef(false)
  const toldOfProblem = useRef(false)
  const attempt = useRef<{ readonly batch: string; readonly action: NewActionInput } | undefined>(undefined)
  /** The file was left: what could not be sent waits on the device for the next visit. */
  const gone = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const latestFlush = useRef(async () => {})

  const keep = useCallback(
    (next: Unsent) => {
      latest.current = next
      if (Object.keys(next).length === 0) void discard()
      else change(next)
    },
    [change, discard],
  )

  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    if (sending.current) return
    sending.current = true
    let recorded = false
    try {
      for (;;) {
        const batch = nextBatch(latest.current, held.current)
        if (!batch) break
        setState({ kind: 'saving' })
        const action = actionFor(batch, attempt)
        const result = await send([action])
        if (result.ok) {
          attempt.current = undefined
          toldOfProblem.current = false
          recorded = true
          keep(afterRecording(latest.current, batch, action.id))
          setFailures(({ [batch.form]: _, ...others }) => others)
          if (held.current.size === 0) setProblem(undefined)
          setState({ kind: 'saved', at: asInstant(Date.now()) })
          continue
        }
        setProblem(result.error)
        // Whoever types far down the page sees it too. Said once, not at every try.
        if (!toldOfProblem.current) say(problemWords(messages, result.error), { tone: 'notice' })
        toldOfProblem.current = true
        if (PASSING.includes(result.error.code)) {
          setState(
            sealed
              ? { kind: 'device', at: asInstant(Date.now()) }
              : { kind: 'failed', why: problemWords(messages, result.error) },
          )
          if (!gone.current) timer.current = setTimeout(() => void latestFlush.current(), PAUSE_BEFORE_TRYING_AGAIN)
          break
        }
        attempt.current = undefined
        const failed = (result.error.fields ?? []) as readonly FieldFailure[]
        held.current = new Set([
          ...held.current,
          ...refusedKeys(
            batch,
            failed.map(({ pointer }) => pathOfPointer(pointer)),
          ),
        ])
        setFailures((now) => ({ ...now, [batch.form]: failed }))
        setState({ kind: 'failed', why: problemWords(messages, result.error) })
      }
    } finally {
      sending.current = false
    }
    if (recorded) onRecorded()
  }, [keep, messages, onRecorded, say, sealed, send])

  latestFlush.current = flush

  // What an earlier visit left on this device is sent as soon as it is known.
  useEffect(() => {
    if (!ready) return
    latest.current = value
    if (Object.keys(value).length > 0) void latestFlush.current()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only what was there when the draft was opened
  }, [ready, fileId])

  useEffect(() => {
    gone.current = false
    const again = () => {
      if (document.visibilityState === 'visible') void latestFlush.current()
    }
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
      gone.current = true
      void latestFlush.current()
    }
  }, [])

  const edit = useCallback<UnsentAnswers['edit']>(
    (view, edits) => {
      held.current = withoutKeys(held.current, view.form, edits)
      keep(
        withEdit(latest.current, {
          form: view.form,
          version: view.version,
          edits,
          live: view.live,
          at: asInstant(Date.now()),
        }),
      )
      setState({ kind: 'saving' })
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void latestFlush.current(), PAUSE_BEFORE_SENDING)
    },
    [keep],
  )

  const retry = useCallback(() => {
    held.current = new Set()
    void latestFlush.current()
  }, [])

  const giveUp = useCallback(() => {
    held.current = new Set()
    attempt.current = undefined
    setProblem(undefined)
    setFailures({})
    setState({ kind: 'idle' })
    keep(NOTHING)
  }, [keep])

  return useMemo(
    () => ({
      ready,
      of: (form) => unsentOf(value, form),
      edit,
      state,
      problem,
      failuresOf: (form) => failures[form] ?? [],
      retry,
      giveUp,
    }),
    [ready, value, edit, state, problem, failures, retry, giveUp],
  )
}

const NOTHING: Unsent = {}

/** The action for a batch. Tried again it keeps its id: should it have arrived after all, it is recorded once. */
function actionFor(
  batch: Batch,
  attempt: { current: { readonly batch: string; readonly action: NewActionInput } | undefined },
): NewActionInput {
  const same = canonicalJson(batch)
  if (attempt.current?.batch === same) return attempt.current.action
  const { form, version, edits, replaces, at } = batch
  const action = newAction('answers_recorded', { form, version, edits }, { replaces, happenedAt: at })
  attempt.current = { batch: same, action }
  return action
}
