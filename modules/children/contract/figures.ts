import { route, type ResponseOf } from '@gloact/http/contract'
import { z } from 'zod'

/** A count that may be told, and null where telling it would tell of few. */
const told = z.number().nullable()
const table = z
  .object({
    columns: z.array(z.string()),
    /** All of them together stand under null, first. */
    rows: z.array(z.object({ code: z.string().nullable(), cells: z.array(told) })),
  })
  .meta({ id: 'ChildrenTable' })

const time = z
  .object({
    children: told,
    after: z.array(z.object({ months: z.number().int(), share: told })),
  })
  .meta({ id: 'ChildrenTime' })

export const FIGURE_TABLES = [
  'stock',
  'care',
  'people',
  'separation',
  'determined',
  'solutions',
  'verified',
  'reunified',
  'not_reunited',
  'clocks',
  'tracing',
  'closings',
] as const
export type FigureTable = (typeof FIGURE_TABLES)[number]

/**
 * Whom each table counts. `at_end`: the children who are there on the last day, the same in every one of them, told together and exactly. `in_month`:
 * what overlaps them without being the same, told to the nearest threshold. A table without an entry is not told.
 */
export const TABLE_COUNTS: Readonly<Record<FigureTable, 'at_end' | 'in_month'>> = {
  stock: 'at_end',
  care: 'at_end',
  people: 'at_end',
  separation: 'at_end',
  determined: 'in_month',
  solutions: 'in_month',
  verified: 'in_month',
  reunified: 'in_month',
  not_reunited: 'in_month',
  clocks: 'in_month',
  tracing: 'in_month',
  closings: 'in_month',
}

export const countryFigures = z.object({
  month: z.string(),
  /** The last day that is in the figures. */
  asOf: z.iso.date(),
  /** Below it no count is told. */
  threshold: z.number().int(),
  /** A month that was told before something was counted has no such table, nor such shares. */
  tables: z.object({
    stock: table,
    care: table,
    people: table.optional(),
    separation: table.optional(),
    determined: table.optional(),
    solutions: table.optional(),
    verified: table.optional(),
    reunified: table.optional(),
    not_reunited: table.optional(),
    clocks: table,
    tracing: table,
    closings: table.optional(),
  }),
  reunited: time,
  lasting: time.optional(),
  /** Shares by what they are of, about how many that is, and null where few children are behind them. */
  shares: z.array(z.object({ id: z.string(), of: told, share: told })).optional(),
  measures: z.array(z.object({ id: z.string(), value: told })).optional(),
  guardians: z.object({ guardians: told, median: told, largest: told, overLimit: told }),
})
export type CountryFigures = z.output<typeof countryFigures>

export const readFigures = route({
  method: 'GET',
  path: '/children/figures',
  summary: 'Children of the whole country at the end of a month, and how legal time limits were met in it',
  tag: 'children',
  query: z.object({
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional(),
  }),
  response: z.object({ months: z.array(z.string()), figures: countryFigures }),
  failures: ['children.not_allowed', 'children.no_period'],
})
export type FiguresView = ResponseOf<typeof readFigures>
