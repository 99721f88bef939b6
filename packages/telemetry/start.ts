import type { Span } from '@opentelemetry/api'
import type { SpanExporter } from '@opentelemetry/sdk-trace'
import { recordSpansWith, SPAN_ATTRIBUTES, type RunningSpan, type SpanAttributes } from './traced.ts'

export interface TelemetryOptions {
  /** `OTEL_EXPORTER_OTLP_ENDPOINT`: where a collector listens, such as `http://localhost:4318`. */
  readonly endpoint: string
  /** `OTEL_SERVICE_NAME`. */
  readonly serviceName?: string | undefined
  /** In place of the collector: for tests. */
  readonly exporter?: SpanExporter
}

export interface RunningTelemetry {
  /** Sends what waits and stops recording. */
  stop(): Promise<void>
}

/**
 * Begins to record spans and to send them to a collector (OTLP over HTTP, JSON). The SDK is fetched only here: an
 * instance without a collector loads none of it. A collector that does not answer costs spans, never a request.
 */
export async function startTelemetry(options: TelemetryOptions): Promise<RunningTelemetry> {
  const [{ ROOT_CONTEXT, SpanKind, SpanStatusCode, trace }, sdk, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
  ])
  const exporter = options.exporter ?? (await collector(options.endpoint))
  const processor = options.exporter
    ? new sdk.SimpleSpanProcessor({ exporter })
    : new sdk.BatchSpanProcessor({ exporter })
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': options.serviceName ?? 'gloact' }),
    spanProcessors: [processor],
  })
  const tracer = provider.getTracer('gloact')
  const spans = new WeakMap<RunningSpan, Span>()

  recordSpansWith((name, attributes, parent) => {
    const above = parent && spans.get(parent)
    const context = above ? trace.setSpan(ROOT_CONTEXT, above) : ROOT_CONTEXT
    const kind = above ? SpanKind.INTERNAL : SpanKind.SERVER
    const span = tracer.startSpan(name, { kind, attributes: allowed(attributes) }, context)
    const running: RunningSpan = {
      set: (more) => void span.setAttributes(allowed(more)),
      end: (failed) => {
        if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
        span.end()
      },
    }
    spans.set(running, span)
    return running
  })
  return {
    stop: async () => {
      recordSpansWith(undefined)
      // Anyone who stops goes on stopping: a collector that does not answer costs what was still to be sent.
      await provider.shutdown().catch(() => undefined)
    },
  }
}

async function collector(endpoint: string): Promise<SpanExporter> {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  const base = endpoint.replace(/\/+$/, '')
  return new OTLPTraceExporter({ url: `${base}/v1/traces`, timeoutMillis: 5_000 })
}

/** The list holds at run time too: what is not on it is dropped, whatever a caller did. */
const allowed = (attributes: SpanAttributes): Record<string, string | number> =>
  Object.fromEntries(
    SPAN_ATTRIBUTES.flatMap((name) => (attributes[name] === undefined ? [] : [[name, attributes[name]] as const])),
  )
