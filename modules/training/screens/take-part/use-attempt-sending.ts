import { useClient } from '@gloact/ui'
import { useCallback, useRef, useState } from 'react'
import { savePackage } from '../../contract/scorm.ts'
import { useTrying, waits } from './again.ts'
import {
  currentOf,
  keepAttempt,
  keptAttempts,
  type KeptAttempt,
  refusedIn,
  savedIn,
  sendingOf,
  waitsToBeSent,
} from './kept-attempts.ts'

export interface AttemptSending {
  readonly attempts: readonly KeptAttempt[]
  /** Something was kept or removed: reads it, and tries at once. */
  readonly renew: () => void
}

/** Attempts at packages on this telephone; sends what waits, and again until the server has it or says why not. */
export function useAttemptSending(): AttemptSending {
  const client = useClient()
  const [attempts, setAttempts] = useState(() => keptAttempts(localStorage))
  const running = useRef(false)
  const work = useCallback(async () => {
    if (running.current) return
    running.current = true
    for (const kept of keptAttempts(localStorage)) {
      if (!waitsToBeSent(kept)) continue
      const going = sendingOf(kept)
      keepAttempt(localStorage, going)
      const { code, packageId, attemptId, after, sending } = going
      if (sending === null) continue
      const answer = await client.call(savePackage, { body: { code, packageId, attemptId, after, ...sending } })
      if (!answer.ok && waits(answer.error)) break
      // The package may have gone on meanwhile: what was judged is what was sent.
      const now = currentOf(localStorage, going)
      if (now) keepAttempt(localStorage, answer.ok ? savedIn(now) : refusedIn(now, answer.error.code))
    }
    setAttempts(keptAttempts(localStorage))
    running.current = false
  }, [client])
  useTrying(work)
  const renew = useCallback(() => {
    setAttempts(keptAttempts(localStorage))
    void work()
  }, [work])
  return { attempts, renew }
}
