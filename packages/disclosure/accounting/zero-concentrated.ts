/**
 * Zero-concentrated differential privacy (Bun and Steinke 2016): budgets are counted in rho, which simply adds over all that is
 * measured and released; people are told epsilon and delta.
 */

/**
 * The least delta with which rho gives (epsilon, delta). Source: Canonne, Kamath and Steinke (2020), corollary 13: the least over
 * alpha > 1 of exp((alpha - 1)(alpha rho - epsilon)) / (alpha - 1) * (1 - 1 / alpha)^alpha.
 */
export function deltaOf(rho: number, epsilon: number): number {
  if (rho <= 0) return 0
  if (epsilon < 0 || !Number.isFinite(rho)) return 1
  let low = 1 + 1e-9
  let high = (epsilon + 1) / (2 * rho) + 2
  for (let step = 0; step < 200; step++) {
    const alpha = (low + high) / 2
    const slope = (2 * alpha - 1) * rho - epsilon + Math.log1p(-1 / alpha)
    if (slope < 0) low = alpha
    else high = alpha
  }
  const alpha = (low + high) / 2
  const logarithm = (alpha - 1) * (alpha * rho - epsilon) + alpha * Math.log1p(-1 / alpha) - Math.log(alpha - 1)
  return Math.min(1, Math.exp(logarithm))
}

/** The epsilon that rho stands for at a delta. */
export function epsilonOf(rho: number, delta: number): number {
  if (rho <= 0) return 0
  let low = 0
  let high = rho + 2 * Math.sqrt(rho * Math.log(1 / delta)) + 1
  for (let step = 0; step < 100; step++) {
    const epsilon = (low + high) / 2
    if (deltaOf(rho, epsilon) <= delta) high = epsilon
    else low = epsilon
  }
  return high
}

/** The greatest rho that stays within epsilon and delta. */
export function rhoOf(epsilon: number, delta: number): number {
  let low = 0
  let high = epsilon + 1
  for (let step = 0; step < 100; step++) {
    const rho = (low + high) / 2
    if (deltaOf(rho, epsilon) <= delta) low = rho
    else high = rho
  }
  return low
}

/** The rho of pure epsilon-differential privacy (Bun and Steinke 2016, proposition 3.3). */
export const rhoOfPure = (epsilon: number): number => epsilon ** 2 / 2

/** The rho of the exponential mechanism, whose range is bounded (Cesar and Rogers 2021). */
export const rhoOfSelection = (epsilon: number): number => epsilon ** 2 / 8

/** Delta is never chosen as if there were fewer people than this: few people need a smaller chance, not a greater one. */
const FEWEST = 1000

/** 1 / (n ln n), from a number of people that is public or was counted with noise, never from the exact one. */
export function deltaFor(people: number): number {
  const counted = Math.max(FEWEST, people)
  return 1 / (counted * Math.log(counted))
}
