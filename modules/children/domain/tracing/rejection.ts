import { changedBetween, type Said } from './compared.ts'
import type { ComparedName } from './lists.ts'

/** A pair that somebody rejected: what spoke against it, and what both sides said then. */
export interface Rejected {
  readonly against: readonly ComparedName[]
  readonly request: Said
  readonly child: Said
}

/**
 * What spoke against a rejected pair and is said otherwise now. Nothing: it is never suggested again, whatever else was edited. Only what
 * is new is looked at, so that nobody is asked twice to decide the same thing.
 */
export function changedOfWhatSpokeAgainst(
  rejected: Rejected,
  now: { readonly request: Said; readonly child: Said },
): readonly ComparedName[] {
  const changed = new Set([
    ...changedBetween(rejected.request, now.request),
    ...changedBetween(rejected.child, now.child),
  ])
  return rejected.against.filter((name) => changed.has(name))
}
