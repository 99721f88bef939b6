import { z } from 'zod'
import { bytes, line, route, words } from '@gloact/http/contract'
import { AGES, SEXES } from '../domain/canon.ts'

const tag = 'statistics'
const code = z
  .string()
  .regex(/^[A-Za-z0-9_.]{1,60}$/)
  .meta({ description: 'A code of a public list' })
const year = z.number().int().min(1900).max(2200)

/** What is asked for: codes alone. Empty lists filter nothing. */
export const figureQuery = z
  .strictObject({
    measure: code,
    rows: code,
    columns: code.nullable().default(null),
    years: z.array(year).max(60).default([]),
    sexes: z.array(z.enum(SEXES)).max(SEXES.length).default([]),
    ages: z.array(z.enum(AGES)).max(AGES.length).default([]),
    /** Of year, sex and age besides it: one breakdown, in rows, columns or here. */
    family: code.nullable().default(null),
    codes: z.array(code).max(60).default([]),
  })
  .meta({ id: 'FigureQuery' })

const published = z
  .object({
    year: z.number().int(),
    asOf: z.string(),
    /** Columns in which an answer has no counterpart in the crosswalk: the figures are incomplete by it. */
    incomplete: z.array(z.string()),
    codedWith: z.string(),
  })
  .meta({ id: 'PublishedYear' })

export const figureTable = z
  .object({
    query: figureQuery,
    rows: z.array(z.string()),
    columns: z.array(z.string()),
    /**
     * By row and column, totals last: a figure; `<10` where its count is certainly below the base; `0-27` where it is few, and lies between
     * these; or nothing where nothing is published.
     */
    cells: z.array(z.array(z.string())),
    /** How far each figure lies from its count at most. */
    within: z.array(z.array(z.number().int())),
    /** Between what each count lies. */
    ranges: z.array(z.array(z.tuple([z.number().int(), z.number().int()]))),
    /** Of each row in those of whom it is known, in percent; null where there is none. */
    shares: z.array(z.number().nullable()),
    base: z.number().int(),
    years: z.array(published),
    missingYears: z.array(z.number().int()),
  })
  .meta({ id: 'FigureTable' })

export type FigureTableView = z.output<typeof figureTable>

export const listMeasures = route({
  method: 'GET',
  tag,
  path: '/statistics/measures',
  summary: 'What is counted, how it can be broken down, and for which years figures are published',
  response: z.object({
    measures: z.array(
      z.object({
        id: z.string(),
        unit: z.enum(['person', 'situation']),
        years: z.array(z.number().int()),
        families: z.array(z.object({ id: z.string(), codes: z.array(z.string()) })),
      }),
    ),
    areas: z.array(
      z.object({
        area: z.string(),
        label: z.record(z.string(), z.string()),
        points: z.array(z.tuple([z.number(), z.number()])),
      }),
    ),
    base: z.number().int(),
    publishEveryDays: z.number().int(),
    closedAfterMonths: z.number().int(),
  }),
  failures: ['statistics.not_allowed'],
})

const QUERY_FAILURES = [
  'statistics.not_allowed',
  'statistics.unknown_measure',
  'statistics.unknown_breakdown',
  'statistics.breakdown_twice',
  'statistics.one_breakdown',
] as const

const captures = z.object({
  lists: z.array(z.string()),
  rows: z.array(z.object({ lists: z.array(z.string()), figure: z.number().int() })),
  onNoList: z.number().int(),
  within: z.number().int(),
  base: z.number().int(),
  years: z.array(z.number().int()),
  missingYears: z.array(z.number().int()),
  asOf: z.string().nullable(),
})
export type Captures = z.output<typeof captures>

export const readCaptures = route({
  method: 'GET',
  tag,
  path: '/statistics/captures',
  summary:
    'How many of those identified are on which agencies’ lists, as published: the starting point for an estimate of the undetected',
  query: z.object({
    from: z.coerce.number().int().min(1900).max(2200),
    to: z.coerce.number().int().min(1900).max(2200),
  }),
  response: captures,
  failures: ['statistics.not_allowed'],
})

/** A POST for its lists; it changes nothing and holds nothing about anybody. */
export const readFigures = route({
  method: 'POST',
  tag,
  path: '/statistics/figures',
  summary:
    'Published figures by up to two breakdowns and filters; small numbers cannot be worked out from any sequence of them',
  body: figureQuery,
  response: figureTable,
  failures: QUERY_FAILURES,
})

export const FIGURE_FORMATS = ['csv', 'xlsx'] as const

export const exportFigures = route({
  method: 'POST',
  tag,
  path: '/statistics/figures/export',
  summary: 'The table as a file for a spreadsheet, with the same figures as on the screen, their date and their rule',
  body: z.strictObject({
    query: figureQuery,
    format: z.enum(FIGURE_FORMATS),
    language: line(20),
    /** The words of the screen for headers and codes; codes where there are none. */
    words: z.record(line(120), words(600)).default({}),
  }),
  response: bytes,
  failures: QUERY_FAILURES,
})

export const figureView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    shared: z.boolean(),
    own: z.boolean(),
    query: figureQuery,
    version: z.number().int(),
    changedAt: z.string(),
    /** Whether it is prepared as figures are published; stopped, since the person who scheduled it no longer reads figures. */
    schedule: z.object({ every: z.string(), own: z.boolean(), stopped: z.boolean() }).nullable(),
  })
  .meta({ id: 'FigureView' })
export type FigureView = z.output<typeof figureView>

export const listFigureViews = route({
  method: 'GET',
  tag,
  path: '/statistics/views',
  summary: 'Your saved questions, and those shared with everyone who reads figures',
  response: z.object({ items: z.array(figureView) }),
  failures: ['statistics.not_allowed'],
})

export const saveFigureView = route({
  method: 'PUT',
  tag,
  path: '/statistics/views/:viewId',
  summary: 'Save a question under a name (`If-Match` with the version that was loaded, none for a new one)',
  params: z.object({ viewId: z.uuid() }),
  body: z.strictObject({ name: line(80), shared: z.boolean(), query: figureQuery }),
  response: figureView,
  versioned: true,
  failures: [...QUERY_FAILURES, 'statistics.view_unknown', 'statistics.view_changed', 'statistics.too_many_views'],
})

export const removeFigureView = route({
  method: 'DELETE',
  tag,
  path: '/statistics/views/:viewId',
  summary: 'Delete one of your own views',
  params: z.object({ viewId: z.uuid() }),
  response: z.object({ removed: z.literal(true) }),
  failures: ['statistics.not_allowed', 'statistics.view_unknown'],
})
