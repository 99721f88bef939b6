import type { Instant } from '@gloact/kernel'

/**
 * How far a deadline has gone: half of its time, run out, half as long again, twice as long. At each somebody else hears of it: the
 * side that has to act; those who lead there, and the other side; the sender, with other services that fit; the country.
 */
export const RUNGS = ['half', 'over', 'other_service', 'country'] as const
export type Rung = (typeof RUNGS)[number]

/** Shares of the time that a clock was given. [G] */
const FROM: Readonly<Record<Rung, number>> = { half: 0.5, over: 1, other_service: 1.5, country: 2 }

interface Running {
  readonly startedAt: string
  readonly dueAt: string | null
  readonly stoppedAt: string | null
}

/** The highest rung that a clock has come to; null before the first, and where it does not run. */
export function rungOf({ startedAt, dueAt, stoppedAt }: Running, now: Instant): Rung | null {
  if (dueAt === null || stoppedAt !== null) return null
  const given = Date.parse(dueAt) - Date.parse(startedAt)
  const gone = Date.parse(now) - Date.parse(startedAt)
  // A deadline that ends as it begins is over at once.
  const share = given > 0 ? gone / given : gone < 0 ? 0 : Infinity
  return RUNGS.findLast((rung) => share >= FROM[rung]) ?? null
}

export const isAtLeast = (rung: Rung | null, least: Rung): boolean =>
  rung !== null && RUNGS.indexOf(rung) >= RUNGS.indexOf(least)

/** Whether copies are gone, and whether an exception was right: of these the data-protection officer hears, not the coordinator. */
export const OF_DATA_PROTECTION: readonly string[] = ['confirm_recall', 'override_review']

/** Deadlines whose end says that nobody has answered. */
export const ANSWERING: readonly string[] = ['acknowledge', 'answer']

export interface LateClock {
  readonly clock: string
  readonly rung: Rung
  readonly dueAt: string
}

/** Of a request's clocks those that came to a rung, the one that is furthest gone first. */
export function lateClocks(
  clocks: Readonly<Record<string, Running>>,
  least: Rung,
  now: Instant,
  among: (clock: string) => boolean,
): readonly LateClock[] {
  return Object.entries(clocks)
    .flatMap(([clock, running]): LateClock[] => {
      const rung = among(clock) ? rungOf(running, now) : null
      return rung !== null && running.dueAt !== null && isAtLeast(rung, least)
        ? [{ clock, rung, dueAt: running.dueAt }]
        : []
    })
    .toSorted((a, b) => RUNGS.indexOf(b.rung) - RUNGS.indexOf(a.rung) || (a.dueAt < b.dueAt ? -1 : 1))
}
