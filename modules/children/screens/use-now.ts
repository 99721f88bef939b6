import { asInstant, type Instant } from '@gloact/kernel'
import { useEffect, useState } from 'react'

const A_MINUTE = 60_000

/** The time, renewed every minute, so that clocks on a page that stays open go on. */
export function useNow(): Instant {
  const [now, setNow] = useState(() => asInstant(Date.now()))
  useEffect(() => {
    const timer = setInterval(() => setNow(asInstant(Date.now())), A_MINUTE)
    return () => clearInterval(timer)
  }, [])
  return now
}
