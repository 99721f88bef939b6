/**
 * What several agencies may be told together: what was agreed for every one of them. Less than the least of them is never
 * needed, more never allowed.
 */
export const agreedForAll = (agreed: readonly (readonly string[])[]): readonly string[] => {
  const [first = [], ...others] = agreed
  return [...new Set(first)].filter((group) => others.every((groups) => groups.includes(group)))
}
