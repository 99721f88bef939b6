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

export const FIGURE_TABLES = ['stock', 'care', 'people', 'solutions', 'clocks', 'tracing'] as const
export type FigureTable = (typeof FIGURE_TABLES)[number]

export const countryFigures = z.object({
  month: z.string(),
  /** The last day that is in the figures. */
  asOf: z.iso.date(),
  /** Below it no count is told. */
  threshold: z.number().int(),
  /** A month that was told before sex and age, or solutions, were counted has no such table. */
  tables: z.object({
    stock: table,
    care: table,
    people: table.optional(),
    solutions: table.optional(),
    clocks: table,
    tracing: table,
  }),
  reunited: z.object({
    children: told,
    after: z.array(z.object({ months: z.number().int(), share: told })),
  }),
  guardians: z.object({ guardians: told, median: told, largest: told, overLimit: told }),
})
export type CountryFigures = z.output<typeof countryFigures>

export const readFigures = route({
  method: 'GET',
  path: '/children/figures',
  summary: 'Children of the whole country at the end of a month, and how the law’s clocks were kept in it',
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
