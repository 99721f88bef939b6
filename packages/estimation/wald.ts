import { exponential } from '@gloact/kernel'
import type { Interval } from './bca.ts'
import { normalQuantile } from './distributions.ts'
import type { Fit } from './fit.ts'

/**
 * The log-normal interval of a fitted model: n + exp(a ± z sd(a)) for the intercept a. It takes the model as given, with
 * nothing for its having been selected. From those seen to Infinity where the estimate does not exist.
 */
export function waldInterval(fit: Fit, level = 0.95): Interval {
  if (fit.existence !== 0) return { level, lower: fit.observed, upper: Infinity }
  const reach = exponential(normalQuantile((1 + level) / 2) * Math.sqrt(fit.interceptVariance))
  return { level, lower: fit.observed + fit.darkFigure / reach, upper: fit.observed + fit.darkFigure * reach }
}
