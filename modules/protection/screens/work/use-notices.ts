import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ResponseOf } from '@gloact/http/client'
import { useClient } from '@gloact/ui'
import { useCallback, useEffect } from 'react'
import { readNotices, seeNotices } from '../../contract/work/notices.ts'
import { queryKeys } from '../keys.ts'

const EVERY = 60_000
/** A person who touches nothing for so long is not there: asking goes on for nobody, and keeps no session alive. */
const THERE_FOR = 3 * 60_000
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

export type Notices = ResponseOf<typeof readNotices>

/** What others did that concerns the reader; undefined until it is known. That it cannot be asked now is told to nobody. */
export function useNotices(): Notices | undefined {
  const client = useClient()
  const { data } = useQuery({
    queryKey: queryKeys.notices,
    queryFn: ({ signal }) => client.callOrThrow(readNotices, {}, { signal }),
    staleTime: EVERY / 2,
  })
  return data
}

/** Asks again every minute, for as long as somebody is there. For the one place that is on every page. */
export function useNoticesAskedAgain(): void {
  const queries = useQueryClient()
  useEffect(() => {
    let active = Date.now()
    const onSign = () => {
      active = Date.now()
    }
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, onSign, { passive: true })
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && navigator.onLine && Date.now() - active < THERE_FOR)
        void queries.invalidateQueries({ queryKey: queryKeys.notices })
    }, EVERY)
    return () => {
      clearInterval(timer)
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, onSign)
    }
  }, [queries])
}

/** Says that what is shown was looked at. */
export function useSeeNotices(): (upTo: string) => Promise<void> {
  const client = useClient()
  const queries = useQueryClient()
  return useCallback(
    async (upTo) => {
      const done = await client.call(seeNotices, { body: { upTo } })
      if (done.ok) await queries.invalidateQueries({ queryKey: queryKeys.notices })
    },
    [client, queries],
  )
}
