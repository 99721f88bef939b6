/** A clock of a request as it is shown. */
interface ShownClock {
  readonly clock: string
  readonly stoppedAt: string | null
}

/** Whether something that was sent is no longer agreed, and its receiver has not said that the copies are gone. */
export const awaitsDestruction = (clocks: readonly ShownClock[]): boolean =>
  clocks.some(({ clock, stoppedAt }) => clock === 'confirm_recall' && stoppedAt === null)

/** What confirms that copies are gone. */
const CONFIRMS: readonly string[] = ['confirm_recall', 'confirm_narrowed']

/** While copies are to be destroyed, saying that they are is what comes first: before the outcome of the service. */
export const recalledFirst = <Step extends { readonly step: string }>(
  open: readonly Step[],
  clocks: readonly ShownClock[],
): Step[] =>
  awaitsDestruction(clocks)
    ? open.toSorted((a, b) => Number(CONFIRMS.includes(b.step)) - Number(CONFIRMS.includes(a.step)))
    : [...open]
