import { z } from 'zod'
import { USUAL_LIMITS } from '../domain/unusual-days.ts'

/**
 * When a day of openings is pointed at. General knowledge where a country says nothing: below ten a day, and below three times what is
 * usual for the person, nothing is. It can be made stricter without limit, and looser only so far that the page still says something.
 */
const unusualDay = z.strictObject({
  atLeast: z.number().int().min(1).max(100).default(USUAL_LIMITS.atLeast),
  timesUsual: z.number().min(1).max(10).default(USUAL_LIMITS.timesUsual),
})

/** What a country decides for oversight, in `modules/oversight.json`. */
export const oversightConfig = z.strictObject({
  unusualDay: unusualDay.prefault({}),
  /** Who decided, or the guideline that it follows. */
  basis: z.string().trim().min(1, 'write who decided').optional(),
})
