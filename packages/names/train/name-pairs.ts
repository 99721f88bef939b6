import { foldName } from '../fold.ts'

/** A word in its own script and in Latin letters, both folded (see `foldName`). */
export type NamePair = readonly [native: string, latin: string]

/** Rows `latin,native,count` of single words under a heading, folded; what is left empty or in two words is passed over. */
export function readNamePairs(csv: string): NamePair[] {
  return csv
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.split(','))
    .filter((cells) => cells.length === 3)
    .map(([latin, native]): NamePair => [foldName(native!), foldName(latin!)])
    .filter((pair) => pair.every((word) => word !== '' && !word.includes(' ')))
}

/** A number from 0 to 1 for a word, the same at all times (FNV-1a and a finalising mix). */
function placeOf(word: string): number {
  let hash = 2166136261
  for (const letter of word) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16777619)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  hash ^= hash >>> 13
  return (hash >>> 0) / 2 ** 32
}

/**
 * Puts aside a pair each of `heldOut` native words, no Latin word twice, and every other pair of these words with them:
 * what is measured on them was never learned from. The same split for the same pairs in any order.
 */
export function splitNamePairs(
  pairs: readonly NamePair[],
  heldOut: number,
): { learned: NamePair[]; unseen: NamePair[] } {
  const byNative = new Map<string, string[]>()
  for (const [native, latin] of pairs) {
    const spellings = byNative.get(native)
    if (spellings) spellings.push(latin)
    else byNative.set(native, [latin])
  }
  const places = new Map([...byNative.keys()].map((native) => [native, placeOf(native)]))
  const natives = [...byNative.keys()].toSorted((a, b) => places.get(a)! - places.get(b)! || (a < b ? -1 : 1))
  const unseen: NamePair[] = []
  const aside = new Set<string>()
  const latins = new Set<string>()
  for (const native of natives) {
    if (unseen.length === heldOut) break
    aside.add(native)
    const latin = byNative
      .get(native)!
      .toSorted()
      .find((one) => !latins.has(one))
    if (latin === undefined) continue
    latins.add(latin)
    unseen.push([native, latin])
  }
  return { learned: pairs.filter(([native]) => !aside.has(native)), unseen }
}
