import { z } from 'zod'
import { route } from '@gloact/http/contract'
import { STAGES } from '../domain/prosecution-form.ts'
import { COLLECTIONS } from '../domain/standard-tables.ts'

const tag = 'statistics'
const query = z.object({ year: z.coerce.number().int().min(1900).max(2200) })

/** A row as UNODC publishes it, with the articles of the law and the source that the questionnaire asks for next to each figure. */
const returnRow = z
  .object({
    indicator: z.string(),
    dimension: z.string(),
    category: z.string(),
    sex: z.string(),
    age: z.string(),
    year: z.number().int(),
    unit: z.string(),
    value: z.string(),
    /** How far the figure of persons lies from its count at most. */
    within: z.number().int(),
    /** Between what the value lies. */
    low: z.string(),
    high: z.string(),
  })
  .meta({ id: 'ReturnRow' })

/** What stands around the figures of a return. */
const aroundTables = {
  year: z.number().int(),
  asOf: z.string().nullable(),
  base: z.number().int(),
  incomplete: z.array(z.string()),
  /** Years that can be asked for. */
  years: z.array(z.number().int()),
  articles: z.array(z.string()),
  source: z.string(),
  doubtCountsAs: z.enum(['child', 'unknown']),
}
const around = { ...aroundTables, rows: z.array(returnRow) }

/** What authorities reported of criminal justice: each figure with its article of the law and its source, small numbers protected. */
const reported = z
  .object({
    /** Years of which anything was reported. */
    years: z.array(z.number().int()),
    rows: z.array(
      z.object({
        year: z.number().int(),
        stage: z.enum(STAGES),
        article: z.string(),
        form: z.string(),
        sex: z.string(),
        age: z.string(),
        citizenship: z.string(),
        /** A multiple of the base, `<base`, or × where the figures around it would tell a small number. */
        value: z.string(),
        body: z.string(),
        document: z.string(),
        dated: z.string(),
      }),
    ),
    /** What UNODC published of a stage and year, and what was reported of it here: by article and authority, never added up. */
    beside: z.array(
      z.object({
        stage: z.enum(STAGES),
        year: z.number().int(),
        published: z.string(),
        here: z.array(z.string()),
      }),
    ),
    source: z.string().nullable(),
  })
  .meta({ id: 'ReportedProsecutions' })
export type Reported = z.output<typeof reported>

export const glotipReturn = z
  .object({
    ...around,
    justice: reported,
    /** The country’s published series beside the figures here, and how it was counted; null where nothing was published. */
    series: z
      .object({
        source: z.string(),
        note: z.string().nullable(),
        years: z.array(z.object({ year: z.number().int(), published: z.string(), here: z.string() })),
      })
      .nullable(),
  })
  .meta({ id: 'GlotipReturn' })
export type GlotipReturn = z.output<typeof glotipReturn>

const estimated = z.object({ persons: z.number(), rate: z.string().nullable() }).meta({ id: 'Estimated' })

/** All victims of a year as they were estimated. Stands beside those who were detected; the two are never added. */
const undetected = z
  .object({
    title: z.string(),
    estimate: estimated,
    low: estimated,
    high: estimated,
    method: z.string(),
    assumes: z.string(),
    source: z.string().nullable(),
  })
  .meta({ id: 'Undetected' })
export type Undetected = z.output<typeof undetected>

export const sdgReturn = z
  .object({
    ...around,
    population: z.number().int().nullable(),
    populationSource: z.string().nullable(),
    undetected: undetected.nullable(),
  })
  .meta({ id: 'SdgReturn' })
export type SdgReturn = z.output<typeof sdgReturn>

/** The tables that a collection asks for: each by sex, with the codes of the figures and not with words. */
export const collectedReturn = z
  .object({
    ...aroundTables,
    /** Perpetrators, as far as authorities reported them; null where the collection does not ask for them. */
    perpetrators: reported.nullable(),
    tables: z.array(
      z.object({
        id: z.string(),
        /** What one of the table is: a person, or a situation of exploitation, of which a person may have several. */
        unit: z.enum(['person', 'situation']),
        breakdown: z.string(),
        columns: z.array(z.string()),
        rows: z.array(z.object({ id: z.string(), cells: z.array(z.string()), within: z.array(z.number().int()) })),
      }),
    ),
  })
  .meta({ id: 'CollectedReturn' })
export type CollectedReturn = z.output<typeof collectedReturn>

export const readCollected = route({
  method: 'GET',
  tag,
  path: '/statistics/returns/collected',
  summary: 'The tables that Eurostat or IC-TIP asks for, for one year, from published figures',
  query: query.extend({ collection: z.enum(COLLECTIONS) }),
  response: collectedReturn,
  failures: ['statistics.not_allowed'],
})

export const readGlotip = route({
  method: 'GET',
  tag,
  path: '/statistics/returns/glotip',
  summary:
    'The tables of the GLOTIP questionnaire for a year: victims from published figures, criminal justice as authorities reported it',
  query,
  response: glotipReturn,
  failures: ['statistics.not_allowed'],
})

/** Variables of CTDC with the count of each value, and its share in those of whom it is recorded. */
export const ctdcReturn = z
  .object({
    ...aroundTables,
    rows: z.array(
      z.object({
        variable: z.string(),
        value: z.string(),
        count: z.string(),
        within: z.number().int(),
        percent: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'CtdcReturn' })
export type CtdcReturn = z.output<typeof ctdcReturn>

export const readCtdc = route({
  method: 'GET',
  tag,
  path: '/statistics/returns/ctdc',
  summary:
    'Victims of a year by the variables of CTDC, with shares by its rule of denominators, from published figures',
  query,
  response: ctdcReturn,
  failures: ['statistics.not_allowed'],
})

export const readSdg = route({
  method: 'GET',
  tag,
  path: '/statistics/returns/sdg',
  summary:
    'SDG 16.2.2, detected victims per 100,000 residents by sex, age and form, from published figures, and separately the estimate of all victims',
  query,
  response: sdgReturn,
  failures: ['statistics.not_allowed'],
})
