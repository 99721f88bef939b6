interface Taken {
  readonly step: string
  readonly recordedAt: string
}

const WEIGHS: readonly string[] = ['suggest', 'renew']
const COMES_BACK: readonly string[] = ['look_again', 'reopen']

/**
 * When what a suggestion says was weighed, and whether it was set aside after that and came back: then its reasons, and both sides as it shows them,
 * are of that day, and by what is said now it may not be suggested any more.
 */
export function weighed(steps: readonly Taken[]): { readonly at: string | null; readonly asideSince: boolean } {
  const last = steps.findLastIndex(({ step }) => WEIGHS.includes(step))
  return {
    at: steps[last]?.recordedAt ?? null,
    asideSince: steps.slice(last + 1).some(({ step }) => COMES_BACK.includes(step)),
  }
}
