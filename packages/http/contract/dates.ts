import { isDateInRange, isMomentInRange, isPlainDate, type PlainDate } from '@gloact/kernel'
import { z } from 'zod'

/*
 * Dates and moments that callers send, wherever they send them: one rule for every module. What lies outside of the days
 * that people can mean is refused (`DATE_RANGE` of the kernel), so that nothing that is reckoned from them leaves the
 * calendar, in this code or in the database.
 */

export const sentDate = z
  .string()
  .refine(isDateInRange, { error: 'not a date' })
  .meta({ format: 'date' }) as unknown as z.ZodType<PlainDate, string>

/** A date as it was recorded: one from before there was a range is shown as it is. */
export const storedDate = z
  .string()
  .refine(isPlainDate, { error: 'not a date' })
  .meta({ format: 'date' }) as unknown as z.ZodType<PlainDate, string>

/** With any offset. */
export const sentMoment = z.iso
  .datetime({ offset: true })
  .refine(isMomentInRange, { error: 'not a moment that can be meant' })
