import { z } from 'zod'
import { linkLimits } from '../domain/by-link.ts'
import { USUAL_CONFIRMATION } from '../domain/directory-entry.ts'
import { CAPACITY_UNITS, USUAL_FRESH_HOURS } from '../domain/directory.ts'
import { BETWEEN_CLOCKS } from '../domain/between/kinds.ts'
import { ALIKE_FOR_ALL, BY_URGENCY, URGENCIES } from '../domain/referral-kind.ts'

const amount = z.int().min(1).max(366)

const UNITS = ['minutes', 'hours', 'days', 'working_days'] as const

/** How long a clock runs, and how long before its end it warns. Working days are the country's. */
const runs = z
  .strictObject({
    unit: z.enum(UNITS),
    amount,
    warnBefore: z.strictObject({ unit: z.enum(UNITS), amount }).optional(),
  })
  .transform((rule) => ({
    ...rule,
    onNonWorkingDay: rule.unit === 'minutes' || rule.unit === 'hours' ? ('keep' as const) : ('next' as const),
  }))

const within = (least: number, most: number, usual: number) => z.int().min(least).max(most).default(usual)

const link = z
  .strictObject({
    tries: within(3, 5, 5),
    openLinks: within(1, 20, 5),
    sessionMinutes: within(5, 60, 30),
    idleMinutes: within(1, 30, 10),
    channelDays: within(7, 180, 90),
    afterAnswerHours: within(1, 72, 24),
    longestDays: within(1, 14, 14),
  })
  .prefault({})
  .transform(linkLimits)

const directory = z
  .strictObject({
    confirmation: z
      .strictObject({
        days: within(7, 365, USUAL_CONFIRMATION.days),
        daysOfConfidential: within(7, 365, USUAL_CONFIRMATION.daysOfConfidential),
        unconfirmedAfter: within(0, 90, USUAL_CONFIRMATION.unconfirmedAfter),
        hiddenAfter: within(1, 180, USUAL_CONFIRMATION.hiddenAfter),
      })
      .refine(({ unconfirmedAfter, hiddenAfter }) => unconfirmedAfter < hiddenAfter, 'unconfirmed comes before hidden')
      .prefault({}),
    freshHours: z
      .partialRecord(z.enum(CAPACITY_UNITS), z.int().min(1).max(2160))
      .default({})
      .transform((said) => ({ ...USUAL_FRESH_HOURS, ...said })),
  })
  .prefault({})

const coordinate = z.number().min(0).max(100)

/** Outlines of the country's areas on a square of 100 by 100, from the upper left: a drawing, not a survey. */
const map = z
  .array(
    z.strictObject({
      area: z.string().min(1),
      points: z
        .array(z.tuple([coordinate, coordinate]))
        .min(3)
        .max(200),
    }),
  )
  .max(200)
  .default([])

/** What a country decides for referrals, in `modules/referral.json`. Whatever it leaves out runs as `domain/referral-kind.ts` says. */
export const referralConfig = z.strictObject({
  clocks: z
    .strictObject({
      byUrgency: z.partialRecord(z.enum(URGENCIES), z.partialRecord(z.enum(BY_URGENCY), runs)).default({}),
      alike: z.partialRecord(z.enum(ALIKE_FOR_ALL), runs).default({}),
      between: z.partialRecord(z.enum(BETWEEN_CLOCKS), runs).default({}),
    })
    .prefault({}),
  link,
  directory,
  map,
  /** Who decided, or the guideline that it follows. */
  basis: z.string().trim().min(1, 'write who decided').optional(),
})
