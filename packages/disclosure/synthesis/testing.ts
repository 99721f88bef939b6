import { ok } from '@gloact/kernel'
import type { SynthesisContext } from './synthesize.ts'

/** A ledger that has room for everything, for tests alone. */
export const unlimited: SynthesisContext['charge'] = () => Promise.resolve(ok(null))

/** What a manifest says beside what was made. */
export const stated = {
  release: 'r',
  universe: 'persons',
  displayFloor: 5,
  software: { name: 'gloact disclosure', version: '1' },
  ledger: { line: 1, hash: 'h' },
  digest: 'd',
} as const
