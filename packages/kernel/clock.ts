import { asInstant, dateIn, type Instant, type PlainDate } from './dates.ts'

/** Where the time comes from, so that a test can say what it is. */
export interface Clock {
  now(): Instant
  today(timeZone: string): PlainDate
}

export const systemClock: Clock = {
  now: () => asInstant(Date.now()),
  today: (timeZone) => dateIn(asInstant(Date.now()), timeZone),
}

/** A clock that stands still until `set` moves it. */
export function fixedClock(at: string): Clock & { set(at: string): void } {
  let instant = asInstant(at)
  return {
    now: () => instant,
    today: (timeZone) => dateIn(instant, timeZone),
    set: (next) => {
      instant = asInstant(next)
    },
  }
}
