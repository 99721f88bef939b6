import { z } from 'zod'
import { FOLLOW_UP_LISTS } from '../domain/follow-up-lists.ts'

const DOMAINS = new Set(FOLLOW_UP_LISTS['need_domain']?.codes.map(({ code }) => code))

/** A question of the country's needs assessment, by a number that never changes. */
const question = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^[A-Z0-9.]{1,20}$/),
  domain: z.string().refine((domain) => DOMAINS.has(domain), 'a domain of the list need_domain'),
  question: z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().trim().min(1).max(300)).refine(({ en }) => !!en),
})

/** What a country decides for its strategy, in `modules/strategy.json`. */
export const strategyConfig = z.strictObject({
  /** The form of its needs assessment: what is asked, by domain. */
  needs: z
    .array(question)
    .max(300)
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'a number stands twice')
    .default([]),
  /** After how many days without a report an action under way is missing data. */
  silentDays: z.int().min(14).max(366).default(90),
  /** Who decided, or the guideline that it follows. */
  basis: z.string().trim().min(1, 'write who decided').optional(),
})
export type StrategySettings = z.output<typeof strategyConfig>
