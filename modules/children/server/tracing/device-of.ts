import type { ScopedTransaction } from '@gloact/postgres'
import { loadRequest, openPayload, type RequestsOf, type StepPayload } from '@gloact/records/server'
import { SCHEMA } from './tracing-context.ts'

/** What is sealed with a saying of the device it came from: a keyed digest, and nothing by which the device could be found. */
export const deviceIn = ({ also }: StepPayload): string | null => {
  const device = (also as { readonly device?: unknown } | undefined)?.device
  return typeof device === 'string' ? device : null
}

/** What a saying is to keep of its device. One that was recorded keeps its own: sent again from elsewhere it is the same saying. */
export async function deviceToKeep(
  trx: ScopedTransaction,
  of: RequestsOf,
  { requestId, stepId }: { readonly requestId: string; readonly stepId: string },
  device: string | null,
): Promise<{ readonly also?: { readonly device: string } }> {
  const loaded = await loadRequest(trx, of, requestId)
  const there = loaded.ok ? loaded.value.log.find(({ id }) => id === stepId) : undefined
  const kept = loaded.ok && there ? deviceIn(openPayload(loaded.value.key, SCHEMA, there)) : device
  return kept === null ? {} : { also: { device: kept } }
}
