/**
 * How well a native spelling finds its Latin one among words that nothing was learned from: the learned transducers
 * beside the romanisation by rules, alone and as `compareNames` joins the two, in one run. Then the size of each table
 * and how many comparisons a second of processor time makes.
 *
 *     node packages/names/bench/scripts.ts FOLDER
 *
 * FOLDER holds the files that `packages/names/train/name-sets.ts` names; nothing of them is kept here.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareNames, nameKeys, weighNames, type NameTokens } from '../index.ts'
import { romanise } from '../romanise.ts'
import { soundLikeness } from '../sounds.ts'
import { spokenParts } from '../tokens.ts'
import { readNamePairs, splitNamePairs, type NamePair } from '../train/name-pairs.ts'
import { NAME_SETS } from '../train/name-sets.ts'
import { weighWords } from '../transducers/weigh.ts'

const folder = process.argv[2]
if (folder === undefined) {
  console.error('Say which folder holds the name pairs: node packages/names/bench/scripts.ts FOLDER')
  process.exit(2)
}
const read = (file: string): NamePair[] => readNamePairs(readFileSync(join(folder, file), 'utf8'))

interface Hits {
  readonly first: number
  readonly ten: number
  /** Comparisons a second of processor time. */
  readonly rate: number
}

/** The shares of native words whose own Latin word comes first, and among the first ten; equal scores count against it. */
function hits(count: number, score: (native: number, latin: number) => number): Hits {
  let first = 0
  let ten = 0
  let compared = 0
  const before = process.cpuUsage().user
  for (let native = 0; native < count; native++) {
    const own = score(native, native)
    let asGood = 0
    for (let latin = 0; latin < count && asGood < 10; latin++, compared++)
      if (latin !== native && score(native, latin) >= own) asGood++
    if (asGood === 0) first++
    if (asGood < 10) ten++
  }
  return { first: first / count, ten: ten / count, rate: (compared / (process.cpuUsage().user - before)) * 1e6 }
}

/** Jaro–Winkler likeness, the usual comparison of two Latin spellings. */
function jaroWinkler(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Uint8Array(b.length)
  const found: string[] = []
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j++) {
      if (taken[j] || a[i] !== b[j]) continue
      taken[j] = 1
      found.push(a[i]!)
      break
    }
  }
  if (found.length === 0) return 0
  const inOrder = [...b].filter((_, j) => taken[j])
  const crossed = found.filter((letter, at) => letter !== inOrder[at]).length / 2
  const jaro = (found.length / a.length + found.length / b.length + (found.length - crossed) / found.length) / 3
  let start = 0
  while (start < 4 && start < a.length && start < b.length && a[start] === b[start]) start++
  return jaro + start * 0.1 * (1 - jaro)
}

const shown = (value: number): string => value.toFixed(3).slice(value < 1 ? 1 : 0)
const cell = ({ first, ten, rate }: Hits): string =>
  `${shown(first)} / ${shown(ten)} ${`${Math.round(rate / 1000)}k/s`.padStart(7)}`

console.log('hit@1 / hit@10 and comparisons a second of processor time')
console.log(
  `${'script'.padEnd(11)}${'words'.padStart(6)}  ${'romanised, Jaro-Winkler'.padEnd(23)}  ${'sounds by rules'.padEnd(23)}  ` +
    `${'compareNames'.padEnd(23)}  learned transducer`,
)
for (const { script, file, heldOut } of NAME_SETS) {
  const { unseen } = splitNamePairs(read(file), heldOut)
  const tokens = unseen.map((pair): [NameTokens, NameTokens] => [nameKeys(pair[0]), nameKeys(pair[1])])
  const sounds = tokens.map((pair) => pair.map((name) => spokenParts(name)[0]?.sound ?? '') as [string, string])
  const romanised = unseen.map(([native]) => romanise(native))
  const hearing = { firstUnvocalised: script === 'arabic' || script === 'hebrew', secondUnvocalised: false }
  const scorers = [
    (native: number, latin: number) => jaroWinkler(romanised[native]!, unseen[latin]![1]),
    (native: number, latin: number) => soundLikeness(sounds[native]![0], sounds[latin]![1], hearing),
    (native: number, latin: number) => compareNames(tokens[native]![0], tokens[latin]![1]).score,
    (native: number, latin: number) =>
      weighWords({ folded: unseen[native]![0], script }, { folded: unseen[latin]![1], script: 'latin' })!.weight,
  ]
  const cells = scorers.map((scorer) => cell(hits(unseen.length, scorer)).padEnd(23))
  console.log(`${script.padEnd(11)}${String(unseen.length).padStart(6)}  ${cells.join('  ')}`)
}

for (const { script } of NAME_SETS) {
  const file = new URL(`../transducers/tables/${script}.ts`, import.meta.url)
  console.log(`table ${script}: ${readFileSync(file).length} bytes`)
}

const cyrillic = splitNamePairs(read(NAME_SETS[1]!.file), NAME_SETS[1]!.heldOut).unseen.slice(0, 300)
const arabic = splitNamePairs(read(NAME_SETS[0]!.file), NAME_SETS[0]!.heldOut).unseen.slice(0, 300)
for (const [pairing, first, second] of [
  ['Arabic and Latin', arabic.map(([native]) => native), cyrillic.map(([, latin]) => latin)],
  ['Latin and Latin', arabic.map(([, latin]) => latin), cyrillic.map(([, latin]) => latin)],
  ['Arabic and Cyrillic', arabic.map(([native]) => native), cyrillic.map(([native]) => native)],
] as const) {
  const [one, two] = [first.map((name) => nameKeys(name)), second.map((name) => nameKeys(name))]
  const before = process.cpuUsage().user
  for (const a of one) for (const b of two) weighNames(a, b)
  const rate = (one.length * two.length * 1e6) / (process.cpuUsage().user - before)
  console.log(`weighNames, ${pairing}: ${Math.round(rate / 1000)}k names of one part a second of processor time`)
}
