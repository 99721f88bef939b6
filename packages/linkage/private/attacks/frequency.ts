import type { BitRows } from '../bit-rows.ts'
import { claimUnique, type Attacked, type Claims } from './attack.ts'

/** Values that are aligned by their rank, a slot: those that come rarely cannot be told apart. */
const RANKS = 100

/** For each record its filter’s rank by frequency in the slot; −1 where it is empty, rare, or as frequent as another. */
function ranks({ bytes, width, total }: BitRows, from: number, to: number): Int32Array {
  const keys = Array.from({ length: total }, (_, row) => bytes.subarray(row * width + from, row * width + to).join())
  const empty = new Uint8Array(to - from).join()
  const counts = new Map<string, number>()
  for (const key of keys) if (key !== empty) counts.set(key, (counts.get(key) ?? 0) + 1)
  const ordered = [...counts].toSorted(([x, a], [y, b]) => b - a || (x < y ? -1 : 1)).slice(0, RANKS)
  const rankOf = new Map<string, number>()
  for (const [rank, [key, count]] of ordered.entries()) {
    const isTied = ordered[rank - 1]?.[1] === count || ordered[rank + 1]?.[1] === count
    if (!isTied && count > 1) rankOf.set(key, rank)
  }
  return Int32Array.from(keys, (key) => rankOf.get(key) ?? -1)
}

/**
 * Frequency alignment: equal filters are equal values, so the commonest filter of a field is taken for its commonest value,
 * and so on. A record is claimed where the values guessed are those of one record alone.
 */
export function frequencyAttack({ target, own, slots }: Attacked): Claims {
  let from = 0
  const [found, known] = [target, own].map(({ total }) => Array.from({ length: total }, (): string[] => []))
  for (const [at, { bytes }] of slots.entries()) {
    const [ranksFound, ranksKnown] = [ranks(target, from, from + bytes), ranks(own, from, from + bytes)]
    const shared = new Set(ranksKnown)
    for (const [row, rank] of ranksFound.entries())
      if (rank >= 0 && shared.has(rank)) found![row]!.push(`${at}:${rank}`)
    const guessed = new Set(ranksFound)
    for (const [row, rank] of ranksKnown.entries())
      if (rank >= 0 && guessed.has(rank)) known![row]!.push(`${at}:${rank}`)
    from += bytes
  }
  return claimUnique(
    found!.map((guesses) => guesses.join(' ')),
    known!.map((guesses) => guesses.join(' ')),
  )
}
