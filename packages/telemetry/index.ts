export { startTelemetry, type RunningTelemetry, type TelemetryOptions } from './start.ts'
export { SPAN_ATTRIBUTES, traced, type SpanAttribute, type SpanAttributes } from './traced.ts'
