export { explainTrace, traceTermNames, traceTerms, type TracingReason } from './explain.ts'
export { foundFor, type FoundCase, type FoundForRequest, type TracedReason } from './found.ts'
export { requestsThatMaySeek } from './one-record.ts'
export { tracingModelHash } from './model-hash.ts'
export { prepareTracing, type PreparedTracing } from './prepared.ts'
export { recogniseTracingColumns } from './recognise.ts'
export {
  checkTracingSchema,
  readTracingSchema,
  TRACING_SIDES,
  type TracingColumn,
  type TracingKind,
  type TracingSchema,
  type TracingSide,
} from './schema.ts'
export type { TracingModel } from './scorer.ts'
export { createTracingTables, type TracedRecord, type TracingTables } from './tables.ts'
export {
  traceChildren,
  type TracedCase,
  type TracedRequest,
  type TraceOptions,
  type TraceStep,
  type Tracing,
  type TracingBand,
  type TracingProblem,
} from './trace.ts'
