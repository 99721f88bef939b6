import { bitsIn } from '../../plain/fields/bits-in.ts'
import type { BitRows } from '../bit-rows.ts'
import { claimUnique, type Attacked, type Claims } from './attack.ts'

/** Tokens that are looked for: the commonest, since rare ones leave no pattern. */
const TOKENS = 40
const SEEDS = 6
/** How far a pattern’s support may lie from a token’s, as a share of it, to be taken for it. */
const TOLERANCE = 0.06
const WORD = 32

/** For each bit position the records that have it, as a bit set. */
export function columnsOf({ bytes, width, total }: BitRows): Uint32Array[] {
  const words = Math.ceil(total / WORD)
  const columns = Array.from({ length: width * 8 }, () => new Uint32Array(words))
  for (let row = 0; row < total; row++) {
    for (let byte = 0; byte < width; byte++) {
      const value = bytes[row * width + byte]!
      for (let bit = 0; value >> bit !== 0; bit++) {
        if ((value >> bit) & 1) columns[byte * 8 + 7 - bit]![row >> 5]! |= 1 << (row & 31)
      }
    }
  }
  return columns
}

export function countSet(set: Uint32Array): number {
  let count = 0
  for (let at = 0; at < set.length; at++) count += bitsIn(set[at]!)
  return count
}

export function countShared(first: Uint32Array, second: Uint32Array): number {
  let count = 0
  for (let at = 0; at < first.length; at++) count += bitsIn(first[at]! & second[at]!)
  return count
}

/**
 * Pattern mining (Christen, Schnell, Vatsalan and Ranbaduge 2017, in short): the bits of a frequent token are set together
 * in as many encodings as have the token. From likely bits, those that go with them most are added until as many stand as
 * a token sets; where the records that have them all are as many as the token’s, they are taken to have it. A record is
 * claimed where the tokens found are those of one record alone.
 */
export function patternAttack({ target, own, pieces }: Attacked): Claims {
  const columns = columnsOf(target)
  const supports = columns.map(countSet)
  const share = target.total / Math.max(1, own.total)
  const tokens = frequentTokens(pieces, own.total)
  const found = Array.from({ length: target.total }, (): string[] => [])
  const usedTokens: string[] = []
  const taken = new Set<number>()
  // Tokens of similar frequency share seeds, and a pattern depends on nothing but its seed and size.
  const grown = new Map<string, Pattern>()
  const growFrom = (seed: number, size: number): Pattern => {
    const key = `${seed} ${size}`
    const pattern = grown.get(key) ?? grow(columns, supports, seed, size)
    grown.set(key, pattern)
    return pattern
  }
  for (const { text, bits, count } of tokens) {
    const expected = count * share
    const seeds = supports
      .map((support, column) => ({ support, column }))
      .filter(({ support, column }) => support >= expected * (1 - TOLERANCE) && !taken.has(column))
      .toSorted((x, y) => x.support - y.support || x.column - y.column)
      .slice(0, SEEDS)
    let best: (Pattern & { readonly off: number }) | undefined
    for (const { column } of seeds) {
      const pattern = growFrom(column, Math.min(bits, 12))
      const off = Math.abs(countSet(pattern.records) - expected) / expected
      if (off <= TOLERANCE && (!best || off < best.off)) best = { ...pattern, off }
    }
    if (!best) continue
    usedTokens.push(text)
    for (const member of best.members) taken.add(member)
    for (let row = 0; row < target.total; row++) {
      if ((best.records[row >> 5]! >>> (row & 31)) & 1) found[row]!.push(text)
    }
  }
  const used = new Set(usedTokens)
  const known = pieces.map((own_) => {
    const has = new Set(own_.map(({ text }) => text))
    return usedTokens.filter((text) => used.has(text) && has.has(text)).join('\n')
  })
  return claimUnique(
    found.map((texts) => texts.join('\n')),
    known,
  )
}

interface Pattern {
  /** The records that have every member, as a bit set. */
  readonly records: Uint32Array
  /** Columns, the seed first. */
  readonly members: readonly number[]
}

/**
 * The seed column and, one after another, the columns set most often where all members are set; the first of equals. `supports`
 * counts the bits set in each column. Every member leaves fewer records, so a column can never share more than it did before:
 * a column that could not win with its last count is not counted again.
 */
export function grow(
  columns: readonly Uint32Array[],
  supports: readonly number[],
  seed: number,
  size: number,
): Pattern {
  let records = columns[seed]!
  const members = [seed]
  const atMost = Uint32Array.from(supports)
  // Members are not added twice.
  atMost[seed] = 0
  while (members.length < size) {
    let [best, most] = [-1, 0]
    const consider = (column: number): void => {
      const could = atMost[column]!
      if (could < most || could === 0 || (could === most && column >= best)) return
      const shared = countShared(records, columns[column]!)
      atMost[column] = shared
      if (shared > most || (shared === most && column < best)) [best, most] = [column, shared]
    }
    // The likeliest first: the more it shares, the fewer of the others have to be counted.
    consider(atMost.indexOf(atMost.reduce((top, could) => Math.max(top, could), 0)))
    for (let column = 0; column < columns.length; column++) consider(column)
    if (best < 0) break
    members.push(best)
    atMost[best] = 0
    records = records.map((word, at) => word & columns[best]![at]!)
  }
  return { records, members }
}

function frequentTokens(pieces: Attacked['pieces'], records: number) {
  const counts = new Map<string, { bits: number; count: number }>()
  for (const own of pieces) {
    for (const text of new Set(own.map((piece) => piece.text))) {
      const found = counts.get(text)
      if (found) found.count++
      else counts.set(text, { bits: own.find((piece) => piece.text === text)!.bits, count: 1 })
    }
  }
  return [...counts]
    .map(([text, found]) => ({ text, ...found }))
    .filter(({ count }) => count > records * 0.01 && count < records * 0.9)
    .toSorted((x, y) => y.count - x.count || (x.text < y.text ? -1 : 1))
    .slice(0, TOKENS)
}
