/** A covariate's level in a combination of all of them: combinations are numbered as in `Strata.counts`. */
export function levelIn(levels: readonly (readonly string[])[], combination: number, covariate: number): number {
  let rest = combination
  for (let at = levels.length - 1; at > covariate; at--) rest = Math.floor(rest / levels[at]!.length)
  return rest % levels[covariate]!.length
}
