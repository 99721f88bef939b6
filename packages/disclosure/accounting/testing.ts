import { canonicalJson } from '@gloact/kernel'
import { stateOf, type LedgerContext, type LedgerState } from './privacy-ledger.ts'
import { rhoOf } from './zero-concentrated.ts'

/** Opens a ledger of persons that nothing is charged to. */
export async function openLedger(
  { store, digest, now }: LedgerContext,
  { capEpsilon, delta }: { readonly capEpsilon: number; readonly delta: number },
): Promise<LedgerState> {
  const content = {
    kind: 'opened',
    universe: 'persons',
    unit: 'person',
    capEpsilon,
    delta,
    capRho: rhoOf(capEpsilon, delta),
    sequence: 0,
    at: now().toISOString(),
    previousHash: '',
  } as const
  const line = { ...content, hash: digest(canonicalJson(content)) }
  await store.append(line)
  return stateOf([line])!
}
