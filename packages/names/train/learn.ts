import { foldName } from '../fold.ts'
import { romanise } from '../romanise.ts'
import type { Operations } from '../transducers/table.ts'
import { createAlphabet, spell, unitAt, UNKNOWN_UNIT, type Alphabet, type Spelled } from '../transducers/transducer.ts'
import type { NamePair } from './name-pairs.ts'

/** Rounds of expectation and maximisation, the last of them on what is left after pruning. */
const ROUNDS = 12
const PRUNED_ROUNDS = 4
/** A letter that is seen less often is not learned about. */
const LEAST_SEEN = 20
/** An operation with a smaller share of its letter is left out. */
const LEAST_SHARE = 0.002
/** How often the romanisation of a rare letter counts as seen. */
const PRIOR = 5
// Where learning starts: two Latin letters for one are rarer than one, and words end after some nine operations.
const TWO_LETTERS_AT_FIRST = 0.05
const END_AT_FIRST = 0.1
/** Where learning starts from a table, so much is left to what is not in it. */
const STRANGE_AT_FIRST = 0.1
const LATIN = [...'abcdefghijklmnopqrstuvwxyz']

interface Spellings {
  readonly native: Spelled
  readonly latin: Spelled
}

const WIDTH = 41
const forward = new Float64Array(WIDTH * WIDTH)
const backward = new Float64Array(WIDTH * WIDTH)

/** Adds how often each operation is expected in one pair under the operations so far. False where none can write it. */
function expect(
  { native, latin }: Spellings,
  operations: Float64Array,
  columns: number,
  counts: Float64Array,
): boolean {
  const [rows, width] = [native.length, latin.length]
  for (let i = 0; i <= rows; i++) {
    const u = i > 0 ? native.singles[i - 1]! * columns : 0
    for (let j = 0; j <= width; j++) {
      const at = i * WIDTH + j
      let sum = at === 0 ? 1 : 0
      if (j > 0) sum += forward[at - 1]! * operations[latin.singles[j - 1]!]!
      if (i > 0) {
        sum += forward[at - WIDTH]! * operations[u]!
        if (j > 0) sum += forward[at - WIDTH - 1]! * operations[u + latin.singles[j - 1]!]!
        if (j > 1 && latin.pairs[j - 1]! > 0) sum += forward[at - WIDTH - 2]! * operations[u + latin.pairs[j - 1]!]!
      }
      forward[at] = sum
    }
  }
  const whole = forward[rows * WIDTH + width]!
  if (!(whole > 0)) return false
  for (let i = rows; i >= 0; i--) {
    const u = i < rows ? native.singles[i]! * columns : 0
    for (let j = width; j >= 0; j--) {
      const at = i * WIDTH + j
      const before = forward[at]!
      let sum = i === rows && j === width ? 1 / whole : 0
      const step = (operation: number, after: number): void => {
        const share = backward[after]! * operations[operation]!
        sum += share
        counts[operation]! += before * share
      }
      if (j < width) step(latin.singles[j]!, at + 1)
      if (i < rows) {
        step(u, at + WIDTH)
        if (j < width) step(u + latin.singles[j]!, at + WIDTH + 1)
        if (j + 1 < width && latin.pairs[j + 1]! > 0) step(u + latin.pairs[j + 1]!, at + WIDTH + 2)
      }
      backward[at] = sum
    }
  }
  return true
}

/** A table that learning starts from. */
export interface Start {
  readonly operations: Operations
  /** As often as each of its letters counts as seen. */
  readonly seen: number
}

function nativeAlphabet(pairs: readonly NamePair[], rareLetters: string, start: Start | undefined): Alphabet {
  const seen = new Map<string, number>()
  for (const [native] of pairs) for (const letter of native) seen.set(letter, (seen.get(letter) ?? 0) + 1)
  const letters = [...seen].filter(([, times]) => times >= LEAST_SEEN).map(([letter]) => letter)
  const known = start?.operations.left.letters.slice(UNKNOWN_UNIT) ?? []
  return createAlphabet([...new Set([...letters, ...foldName(rareLetters), ...known])].toSorted())
}

/** The counts that the romanisation of rare letters stands for. */
function priorCounts(left: Alphabet, right: Alphabet, rareLetters: string): Float64Array {
  const counts = new Float64Array(left.size * right.size)
  for (const letter of new Set(foldName(rareLetters))) {
    // A consonant of Devanagari alone is romanised with its inherent vowel, which is no part of the letter.
    const latin = romanise(letter).replace(/(?<=[^aeiou])a$/u, '')
    const unit = right.singleOf.get(latin) ?? right.pairOf.get(latin)
    if (unit !== undefined) counts[left.singleOf.get(letter)! * right.size + unit]! += PRIOR
  }
  return counts
}

/** The probabilities of a table's operations, in the places that they have here. */
function placed({ left, right, operations }: Operations, native: Alphabet, latin: Alphabet): Float64Array {
  const shares = new Float64Array(native.size * latin.size)
  const unitOf = (alphabet: Alphabet, unit: string): number | undefined =>
    unit === '' ? 0 : (alphabet.singleOf.get(unit) ?? alphabet.pairOf.get(unit))
  operations.forEach((value, at) => {
    if (value === 0) return
    const [u, v] = [
      unitOf(native, unitAt(left, Math.floor(at / right.size))),
      unitOf(latin, unitAt(right, at % right.size)),
    ]
    if (u !== undefined && v !== undefined) shares[u * latin.size + v]! += value
  })
  return shares
}

/** Leaves out what a letter hardly ever writes, and letters that are not learned about. */
function prune(counts: Float64Array, rows: number, columns: number): void {
  for (let u = 0; u < rows; u++) {
    const row = counts.subarray(u * columns, (u + 1) * columns)
    if (u === UNKNOWN_UNIT) row.fill(0)
    row[UNKNOWN_UNIT] = 0
    const sum = row.reduce((total, value) => total + value, 0)
    row.forEach((value, v) => {
      if (value < LEAST_SHARE * sum) row[v] = 0
    })
  }
}

/**
 * Learns which letters write which: the operations of a pair transducer by expectation maximisation over all alignments
 * of the pairs (Ristad and Yianilos 1998), one native letter against none, one or two Latin letters. Only sums, products
 * and quotients: the same operations from the same pairs, in any order and on any machine.
 *
 * @param rareLetters count as seen a few times as they are romanised. @param start what is known before: of letters that the pairs
 * have often little of it is left, of others all.
 */
export function learn(pairs: readonly NamePair[], rareLetters = '', start?: Start): Operations {
  const left = nativeAlphabet(pairs, rareLetters, start)
  const right = createAlphabet(
    LATIN,
    LATIN.flatMap((one) => LATIN.map((two) => one + two)),
  )
  const columns = right.size
  const firstPair = 1 + right.letters.length
  const prior = priorCounts(left, right, rareLetters)
  const spellings = pairs
    .toSorted((a, b) => (a[0] === b[0] ? (a[1] < b[1] ? -1 : 1) : a[0] < b[0] ? -1 : 1))
    .map(([native, latin]): Spellings => ({ native: spell(left, native), latin: spell(right, latin) }))

  let operations = new Float64Array(left.size * columns)
  for (let u = 0; u < left.size; u++)
    for (let v = 0; v < columns; v++) operations[u * columns + v] = v < firstPair ? 1 : u > 0 ? TWO_LETTERS_AT_FIRST : 0
  operations[0] = 0
  const total = operations.reduce((sum, value) => sum + value, 0)
  operations = operations.map((value) => ((1 - END_AT_FIRST) * value) / total)
  let end = END_AT_FIRST
  let endsBefore = 0
  if (start) {
    const known = placed(start.operations, left, right)
    const mass = start.seen * start.operations.left.letters.length
    known.forEach((value, at) => (prior[at]! += mass * value))
    endsBefore = mass * start.operations.end
    operations = operations.map((value, at) => STRANGE_AT_FIRST * value + (1 - STRANGE_AT_FIRST) * known[at]!)
    end = start.operations.end
  }
  for (let round = 0; round < ROUNDS; round++) {
    const counts = prior.slice()
    let ends = endsBefore
    for (const both of spellings) if (expect(both, operations, columns, counts)) ends++
    if (round >= ROUNDS - PRUNED_ROUNDS) prune(counts, left.size, columns)
    const sum = counts.reduce((all, value) => all + value, ends)
    operations = counts.map((value) => value / sum)
    end = ends / sum
  }
  return { left, right, operations, end }
}
