/** How soon the second Esc has to follow the first, in milliseconds. */
export const LONGEST_PAUSE = 700

/**
 * Counts Esc as it is pressed: twice in a short time leaves, but one that closes something counts for nothing. What lies on
 * top is given with each; where the same still lies there at the next, that one closed nothing, so that nobody is kept from
 * leaving by what no Esc closes.
 */
export function escapes(): (at: number, overlay: object | null) => boolean {
  let counted = Number.NEGATIVE_INFINITY
  let before: { readonly at: number; readonly overlay: object | null } = { at: counted, overlay: null }
  return (at, overlay) => {
    const lastOf = before
    before = { at, overlay }
    const stuck = overlay === lastOf.overlay && at - lastOf.at < LONGEST_PAUSE
    if (overlay !== null && !stuck) return false
    const leaves = at - counted < LONGEST_PAUSE
    counted = at
    return leaves
  }
}
