import { useEffect } from 'react'

/** Between two tries while there is no connection. */
const AGAIN_MS = 5000

/** Answers that say nothing of what was sent: it waits. */
const KEEPS: readonly string[] = [
  'http.unreachable',
  'http.unexpected_response',
  'http.cancelled',
  'http.too_many_requests',
  'training.too_many_tries',
]

/** Whether what was sent waits for another try: nobody has judged it. */
export const waits = ({ code, status }: { readonly code: string; readonly status: number }): boolean =>
  KEEPS.includes(code) || status >= 500

/** Tries at once, and again as long as the page is open. */
export function useTrying(work: () => Promise<void>): void {
  useEffect(() => {
    const first = setTimeout(() => void work())
    const timer = setInterval(() => void work(), AGAIN_MS)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [work])
}
