import { z } from 'zod'
import { VICTIM_CLOCKS } from '../domain/victims/kind.ts'
import { CLOCKS, URGENCIES } from '../domain/request-kind.ts'

const amount = z.int().min(1).max(730)

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

/** What a country decides for cooperation, in `modules/cooperation.json`. What it leaves out runs as `domain/request-kind.ts` says. */
export const cooperationConfig = z.strictObject({
  clocks: z.partialRecord(z.enum(URGENCIES), z.partialRecord(z.enum(CLOCKS), runs)).default({}),
  /** The same for referrals of people. */
  victimClocks: z.partialRecord(z.enum(VICTIM_CLOCKS), runs).default({}),
  /** Months after its end for which a referral of a person opens; who they are, with it. */
  victimMonths: z.int().min(1).max(120).default(12),
  /** Years after its end for which a request opens; after that its key is destroyed. */
  keepYears: z.int().min(1).max(50).default(10),
  /** Who decided, or the law that it follows. */
  basis: z.string().trim().min(1, 'write who decided').optional(),
})
