/** Estimates from several completed tables, pooled by Rubin's rules (1987), on whatever scale they were given. */
export interface Pooled {
  readonly mean: number
  /** The mean of the tables' own variances. */
  readonly within: number
  /** The variance between the tables' estimates, with the factor 1 + 1/M for their number. */
  readonly between: number
  readonly total: number
  /** `between` as a share of `total`. */
  readonly share: number
  /** For Student's distribution (Barnard and Rubin 1999). */
  readonly degreesOfFreedom: number
}

/**
 * Pools M estimates with their variances. `completeDegrees` are the degrees of freedom that one table would have; Infinity
 * gives Rubin's first rule. Throws a RangeError for fewer than two tables.
 */
export function poolByRubin(
  estimates: ArrayLike<number>,
  variances: ArrayLike<number>,
  completeDegrees: number,
): Pooled {
  const tables = estimates.length
  if (tables < 2 || variances.length !== tables)
    throw new RangeError('two tables or more are pooled, each with a variance')
  let mean = 0
  let within = 0
  for (let at = 0; at < tables; at++) {
    mean += estimates[at]! / tables
    within += variances[at]! / tables
  }
  let squares = 0
  for (let at = 0; at < tables; at++) squares += (estimates[at]! - mean) * (estimates[at]! - mean)
  // Tables that are the same differ by rounding alone.
  const spread = squares > 1e-24 * mean * mean * tables ? squares / (tables - 1) : 0
  const between = (1 + 1 / tables) * spread
  const total = within + between
  const share = total > 0 ? between / total : 0
  const ofTables = share > 0 ? (tables - 1) / (share * share) : Infinity
  const ofPeople = Number.isFinite(completeDegrees)
    ? ((completeDegrees + 1) / (completeDegrees + 3)) * completeDegrees * (1 - share)
    : Infinity
  return { mean, within, between, total, share, degreesOfFreedom: 1 / (1 / ofTables + 1 / ofPeople) }
}
