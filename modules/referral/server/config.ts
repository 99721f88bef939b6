import { z } from 'zod'
import { ALIKE_FOR_ALL, BY_URGENCY, URGENCIES } from '../domain/referral-kind.ts'

const amount = z.int().min(1).max(366)

/** How long a clock runs, and how long before its end it warns. Working days are the country's. */
const runs = z
  .strictObject({
    unit: z.enum(['hours', 'days', 'working_days']),
    amount,
    warnBefore: z.strictObject({ unit: z.enum(['hours', 'days', 'working_days']), amount }).optional(),
  })
  .transform((rule) => ({
    ...rule,
    onNonWorkingDay: rule.unit === 'hours' ? ('keep' as const) : ('next' as const),
  }))

/** What a country decides for referrals, in `modules/referral.json`. Whatever it leaves out runs as `domain/referral-kind.ts` says. */
export const referralConfig = z.strictObject({
  clocks: z
    .strictObject({
      byUrgency: z.partialRecord(z.enum(URGENCIES), z.partialRecord(z.enum(BY_URGENCY), runs)).default({}),
      alike: z.partialRecord(z.enum(ALIKE_FOR_ALL), runs).default({}),
    })
    .prefault({}),
  /** Who decided, or the guideline that it follows. */
  basis: z.string().trim().min(1, 'write who decided').optional(),
})
