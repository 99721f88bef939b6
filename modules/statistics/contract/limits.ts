import { z } from 'zod'
import { route } from '@gloact/http/contract'

/** What an estimate has to stand before a number is given (`TrustRules` of `@gloact/estimation`). */
const checks = z.object({
  fewestLists: z.number(),
  fewestOverlapping: z.number(),
  largestRange: z.number(),
  rangeUnits: z.number(),
  largestError: z.number(),
  bicBehind: z.number(),
  largestChange: z.number(),
  smallestFound: z.number(),
  largestDarkShare: z.number(),
})

/** Which counts of people are not printed (`SmallCounts` of `@gloact/estimation`): the rule of disclosure for the public. */
const smallCounts = z.object({ threshold: z.number(), zerosSensitive: z.boolean() })

/** From what size on the figures of strata are given (`StrataRule` of `@gloact/estimation`). */
const strata = z.object({ fewestPeople: z.number(), fewestOnList: z.number(), fewestOverlaps: z.number() })

/** A country’s rule for one audience (`DisclosureRule` of `@gloact/disclosure`). */
const disclosureRule = z.object({
  threshold: z.number(),
  zerosSensitive: z.boolean(),
  method: z.enum(['suppress', 'round']),
  cover: z.enum(['blind', 'fewest']),
  base: z.number(),
  protection: z.number(),
  /** When a sum of amounts would tell of one contributor. */
  contributors: z.object({
    dominance: z.object({ largest: z.number(), percent: z.number() }).optional(),
    closeness: z.object({ percent: z.number() }).optional(),
  }),
})

export const estimateLimits = z.object({
  checks,
  strata,
  smallCounts,
  disclosure: z.object({ agency: disclosureRule, public: disclosureRule }),
  /** Whose decision they are, in the country’s words; null where they are the method’s own. */
  basis: z.string().nullable(),
})

export type EstimateLimits = z.output<typeof estimateLimits>

export const readLimits = route({
  method: 'GET',
  tag: 'statistics',
  path: '/statistics/limits',
  summary: 'The limits beyond which an estimate of those never detected is refused here, and whose they are',
  response: estimateLimits,
  failures: [],
})
