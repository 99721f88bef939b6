const FIRST_MS = 250
const MOST_MS = 2_000

/**
 * How long to wait before the next try, after so many that failed: a quarter of a second, then twice as long each time, at
 * most two seconds. A part of it is chance, so that servers that lost their database together do not all come back in the
 * same moment.
 */
export function backOff(failures: number): number {
  const most = Math.min(FIRST_MS * 2 ** Math.min(failures, 16), MOST_MS)
  return Math.round(most / 2 + (Math.random() * most) / 2)
}
