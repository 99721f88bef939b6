import { useQueryClient } from '@tanstack/react-query'
import { useClient } from '@gloact/ui'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { signalPresence, type Present } from '../../contract/reading/presence.ts'
import { listTimeline } from '../../contract/routes.ts'
import { queryKeys } from '../keys.ts'
import { changesSince, withChanges, type Change } from '../changes.ts'

const EVERY = 10_000
/** Anyone who touches nothing for so long is not there: a page left open does not keep a session alive. */
const THERE_FOR = 3 * 60_000
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

const isIdle = (active: number | null): boolean => active !== null && Date.now() - active > THERE_FOR

export interface Together {
  /** Who else has the file open. */
  readonly others: readonly Present[]
  /** What others recorded since the file was opened here and its section was not looked at. */
  readonly changes: readonly Change[]
  /** Says that a section was looked at: its mark goes when it is left. */
  readonly seen: (section: string) => void
  /** Says that this page recorded so many actions itself, and how far the file has come with them. */
  readonly recorded: (version: number, count: number) => void
}

export interface TogetherOptions {
  readonly fileId: string
  readonly version: number
  readonly section: string
  readonly sections: ReadonlySet<string>
  readonly me: string | undefined
}

/**
 * Gives a sign every ten seconds that this file is on a screen that somebody looks at, and learns who else is there and
 * whether the file changed. What changed is fetched and shown; what is being typed is left as it is.
 */
export function useTogether({ fileId, version, section, sections, me }: TogetherOptions): Together {
  const client = useClient()
  const queries = useQueryClient()
  const [others, setOthers] = useState<readonly Present[]>([])
  const [changes, setChanges] = useState<readonly Change[]>([])
  /** The sequence up to which it is known who did what. */
  const known = useRef(version)
  const here = useRef({ section, sections, me })
  useLayoutEffect(() => {
    here.current = { section, sections, me }
  })
  /** When somebody last did something here; opening the file is something. */
  const active = useRef<number | null>(null)

  const learn = useCallback(
    async (upTo: number) => {
      const since = known.current
      if (upTo <= since) return
      const found = await client.call(listTimeline, {
        params: { fileId },
        query: { limit: Math.min(100, upTo - since + 5) },
      })
      if (!found.ok) return
      known.current = Math.max(known.current, upTo)
      const mine = here.current
      setChanges((before) => withChanges(before, changesSince(found.value.items, since, mine.me, mine.sections)))
      void queries.invalidateQueries({ queryKey: queryKeys.timeline(fileId) })
      await queries.invalidateQueries({ queryKey: queryKeys.file(fileId) })
    },
    [client, queries, fileId],
  )

  const sign = useCallback(async () => {
    if (document.visibilityState !== 'visible' || !navigator.onLine || isIdle(active.current)) return
    const answer = await client.call(signalPresence, {
      params: { fileId },
      body: { section: here.current.section },
    })
    // No sign is no news: the next one may arrive.
    if (!answer.ok) return
    setOthers((before) =>
      JSON.stringify(before) === JSON.stringify(answer.value.others) ? before : answer.value.others,
    )
    await learn(answer.value.version)
  }, [client, fileId, learn])

  // Anyone who goes to another section says so at once.
  useEffect(() => {
    active.current = Date.now()
    void sign()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the section is told, through `here`
  }, [sign, section])

  useEffect(() => {
    const alive = () => {
      active.current = Date.now()
    }
    const look = () => {
      alive()
      void sign()
    }
    const leave = () => void client.call(signalPresence, { params: { fileId }, body: { section: null, leaving: true } })
    const timer = setInterval(() => void sign(), EVERY)
    document.addEventListener('visibilitychange', look)
    for (const kind of SIGNS_OF_LIFE) window.addEventListener(kind, alive, { passive: true, capture: true })
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      for (const kind of SIGNS_OF_LIFE) window.removeEventListener(kind, alive, { capture: true })
      leave()
    }
  }, [client, fileId, sign])

  const recorded = useCallback((upTo: number, count: number) => {
    // Nothing of anybody else's lies between: there is nothing to ask about.
    if (upTo - known.current === count) known.current = upTo
  }, [])
  const seen = useCallback(
    (looked: string) =>
      setChanges((before) =>
        before.some((change) => change.section === looked)
          ? before.filter((change) => change.section !== looked)
          : before,
      ),
    [],
  )
  return useMemo(() => ({ others, changes, seen, recorded }), [others, changes, seen, recorded])
}
