import type { Instant, Json } from '@gloact/kernel'
import { draftOf, mergeDrafts, pathOfForm, type Drafts } from '@gloact/offline'
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { SaveState } from '../say/saved-state.tsx'
import { useMessages } from './messages.tsx'

const DraftsContext = createContext<Drafts | null>(null)

export function DraftsProvider({ drafts, children }: { drafts: Drafts; children: ReactNode }) {
  return <DraftsContext value={drafts}>{children}</DraftsContext>
}

/** What the signed-in person has typed on this device and not yet sent. */
export function useDrafts(): Drafts {
  const drafts = use(DraftsContext)
  if (!drafts) throw new Error('useDrafts is used outside DraftsProvider')
  return drafts
}

export interface UsedDraft<Value extends Json> {
  readonly value: Value
  readonly change: (next: Value | ((current: Value) => Value)) => void
  /** Forgets the draft on the device and goes back to the initial value: after sending, or when it is given up. */
  readonly discard: () => Promise<void>
  readonly state: SaveState
  /** Whether the draft outlasts this page. Where it does not, say so. */
  readonly sealed: boolean
  /** False until it is known whether there is an earlier draft; do not take input before. */
  readonly ready: boolean
}

/** How much of what is typed may not be on the device yet. Counted from the first letter: anyone who types on is saved too. */
const LONGEST_UNSAVED = 400

/**
 * A value that survives a reload, an ended session and no signal: kept sealed on the device as it is typed.
 * The key holds ids only; a component that changes its key is given the other draft.
 */
export function useDraft<Value extends Json>(key: string, initial: Value): UsedDraft<Value> {
  const drafts = useDrafts()
  const { t } = useMessages()
  const [value, setValue] = useState<Value>(initial)
  const [loaded, setLoaded] = useState<{ readonly drafts: Drafts; readonly key: string } | null>(null)
  const [state, setState] = useState<SaveState>({ kind: 'idle' })
  const waiting = useRef<{ readonly key: string; readonly value: Value } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const inFlight = useRef<Promise<unknown>>(Promise.resolve())
  const first = useRef(initial)
  /** What this page and the device last had in common; two pages that write one draft are merged from there. */
  const common = useRef<Value>(initial)
  const latest = useRef(initial)

  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    timer.current = undefined
    const due = waiting.current
    if (!due) return
    waiting.current = null
    setState({ kind: 'saving' })
    try {
      common.current = due.value
      inFlight.current = drafts.save(due.key, due.value)
      await inFlight.current
      // What was typed meanwhile is on its way.
      if (!waiting.current) setState({ kind: 'device', at: new Date().toISOString() as Instant })
    } catch {
      waiting.current ??= due
      setState({ kind: 'failed', why: t('ui.saved.device_full') })
    }
  }, [drafts, t])

  useEffect(() => {
    let current = true
    // Storage that cannot be read holds nobody up: what is typed is kept as far as it can be, and the save that fails says so.
    const earlier = drafts.load(key).catch(() => undefined)
    void earlier.then((draft) => {
      if (!current) return
      latest.current = draft ? (draft.value as Value) : first.current
      common.current = latest.current
      setValue(latest.current)
      setState(draft ? { kind: 'device', at: new Date(draft.savedAt).toISOString() as Instant } : { kind: 'idle' })
      setLoaded({ drafts, key })
    })
    return () => {
      current = false
    }
  }, [drafts, key])

  // The same draft is open in another page: what is typed there shows here, and nothing of either is lost.
  useEffect(() => {
    let current = true
    const stop = drafts.subscribe((change) => {
      if (!change.elsewhere || (change.key !== undefined && change.key !== key)) return
      void drafts.load(key).then((draft) => {
        if (!current) return
        const theirs = draft ? (draft.value as Value) : first.current
        const merged = mergeDrafts(common.current, latest.current, theirs) as Value
        common.current = theirs
        latest.current = merged
        setValue(merged)
        if (waiting.current) waiting.current = { key, value: merged }
        else if (!draft) setState({ kind: 'idle' })
      })
    })
    return () => {
      current = false
      stop()
    }
  }, [drafts, key])

  useEffect(() => {
    const onHide = () => void flush()
    window.addEventListener('pagehide', onHide)
    document.addEventListener('visibilitychange', onHide)
    return () => {
      window.removeEventListener('pagehide', onHide)
      document.removeEventListener('visibilitychange', onHide)
      void flush()
    }
  }, [flush])

  const change = useCallback<UsedDraft<Value>['change']>(
    (next) => {
      const made = typeof next === 'function' ? next(latest.current) : next
      latest.current = made
      setValue(made)
      waiting.current = { key, value: made }
      setState({ kind: 'saving' })
      timer.current ??= setTimeout(() => void flush(), LONGEST_UNSAVED)
    },
    [flush, key],
  )

  const discard = useCallback(async () => {
    clearTimeout(timer.current)
    timer.current = undefined
    waiting.current = null
    latest.current = first.current
    common.current = first.current
    setValue(first.current)
    setState({ kind: 'idle' })
    // A save that is under way would bring back what is being discarded; whether it succeeds no longer matters.
    await inFlight.current.catch(() => {})
    await drafts.remove(key)
  }, [drafts, key])

  const ready = loaded?.drafts === drafts && loaded.key === key
  return { value, change, discard, state, sealed: drafts.sealed, ready }
}

/** The names of the forms of this page in which something typed is not sent; undefined until it is known. */
export function useTypedNames(path: string): readonly string[] | undefined {
  const drafts = useDrafts()
  const [found, setFound] = useState<{ readonly path: string; readonly names: readonly string[] }>()
  useEffect(() => {
    let current = true
    void drafts
      .keys()
      .catch(() => [])
      .then((kept) => {
        if (!current) return
        const names = kept.flatMap(({ key }) => {
          const of = draftOf(key)
          return of && pathOfForm(of) === path ? [(of.name ?? '').slice(path.length + 1)] : []
        })
        setFound({ path, names })
      })
    return () => {
      current = false
    }
  }, [drafts, path])
  return found?.path === path ? found.names : undefined
}

/** How many drafts of this device are not sent yet, of those that `counts` says count; kept current while it is shown. */
export function useDraftCount(counts: (key: string) => boolean): number {
  const drafts = useDrafts()
  const [keys, setKeys] = useState<readonly string[]>([])
  useEffect(() => {
    let current = true
    // A device whose storage cannot be read shows no count; the save that fails there says so itself.
    const look = () =>
      void drafts
        .keys()
        .then((kept) => current && setKeys(kept.map(({ key }) => key)))
        .catch(() => undefined)
    look()
    const stop = drafts.subscribe(look)
    return () => {
      current = false
      stop()
    }
  }, [drafts])
  return useMemo(() => keys.filter(counts).length, [keys, counts])
}
