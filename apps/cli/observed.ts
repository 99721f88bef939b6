import { startTelemetry, traced } from '@gloact/telemetry'
import { EXIT, type NamedCommand, type Outcome } from './command.ts'
import type { Settings } from './settings.ts'

const CODE = /^[a-z][a-z_]*(\.[a-z_]+)*$/

/**
 * Runs a command as a span, where the instance has a collector: by its name and how it ended. Its arguments may name files
 * and people, and are not told. One that computes works on no instance and tells nobody; one that passes everything on is
 * the server itself.
 */
export async function observed(
  { name, computes, passesOn }: Pick<NamedCommand, 'name' | 'computes' | 'passesOn'>,
  { environment }: Pick<Settings, 'environment'>,
  run: () => Promise<Outcome>,
): Promise<Outcome> {
  const endpoint = environment['OTEL_EXPORTER_OTLP_ENDPOINT']
  if (!endpoint || computes || passesOn) return run()
  const telemetry = await startTelemetry({ endpoint, serviceName: environment['OTEL_SERVICE_NAME'] })
  try {
    return await traced(`command ${name}`, { 'gloact.command': name }, run, (outcome) => ({
      'gloact.outcome': outcomeOf(outcome),
    }))
  } finally {
    await telemetry.stop()
  }
}

/** A code; a text that tells what broke may hold anything. */
function outcomeOf({ exit, json }: Outcome): string {
  if (exit === EXIT.ok) return 'ok'
  const { error } = json
  return typeof error === 'string' && CODE.test(error) ? error : 'failed'
}
