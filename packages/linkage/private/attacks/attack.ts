import type { BitRows } from '../bit-rows.ts'
import type { FilterSlot, HashedPiece } from '../profile-encoders.ts'

/**
 * What an attack has: the encodings that went to the linkage unit, and the list itself in clear, in full, which is more
 * than an attacker is likely to have. Not the key. `own` are the list’s records as the attacker encodes them, under the
 * same agreement and a key of their own: alike in everything but where bits lie.
 */
export interface Attacked {
  readonly target: BitRows
  readonly own: BitRows
  readonly slots: readonly FilterSlot[]
  /** What is hashed of each record of `own`. */
  readonly pieces: readonly (readonly HashedPiece[])[]
  /** For each encoding of the target the record it is of, −1 for a dummy: what the attack has to find. */
  readonly origins: Int32Array
}

/** Which records an attack takes encodings for: `claims[i]` is the record that encoding `i` is said to be, or −1. */
export type Claims = Int32Array

/** Claims each encoding’s record where just one record has what was found out about it. */
export function claimUnique(found: readonly string[], known: readonly string[]): Claims {
  const byPattern = new Map<string, number>()
  for (const [record, pattern] of known.entries()) byPattern.set(pattern, byPattern.has(pattern) ? -1 : record)
  return Int32Array.from(found, (pattern) => (pattern === '' ? -1 : (byPattern.get(pattern) ?? -1)))
}
