import { pathOfPointer, type FormAnswers } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import { asInstant, canonicalJson, type FieldFailure, type Result } from '@gloact/kernel'
import { useDraft, useMessages, useToast, type SaveState } from '@gloact/ui'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { NewActionInput } from '../../contract/actions.ts'
import type { FormSectionView } from '../../contract/files.ts'
import { newAction } from '../new-action.ts'
import { problemWords } from '../problem-words.ts'
import { useNumberKept } from './kept-number.ts'
import {
  afterRecording,
  carriedOver,
  heldOf,
  keepingMine,
  keyOfAnswer,
  nextBatch,
  ofOtherVersion,
  overtaken,
  takingTheirs,
  unsentOf,
  withEdit,
  withReason,
  withoutRefusals,
  withRefusal,
  type Batch,
  type Unsent,
  type UnsentAnswer,
} from './unsent.ts'

const PAUSE_BEFORE_SENDING = 1_200
const PAUSE_BEFORE_TRYING_AGAIN = 20_000

/** Problems that pass: the same is sent again by itself. */
const PASSING = [
  'http.unreachable',
  'http.unavailable',
  'http.no_room',
  'http.too_many_requests',
  'http.signed_out',
  'http.cancelled',
]

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
  /** What somebody else answered otherwise while it was being typed here. It waits, unsent, until one of both is chosen. */
  readonly overtaken: (form: string) => readonly UnsentAnswer[]
  readonly keepMine: (entry: UnsentAnswer) => void
  readonly takeTheirs: (entry: UnsentAnswer) => void
  /** What was typed into another version of a form than there is now. It waits until it is carried over or given up. */
  readonly ofOtherVersion: (form: string) => readonly UnsentAnswer[]
  /** Takes it into the version that there is, as far as its questions are still asked. */
  readonly carryOver: (form: string, isAsked: (path: string) => boolean) => void
  /** Why the answers of a form are being changed: goes with what is recorded of it from now on; '' for no reason. */
  readonly because: (form: string, reason: string) => void
}

export interface UnsentAnswersOptions {
  readonly fileId: string
  /** The file's number, kept sealed with what is typed so that the device can say which file it is of. */
  readonly number: string
  /** A form as it stands, as far as it is known here. */
  readonly viewOf: (form: string) => FormSectionView | undefined
  readonly send: (actions: readonly NewActionInput[]) => Promise<Result<unknown, Problem>>
  /** Told when everything that was typed has been recorded. */
  readonly onRecorded: () => void
  /** Told when the country's form is another than the one that was typed into. */
  readonly onOutdated: () => void
}

/**
 * What was typed into a file's forms and is not recorded yet: sealed on the device, sent after a pause, sent again when
 * there is a connection or a session again. No text is given up but by who typed it.
 */
export function useUnsentAnswers({
  fileId,
  number,
  viewOf,
  send,
  onRecorded,
  onOutdated,
}: UnsentAnswersOptions): UnsentAnswers {
  const messages = useMessages()
  const { say } = useToast()
  const { value, change, discard, sealed, ready } = useDraft<Unsent>(`protection.answers:${fileId}`, NOTHING)
  const [state, setState] = useState<SaveState>({ kind: 'idle' })
  const [problem, setProblem] = useState<Problem>()
  const keepNumber = useNumberKept(fileId, number)
  const latest = useRef<Unsent>(NOTHING)
  const views = useRef(viewOf)
  views.current = viewOf
  /** The actions of this page: what they say is nobody else's. */
  const own = useRef(new Set<string>())
  const sending = useRef(false)
  const toldOfProblem = useRef(false)
  const reasons = useRef(new Map<string, string>())
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

  const flushHere = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    let recorded = false
    try {
      for (;;) {
        const batch = nextBatch(latest.current, waiting(latest.current, views.current, own.current))
        if (!batch) break
        setState({ kind: 'saving' })
        const action = actionFor(batch, attempt)
        own.current.add(action.id)
        const result = await send([action])
        if (result.ok) {
          attempt.current = undefined
          toldOfProblem.current = false
          recorded = true
          keep(afterRecording(latest.current, batch, action.id))
          if (heldOf(latest.current).size === 0) setProblem(undefined)
          setState({ kind: 'saved', at: asInstant(Date.now()) })
          continue
        }
        setProblem(result.error)
        const passing = PASSING.includes(result.error.code)
        // Whoever types far down the page sees it too. Said once, not at every try; what passes by itself is said elsewhere.
        if (!toldOfProblem.current && !passing) say(problemWords(messages, result.error), { tone: 'notice' })
        toldOfProblem.current = true
        if (passing) {
          setState(
            sealed
              ? { kind: 'device', at: asInstant(Date.now()) }
              : { kind: 'failed', why: problemWords(messages, result.error) },
          )
          if (!gone.current) timer.current = setTimeout(() => void latestFlush.current(), PAUSE_BEFORE_TRYING_AGAIN)
          break
        }
        attempt.current = undefined
        const failed = ((result.error.fields ?? []) as readonly FieldFailure[]).map((failure) => ({
          ...failure,
          path: pathOfPointer(failure.pointer),
        }))
        keep(withRefusal(latest.current, batch, result.error.code, failed))
        setState({ kind: 'failed', why: problemWords(messages, result.error) })
        if (result.error.code === 'protection.unknown_form') onOutdated()
      }
    } finally {
      sending.current = false
    }
    if (recorded) onRecorded()
  }, [keep, messages, onOutdated, onRecorded, say, sealed, send])

  latestFlush.current = useCallback(async () => {
    clearTimeout(timer.current)
    timer.current = undefined
    await alone(`protection.answers:${fileId}`, flushHere)
  }, [fileId, flushHere])

  // What an earlier visit left on this device is sent as soon as it is known.
  useEffect(() => {
    if (!ready) return
    latest.current = value
    const refusal = Object.values(value).find(({ refused }) => refused)?.refused
    if (refusal) setProblem(problemOfRefusal(refusal.code))
    if (Object.keys(value).length > 0) void latestFlush.current()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only what was there when the draft was opened
  }, [ready, fileId])

  // What another tab of this browser typed is shown here and sent from there; from here only where nobody does for long.
  useLayoutEffect(() => {
    if (!ready) return
    latest.current = value
    if (timer.current === undefined && !sending.current && nextBatch(value, heldOf(value))) {
      timer.current = setTimeout(() => void latestFlush.current(), PAUSE_BEFORE_TRYING_AGAIN)
    }
  }, [ready, value])

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
      keepNumber()
      keep(
        withEdit(latest.current, {
          form: view.form,
          version: view.version,
          edits,
          live: view.live,
          at: asInstant(Date.now()),
          reason: reasons.current.get(view.form),
        }),
      )
      setState({ kind: 'saving' })
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void latestFlush.current(), PAUSE_BEFORE_SENDING)
    },
    [keep, keepNumber],
  )

  const retry = useCallback(() => {
    keep(withoutRefusals(latest.current))
    void latestFlush.current()
  }, [keep])

  const giveUp = useCallback(() => {
    attempt.current = undefined
    setProblem(undefined)
    setState({ kind: 'idle' })
    keep(NOTHING)
  }, [keep])

  const takeTheirs = useCallback(
    (entry: UnsentAnswer) => {
      attempt.current = undefined
      keep(takingTheirs(latest.current, entry))
      setState({ kind: 'idle' })
    },
    [keep],
  )
  const carryOver = useCallback<UnsentAnswers['carryOver']>(
    (form, isAsked) => {
      const view = views.current(form)
      if (!view) return
      attempt.current = undefined
      const next = carriedOver(latest.current, view, isAsked)
      keep(next)
      if (heldOf(next).size === 0) setProblem(undefined)
      void latestFlush.current()
    },
    [keep],
  )
  const keepMine = useCallback(
    (entry: UnsentAnswer) => {
      const view = views.current(entry.form)
      if (!view) return
      attempt.current = undefined
      keep(keepingMine(latest.current, entry, view))
      void latestFlush.current()
    },
    [keep],
  )

  return useMemo(
    () => ({
      ready,
      of: (form) => unsentOf(value, form),
      edit,
      state,
      problem,
      failuresOf: (form) => failuresOf(value, form),
      retry,
      giveUp,
      overtaken: (form) => {
        const view = viewOf(form)
        return view ? overtaken(value, view, own.current) : []
      },
      keepMine,
      takeTheirs,
      ofOtherVersion: (form) => {
        const view = viewOf(form)
        return view ? ofOtherVersion(value, view) : []
      },
      carryOver,
      because: (form, reason) => {
        const said = reason.trim()
        if (said === (reasons.current.get(form) ?? '')) return
        if (said === '') reasons.current.delete(form)
        else reasons.current.set(form, said)
        // What waits to be sent goes with it too.
        if (Object.values(latest.current).some((entry) => entry.form === form))
          keep(withReason(latest.current, form, said === '' ? undefined : said))
      },
    }),
    [ready, value, edit, keep, state, problem, retry, giveUp, viewOf, keepMine, takeTheirs, carryOver],
  )
}

const NOTHING: Unsent = {}

/** What is not to be sent now: what was refused, is of another version, or was answered otherwise by somebody else. */
function waiting(
  unsent: Unsent,
  viewOf: (form: string) => FormSectionView | undefined,
  own: ReadonlySet<string>,
): ReadonlySet<string> {
  const forms = new Set(Object.values(unsent).map(({ form }) => form))
  const others = [...forms].flatMap((form) => {
    const view = viewOf(form)
    return view ? [...overtaken(unsent, view, own), ...ofOtherVersion(unsent, view)] : []
  })
  return new Set([...heldOf(unsent), ...others.map(keyOfAnswer)])
}

/** What the server said of the answers of a form, as long as they stand as they were refused. */
const failuresOf = (unsent: Unsent, form: string): readonly FieldFailure[] =>
  Object.values(unsent).flatMap((entry) =>
    entry.form === form && entry.refused?.failure
      ? [{ ...entry.refused.failure, pointer: `/${entry.path.replaceAll('~', '~0').replaceAll('/', '~1')}` }]
      : [],
  )

/** A refusal of an earlier visit, as a problem that has words. */
const problemOfRefusal = (code: string): Problem => ({ type: 'about:blank', title: '', status: 0, code })

/** One tab of a browser sends at a time, so that what both show is not sent twice. */
async function alone(name: string, run: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return run()
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await run()
  })
}

/** The action for a batch. Tried again it keeps its id: should it have arrived after all, it is recorded once. */
function actionFor(
  batch: Batch,
  attempt: { current: { readonly batch: string; readonly action: NewActionInput } | undefined },
): NewActionInput {
  const same = canonicalJson(batch)
  if (attempt.current?.batch === same) return attempt.current.action
  const { form, version, edits, replaces, at, reason } = batch
  const action = newAction(
    'answers_recorded',
    { form, version, edits, ...(reason !== undefined && { reason }) },
    { replaces, happenedAt: at },
  )
  attempt.current = { batch: same, action }
  return action
}
