import { z } from 'zod'
import { CLOCK_NAMES } from '../domain/clocks.ts'
import { PANEL_RULES } from '../domain/determination.ts'
import { GUARDIAN_RULES } from '../domain/guardian.ts'
import { RETURN_RULES } from '../domain/solution.ts'
import { tracingConfig } from './tracing/config.ts'

const amount = z.int().min(1).max(366)
const whole = (least: number, most: number, usual: number) => z.int().min(least).max(most).default(usual)

/** How long a clock runs, and how long before its end it warns. Working days are the country's. */
const runs = z
  .strictObject({
    unit: z.enum(['hours', 'days', 'working_days', 'months']),
    amount,
    warnBefore: z.strictObject({ unit: z.enum(['hours', 'days', 'working_days']), amount }).optional(),
  })
  .transform((rule) => ({
    ...rule,
    onNonWorkingDay: rule.unit === 'hours' ? ('keep' as const) : ('next' as const),
  }))

/**
 * What a country decides for children, in `modules/children.json`. Whatever it leaves out is as the domain says. A panel of fewer than
 * three, two agencies or a quorum of fewer than two is none, and not to be had by configuration.
 */
export const childrenConfig = z.strictObject({
  clocks: z.partialRecord(z.enum(CLOCK_NAMES), runs).default({}),
  panel: z
    .strictObject({
      members: whole(3, 15, PANEL_RULES.members),
      professions: whole(2, 10, PANEL_RULES.professions),
      agencies: whole(2, 10, PANEL_RULES.agencies),
      quorum: whole(3, 15, PANEL_RULES.quorum),
      shortQuorum: whole(2, 15, PANEL_RULES.shortQuorum),
    })
    .prefault({}),
  guardians: z
    .strictObject({
      limit: whole(1, 50, GUARDIAN_RULES.limit),
      screeningMonths: whole(1, 60, GUARDIAN_RULES.screeningMonths),
      trainingMonths: whole(1, 60, GUARDIAN_RULES.trainingMonths),
      declarationMonths: whole(1, 24, GUARDIAN_RULES.declarationMonths),
      /** Courses of the register of training whose certificates count: ours by name, an agency's own by its id. */
      courses: z
        .strictObject({
          initial: z
            .array(z.string().min(1))
            .min(1)
            .max(20)
            .default([...GUARDIAN_RULES.courses.initial]),
          trafficking: z
            .array(z.string().min(1))
            .min(1)
            .max(20)
            .default([...GUARDIAN_RULES.courses.trafficking]),
        })
        .prefault({}),
    })
    .prefault({}),
  returns: z
    .strictObject({
      riskDays: whole(1, 180, RETURN_RULES.riskDays),
      determinationMonths: whole(1, 12, RETURN_RULES.determinationMonths),
    })
    .prefault({}),
  figures: z
    .strictObject({
      /** What happened in a month is written down by then, and its figures are told. */
      daysAfterMonth: whole(1, 60, 5),
    })
    .prefault({}),
  /** Limits, clocks and how long requests are kept: family tracing's. */
  tracing: tracingConfig,
  /** Who decided, or the guideline that it follows. */
  basis: z.string().trim().min(1, 'write who decided').optional(),
})
