import { foldName } from '../fold.ts'
import { romanise } from '../romanise.ts'
import { scriptOf, type NameScript } from '../scripts.ts'
import { complete, type Operations } from '../transducers/table.ts'
import { createAlphabet } from '../transducers/transducer.ts'
import { spellingWeight } from '../transducers/weigh.ts'
import { learn } from './learn.ts'
import { splitNamePairs, type NamePair } from './name-pairs.ts'

/** A script that a country can learn about from its own pairs. */
export type OwnScript = Exclude<NameScript, 'latin' | 'other'>

/** Fewer pairs say little of any letter, and might tell whose they were. */
export const LEAST_PAIRS = 100
/** As often as a letter of what learning starts from counts as seen: by rules, and in a table that was learned from many pairs. */
const SEEN = { rules: 5, table: 50 } as const
/** One pair in so many is put aside to measure on, and no more than that many. */
const ASIDE = 10
const MOST_ASIDE = 2000

/**
 * Pairs of a table whose heading names its columns `native` and `latin`; commas, semicolons or tabs between them. Names of as
 * many words on both sides are taken word by word; folded. A row that has another number, or another script, is passed over.
 */
export function readOwnPairs(csv: string, script: OwnScript): NamePair[] {
  const [heading = '', ...rows] = csv.replace(/^\ufeff/, '').split(/\r?\n/)
  const separator = [';', '\t'].find((sign) => heading.includes(sign)) ?? ','
  const cellsOf = (row: string): string[] => row.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
  const names = cellsOf(heading).map((name) => name.toLowerCase())
  const [native, latin] = [names.indexOf('native'), names.indexOf('latin')]
  if (native < 0 || latin < 0) return []
  return rows.flatMap((row) => {
    const cells = cellsOf(row)
    const [own, ours] = [native, latin].map((at) => foldName(cells[at] ?? '').split(' ')) as [string[], string[]]
    if (own.length !== ours.length) return []
    return own.flatMap((word, at): NamePair[] =>
      scriptOf(word) === script && /^[a-z]+$/.test(ours[at]!) ? [[word, ours[at]!]] : [],
    )
  })
}

/** What each letter of a script is in Latin letters by the rules of `romanise`, one or two of them. */
function rulesOf(script: OwnScript): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const points = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
  const letters = points.filter((letter) => /[\p{L}\p{M}]/u.test(letter) && scriptOf(letter) === script)
  const marks = points.filter((mark) => /\p{M}/u.test(mark) && MARKS[script]?.test(mark) === true)
  const bearer = letters.find((letter) => /^[a-z]+$/.test(romanise(foldName(letter))))
  for (const letter of [...letters, ...marks]) {
    const folded = foldName(letter)
    if ([...folded].length !== 1 || found.has(folded)) continue
    let latin = romanise(folded)
    // A vowel that is written on a consonant is spoken with one.
    if (!/^[a-z]+$/.test(latin) && bearer !== undefined) {
      const alone = romanise(foldName(bearer)).replace(INHERENT, '')
      latin = romanise(foldName(bearer + letter)).slice(alone.length)
    } else latin = latin.length > 1 ? latin.replace(INHERENT, '') : latin
    if (/^[a-z]{1,2}$/.test(latin)) found.set(folded, latin)
  }
  return found
}

/** A consonant of Devanagari alone is romanised with its inherent vowel. */
const INHERENT = /(?<=[^aeiou])a$/u
const MARKS: Readonly<Partial<Record<OwnScript, RegExp>>> = {
  lao: /\p{Script=Lao}/u,
  devanagari: /\p{Script=Devanagari}/u,
}

/** The rules as a table: every letter as common as another, and written as it is romanised; a vowel of Latin now and then by none. */
export function rulesTable(script: OwnScript): Operations {
  const rules = [...rulesOf(script)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const left = createAlphabet(rules.map(([letter]) => letter))
  const right = createAlphabet(
    [...'abcdefghijklmnopqrstuvwxyz'],
    [...new Set(rules.map(([, latin]) => latin).filter((latin) => latin.length === 2))].toSorted(),
  )
  const operations = new Float64Array(left.size * right.size)
  const share = (1 - END - SILENT) / rules.length
  for (const [letter, latin] of rules) {
    const unit = right.singleOf.get(latin) ?? right.pairOf.get(latin)!
    operations[left.singleOf.get(letter)! * right.size + unit] = share
  }
  for (const vowel of 'aeiou') operations[right.singleOf.get(vowel)!] = SILENT / 5
  return { left, right, operations, end: END }
}

const END = 0.1
const SILENT = 0.1

/** What was learned, and how well it finds words that it was not learned from. */
export interface OwnTable {
  readonly operations: Operations
  readonly learned: number
  readonly aside: number
  /** How many words put aside found their own Latin word first: before learning, and after. */
  readonly before: number
  readonly after: number
}

/** Learns about a script from a country's own pairs, starting from a table that is there or, where none is, from the rules. */
export function learnOwn(pairs: readonly NamePair[], script: OwnScript, table: Operations | undefined): OwnTable {
  const { learned, unseen } = splitNamePairs(pairs, Math.min(MOST_ASIDE, Math.floor(pairs.length / ASIDE)))
  const start = table ?? rulesTable(script)
  const operations = learn(learned, '', { operations: start, seen: table ? SEEN.table : SEEN.rules })
  return {
    operations,
    learned: learned.length,
    aside: unseen.length,
    before: foundFirst(unseen, start),
    after: foundFirst(unseen, operations),
  }
}

/** How many native words weigh more with their own Latin word than with any other. */
export function foundFirst(pairs: readonly NamePair[], operations: Operations): number {
  const transducer = complete(operations)
  return pairs.filter(([native, latin]) => {
    const own = spellingWeight(transducer, native, latin)
    return pairs.every((other) => other[1] === latin || spellingWeight(transducer, native, other[1]) < own)
  }).length
}
