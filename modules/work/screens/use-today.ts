import { asInstant, dateIn, type PlainDate } from '@gloact/kernel'
import { useEffect, useState } from 'react'

const A_MINUTE = 60_000

/** The day in the country, also on a page that stays open over midnight. */
export function useToday(timeZone: string): PlainDate {
  const [today, setToday] = useState(() => dateIn(asInstant(Date.now()), timeZone))
  useEffect(() => {
    const timer = setInterval(() => setToday(dateIn(asInstant(Date.now()), timeZone)), A_MINUTE)
    return () => clearInterval(timer)
  }, [timeZone])
  return today
}
