import { parentPort } from 'node:worker_threads'
import type { Result } from '@gloact/kernel'
import { foundFor, type FoundForRequest, type TracingProblem, type TracingSide } from '../plain/index.ts'
import {
  namesOf,
  openTables,
  traceTables,
  type TracedRows,
  type TraceOrders,
  type TracingColumns,
} from './trace-rows.ts'

/** Requests to the thread: the columns first, then the rows of both sides, then what to find. */
export type TraceOrder =
  | { readonly kind: 'open'; readonly columns: TracingColumns }
  | { readonly kind: 'rows'; readonly side: TracingSide; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'trace'; readonly orders: TraceOrders }

/** What the thread tells: what was found, some requests at a time, and then the rest. */
export type TraceReport =
  | { readonly kind: 'found'; readonly found: readonly FoundForRequest[] }
  | { readonly kind: 'done'; readonly rest: Omit<TracedRows, 'requests'> }
  | { readonly kind: 'failed'; readonly failure: Extract<Result<never, TracingProblem>, { ok: false }> }

/** Requests whose children are told at a time. */
const PART = 500

const tell = (report: TraceReport): void => parentPort?.postMessage(report)
let columns: TracingColumns
let builder: ReturnType<typeof openTables>

parentPort?.on('message', (order: TraceOrder) => {
  if (order.kind === 'open') {
    columns = order.columns
    builder = openTables(columns)
  } else if (order.kind === 'rows') {
    builder.open(order.side, namesOf(columns, order.side))
    for (const row of order.rows) builder.add(row)
  } else void trace(order.orders)
})

async function trace(orders: TraceOrders): Promise<void> {
  const traced = await traceTables(builder.finish(), orders)
  if (!traced.ok) return tell({ kind: 'failed', failure: traced })
  const { requests, model, likelyFrom } = traced.value
  for (let from = 0; from < requests.length; from += PART)
    tell({
      kind: 'found',
      found: requests.slice(from, from + PART).map((one) => foundFor(traced.value, one, orders.explainFrom)),
    })
  tell({ kind: 'done', rest: { model, likelyFrom } })
}
