/**
 * Which form of a name lets encodings of two scripts meet: pairs of a native and a Latin spelling are turned into tokens,
 * and the Dice coefficient of these is what filters of them approximate. Hit@1: how often a native word’s own Latin one is
 * more alike than all others put aside; equal ones count against it.
 *
 *   node packages/linkage/bench/across-scripts.ts
 *
 * Words are those that the transducers were not learned from. The sets lie beside the repository, not in it.
 */
import { nameSkeletons, romanise } from '@gloact/names'
import { readNamePairs, splitNamePairs } from '@gloact/names/train/name-pairs'
import { NAME_SETS } from '@gloact/names/train/name-sets'
import { readTable, type Operations } from '@gloact/names/transducers/table'
import { ARABIC } from '@gloact/names/transducers/tables/arabic'
import { CYRILLIC } from '@gloact/names/transducers/tables/cyrillic'
import { DEVANAGARI } from '@gloact/names/transducers/tables/devanagari'
import { HEBREW } from '@gloact/names/transducers/tables/hebrew'
import { unitAt } from '@gloact/names/transducers/transducer'
import { tokensOf } from '../private/field-values.ts'
import { readShared } from './shared-data.ts'

const TABLES = { arabic: ARABIC, cyrillic: CYRILLIC, hebrew: HEBREW, devanagari: DEVANAGARI }

/** Each letter of a word as the Latin letters that the table most often writes for it. */
function likeliest({ left, right, operations }: Operations): (word: string) => string {
  const written = new Map<string, string>()
  for (let unit = 1; unit < left.size; unit++) {
    const row = operations.subarray(unit * right.size, (unit + 1) * right.size)
    written.set(
      unitAt(left, unit),
      unitAt(
        right,
        row.reduce((best, value, at) => (value > row[best]! ? at : best), 0),
      ),
    )
  }
  return (word) => [...word].map((letter) => written.get(letter) ?? '').join('')
}

const bigrams = (text: string): string[] => tokensOf({ type: 'ngram', n: 2, positional: false }, text)
const withConsonants = (text: string): string[] => [
  ...bigrams(text),
  ...nameSkeletons(text).flatMap((skeleton) => bigrams(skeleton).map((token) => `consonants ${token}`)),
]

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const token of a) if (b.has(token)) shared++
  return (2 * shared) / Math.max(1, a.size + b.size)
}

for (const { script, file, heldOut } of NAME_SETS) {
  const { unseen } = splitNamePairs(readNamePairs(readShared(`names/${file}`)), heldOut)
  const learned = likeliest(readTable(TABLES[script]))
  for (const [name, latin, tokens] of [
    ['by rules', romanise, bigrams],
    ['by the table', learned, bigrams],
    ['by rules, with consonants', romanise, withConsonants],
    ['by the table, with consonants', learned, withConsonants],
  ] as const) {
    const natives = unseen.map(([native]) => new Set(tokens(latin(native))))
    const latins = unseen.map(([, word]) => new Set(tokens(word)))
    let [hits, own, other] = [0, 0, 0]
    for (const [at, native] of natives.entries()) {
      const likeness = dice(native, latins[at]!)
      own += likeness
      other += dice(native, latins[(at + 1) % latins.length]!)
      if (!latins.some((word, place) => place !== at && dice(native, word) >= likeness)) hits++
    }
    const shown = [hits, own, other].map((sum) => (sum / unseen.length).toFixed(3))
    console.log(`${script}, ${name}: hit@1 ${shown[0]}, Dice of its own ${shown[1]}, of another ${shown[2]}`)
  }
}
