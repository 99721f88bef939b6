import { Worker } from 'node:worker_threads'
import { ok } from '@gloact/kernel'
import { TRACING_SIDES, type FoundForRequest, type TracingSide } from '../plain/index.ts'
import { traceRows, type TraceOrders, type TracingColumns } from './trace-rows.ts'
import type { TraceOrder, TraceReport } from './trace-thread.ts'

export type { TracingColumns } from './trace-rows.ts'

/** Rows of both tables, in the order of their columns. */
export type TracingRows = Readonly<Record<TracingSide, readonly (readonly string[])[]>>

export interface TraceApartOptions extends TraceOrders {
  /** Ends the thread, whatever it is doing; the promise rejects with what it was aborted for. */
  readonly signal?: AbortSignal
  /** So many pairs at most are compared here: a thread would take longer to start (250,000). */
  readonly here?: number
}

type Traced = Awaited<ReturnType<typeof traceRows>>

const HERE = 250_000
/** Rows that are sent at a time. */
const PART = 500
/** Megabytes of the thread’s heap: to begin with, and for each thousand records. Twice of what 20,000 × 20,000 have in use at once. */
const HEAP = { least: 200, perThousand: 15, young: 48 } as const

/**
 * `traceChildren` on a thread of its own: others who wait for this process are answered meanwhile, and the heap is no larger than what
 * is compared needs. Few pairs are compared here. The same result in both ways. Nothing is written anywhere: rows go from memory to memory.
 */
export async function traceApart(
  columns: TracingColumns,
  rows: TracingRows,
  { signal, here = HERE, ...orders }: TraceApartOptions,
): Promise<Traced> {
  signal?.throwIfAborted()
  if (rows.cases.length * rows.requests.length <= here) return traceRows(columns, rows, orders)
  const records = rows.cases.length + rows.requests.length
  const worker = new Worker(new URL('trace-thread.ts', import.meta.url), {
    resourceLimits: {
      maxOldGenerationSizeMb: HEAP.least + Math.ceil((records * HEAP.perThousand) / 1_000),
      maxYoungGenerationSizeMb: HEAP.young,
    },
  })
  const { promise, resolve, reject } = Promise.withResolvers<Traced>()
  const stop = (): void => reject(signal?.reason)
  signal?.addEventListener('abort', stop, { once: true })
  const requests: FoundForRequest[] = []
  worker.on('error', reject)
  worker.on('exit', () => reject(new Error('The comparison ended before it was done.')))
  worker.on('message', (report: TraceReport) => {
    if (report.kind === 'found') requests.push(...report.found)
    else if (report.kind === 'failed') resolve(report.failure)
    else resolve(ok({ ...report.rest, requests }))
  })
  const tell = (order: TraceOrder): void => worker.postMessage(order)
  try {
    tell({ kind: 'open', columns })
    for (const side of TRACING_SIDES)
      for (let from = 0; from < rows[side].length; from += PART)
        tell({ kind: 'rows', side, rows: rows[side].slice(from, from + PART) })
    tell({ kind: 'trace', orders })
    return await promise
  } finally {
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
