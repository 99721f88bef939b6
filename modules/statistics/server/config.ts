import { z } from 'zod'
import { STAGES } from '../domain/prosecution-form.ts'

const people = z.int().min(1)

/** People who live in the country, as its statistical office counts them in the middle of the year. */
const population = z.strictObject({
  total: people,
  female: people.optional(),
  male: people.optional(),
  child: people.optional(),
  adult: people.optional(),
})

const crosswalk = z
  .strictObject({
    /** The country’s own list, and the canonical one that it is said in. */
    from: z.string().min(1).max(60),
    to: z.enum(['sex', 'gender', 'age_group', 'exploitation_form', 'border']),
    version: z.string().min(1).max(20),
    pairs: z.array(z.strictObject({ from: z.string().min(1).max(60), to: z.string().min(1).max(60) })).max(500),
  })
  .transform((one) => ({ ...one, id: `${one.from}_to_${one.to}` }))

const publishedYears = z
  .array(z.strictObject({ year: z.int().min(1990).max(2200), value: z.string().regex(/^(<5|\d{1,7})$/) }))
  .max(60)

const dot = z.string().trim().min(1)

/** What a country decides for figures, in `modules/statistics.json`. Whatever it leaves out is what is safe. */
export const statisticsConfig = z.strictObject({
  /** Resident population by year, for rates; a year without it has no rate. */
  population: z.record(z.string().regex(/^\d{4}$/), population).default({}),
  populationSource: dot.max(300).optional(),
  /** What a return to GLOTIP names with every figure: the articles of the law, and where the figure comes from. */
  glotip: z
    .strictObject({
      articles: z.array(dot.max(200)).max(20).default([]),
      source: dot.max(300).optional(),
      /** Detected victims as UNODC has published them; a country without states them here, or has its own corrected. */
      series: z
        .strictObject({
          source: dot.max(300),
          note: dot.max(1000).nullable().default(null),
          years: publishedYears,
          /** The same of offences, investigations, prosecutions and convictions. */
          stages: z.partialRecord(z.enum(STAGES), publishedYears).optional(),
        })
        .optional(),
    })
    .prefault({}),
  /** As what a person of doubtful age is returned: as a child unless the country says otherwise. */
  doubtCountsAs: z.enum(['child', 'unknown']).default('child'),
  /** How many days lie at least between two publications of a year: every one of them tells a little more. */
  publishEveryDays: z.int().min(7).max(366).default(30),
  /** How many months after its end a year’s figures stay as they are, whatever is erased or added later. */
  closedAfterMonths: z.int().min(1).max(60).default(24),
  /** In which area of the country which agencies meet people, by their names; of others the area is not known. */
  agencyAreas: z
    .array(z.strictObject({ area: z.string().min(1).max(60), agencies: z.array(dot.max(200)).max(500) }))
    .max(200)
    .default([]),
  /** How the country’s own lists of codes are said in the canonical ones. */
  crosswalks: z.array(crosswalk).max(50).default([]),
  /** Who decided, or the source that it follows. */
  basis: dot.max(500).optional(),
})

export type StatisticsConfig = z.output<typeof statisticsConfig>
