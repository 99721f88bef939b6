import type { FormAnswers } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import { asInstant, type FieldFailure } from '@gloact/kernel'
import { draftKey } from '@gloact/offline'
import { problemWords, useDraft, useMessages, useToast, type SaveState } from '@gloact/ui'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { FormSectionView } from '../../contract/reading/files.ts'
import { ofAnswers } from './draft-places.ts'
import { useOutbox } from './use-outbox.ts'
import { batchIn, failedIn } from './settle-draft.ts'
import { answersEntry } from './answers-entry.ts'
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
  type Unsent,
  type UnsentAnswer,
} from './unsent.ts'

const PAUSE_BEFORE_SENDING = 1_200
/** How long what another tab typed is left to that tab. */
const PAUSE_FOR_OTHERS = 20_000

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
  onRecorded,
  onOutdated,
}: UnsentAnswersOptions): UnsentAnswers {
  const messages = useMessages()
  const { say } = useToast()
  const outbox = useOutbox()
  const of = useMemo(() => ofAnswers(fileId), [fileId])
  const { value, change, discard, sealed, ready } = useDraft<Unsent>(draftKey(of), NOTHING)
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
  /** The file was left: what could not be sent waits on the device for the next visit. */
  const gone = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const latestFlush = useRef(async () => {})

  /** Done once what is recorded is off the device: a page that is left before would send it again. */
  const forgotten = useRef<Promise<void>>(Promise.resolve())

  const keep = useCallback(
    (next: Unsent) => {
      latest.current = next
      if (Object.keys(next).length === 0) forgotten.current = discard().catch(() => undefined)
      else change(next)
    },
    [change, discard],
  )

  // What the outbox sent, asked from here or by itself, is removed from what is typed here, or has the reason put to it.
  useEffect(
    () =>
      outbox.subscribe(({ entry, verdict }) => {
        if (draftKey(entry.of) !== draftKey(of)) return
        const batch = batchIn(entry)
        own.current.add(batch.actionId)
        if (verdict.kind === 'sent') keep(afterRecording(latest.current, batch, batch.actionId))
        if (verdict.kind === 'refused') {
          keep(withRefusal(latest.current, batch, verdict.problem.code, failedIn(verdict.problem)))
        }
        if (sending.current || verdict.kind !== 'sent') return
        if (heldOf(latest.current).size === 0) setProblem(undefined)
        void forgotten.current.then(() => {
          if (Object.keys(latest.current).length === 0) setState({ kind: 'saved', at: asInstant(Date.now()) })
        })
        onRecorded()
        void latestFlush.current()
      }),
    [outbox, of, keep, onRecorded],
  )

  const flushHere = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    let recorded = false
    try {
      for (;;) {
        // What was sent before and may have arrived goes first, as it was, whatever was typed since.
        const [before] = await outbox.waitingOf(of)
        const batch = before
          ? undefined
          : nextBatch(latest.current, waiting(latest.current, views.current, own.current))
        const entry = before ?? (batch && answersEntry(fileId, batch))
        if (!entry) {
          if (!recorded) break
          await forgotten.current
          // What was typed meanwhile is sent with the rest.
          if (nextBatch(latest.current, waiting(latest.current, views.current, own.current))) continue
          setState({ kind: 'saved', at: asInstant(Date.now()) })
          break
        }
        setState({ kind: 'saving' })
        own.current.add(entry.id)
        const verdict = await outbox.send(entry)
        if (verdict.kind === 'sent') {
          toldOfProblem.current = false
          recorded = true
          if (heldOf(latest.current).size === 0) setProblem(undefined)
          continue
        }
        const { problem: found } = verdict
        setProblem(found)
        const passing = verdict.kind !== 'refused'
        // Anyone who types far down the page sees it too. Said once, not at every try; what passes by itself is said elsewhere.
        if (!toldOfProblem.current && !passing) say(problemWords(messages, found), { tone: 'notice' })
        toldOfProblem.current = true
        if (passing) {
          setState(
            sealed
              ? { kind: 'device', at: asInstant(Date.now()) }
              : { kind: 'failed', why: problemWords(messages, found) },
          )
          break
        }
        setState({ kind: 'failed', why: problemWords(messages, found) })
        if (found.code === 'protection.unknown_form') onOutdated()
      }
    } finally {
      sending.current = false
    }
    if (recorded) onRecorded()
  }, [fileId, messages, of, onOutdated, onRecorded, outbox, say, sealed])

  latestFlush.current = useCallback(async () => {
    clearTimeout(timer.current)
    timer.current = undefined
    await alone(`gloact.answers.${fileId}`, flushHere)
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
      timer.current = setTimeout(() => void latestFlush.current(), PAUSE_FOR_OTHERS)
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
    setProblem(undefined)
    setState({ kind: 'idle' })
    void outbox.withdraw(of)
    keep(NOTHING)
  }, [keep, of, outbox])

  const takeTheirs = useCallback(
    (entry: UnsentAnswer) => {
      keep(takingTheirs(latest.current, entry))
      setState({ kind: 'idle' })
    },
    [keep],
  )
  const carryOver = useCallback<UnsentAnswers['carryOver']>(
    (form, isAsked) => {
      const view = views.current(form)
      if (!view) return
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
