import { ok, type Result } from '@gloact/kernel'
import {
  createTracingTables,
  foundFor,
  traceChildren,
  TRACING_SIDES,
  type FoundForRequest,
  type Tracing,
  type TracingModel,
  type TracingProblem,
  type TracingSchema,
  type TracingTables,
} from '../plain/index.ts'

/** What the columns of both tables are, and the present year. */
export interface TracingColumns {
  readonly schema: TracingSchema
  readonly year: number
}

export interface TraceOrders {
  /** How many cases are given for each request. */
  readonly top: number
  /** From this probability on a case comes with its reasons. */
  readonly explainFrom: number
}

/** What was found, without the records: they stay where they were compared. */
export interface TracedRows {
  readonly requests: readonly FoundForRequest[]
  readonly model: TracingModel
  /** From this probability on a case is likely. */
  readonly likelyFrom: number
}

export const openTables = ({ schema, year }: TracingColumns) => createTracingTables(schema, { year })

/** Names of the columns of a side, in the order of the rows. */
export const namesOf = ({ schema }: TracingColumns, side: keyof TracingSchema): readonly string[] =>
  schema[side].map(({ name }) => name)

export const traceTables = (
  tables: TracingTables,
  { top }: TraceOrders,
  pause?: () => Promise<void>,
): Promise<Result<Tracing, TracingProblem>> => traceChildren(tables, { consent: 'any', top, ...(pause && { pause }) })

/** Compares here, and lets others have a turn now and then. */
export async function traceRows(
  columns: TracingColumns,
  rows: Readonly<Record<keyof TracingSchema, readonly (readonly string[])[]>>,
  orders: TraceOrders,
): Promise<Result<TracedRows, TracingProblem>> {
  const builder = openTables(columns)
  for (const side of TRACING_SIDES) {
    builder.open(side, namesOf(columns, side))
    for (const row of rows[side]) builder.add(row)
  }
  const traced = await traceTables(builder.finish(), orders, turn)
  if (!traced.ok) return traced
  const { requests, model, likelyFrom } = traced.value
  return ok({ requests: requests.map((one) => foundFor(traced.value, one, orders.explainFrom)), model, likelyFrom })
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
