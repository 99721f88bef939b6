import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { explainPair, type LinkageReason } from './explain.ts'
import type { LearnedLinkage } from './learn.ts'
import { probabilityOf } from './model.ts'
import type { RecordsWithGuest } from './records.ts'
import { group, makeTokens, partHashes, partsOf, type PartHash } from './tokens.ts'

/** A file that may be the same person's as one that is looked for. */
export interface LikelyRecord {
  readonly record: number
  readonly id: string
  /** Sum of the weights of all fields, in bits. */
  readonly weight: number
  /** Of being one person's, by this pair alone. */
  readonly probability: number
  /** Every term of the weight in words, what tells most first. */
  readonly reasons: readonly LinkageReason[]
}

export interface FindOptions {
  /** As many at most; 20 unless told otherwise. */
  readonly most?: number
  /** Those of a lesser probability are left out; 0.01 unless told otherwise. */
  readonly threshold?: number
  /** Which records the person who asks may know of: applied before anything is compared or ranked. */
  readonly among?: (record: number) => boolean
}

export interface FileIndex {
  /**
   * The records that are likely the same person's as one that is not among them, the likeliest first. `cells` in the
   * order of `columns`; a column that was not compared is passed over. Nothing of it is kept.
   */
  findLikely(cells: readonly string[], columns: readonly string[], options?: FindOptions): LikelyRecord[]
  /** The records that share a token with it, each once: what `findLikely` compares. */
  candidates(cells: readonly string[], columns: readonly string[]): Int32Array
  /** How many tokens are held, and in how many bytes. */
  readonly tokens: number
  readonly bytes: number
}

export interface FileIndexOptions {
  /** Anyone who has it can tell which values a token is made of: 32 random bytes, kept in memory alone. */
  readonly secret: Uint8Array
  /** A token that more records share is dropped: it tells nothing, and would show how frequent a value is. */
  readonly mostShared?: number
}

/** HMAC-SHA-256 of a part of a value, cut to 32 bits; never 0. */
function keyedHash(secret: Uint8Array): PartHash {
  return (text, seed) => {
    const code = hmac(sha256, secret, utf8ToBytes(`${seed}:${text}`))
    return ((code[0]! << 24) | (code[1]! << 16) | (code[2]! << 8) | code[3]!) >>> 0 || 1
  }
}

/** The tokens of all ways of a key in order, and the record of each, without tokens that too many records share. */
function postingsOf(slots: readonly Uint32Array[], count: number, mostShared: number) {
  const { order, tokens } = group(slots, count)
  const ways = slots.length
  let length = 0
  for (let from = 0; from < order.length;) {
    let to = from + 1
    while (to < order.length && tokens[to] === tokens[from]) to++
    if (to - from <= mostShared) {
      for (let place = from; place < to; place++) {
        tokens[length] = tokens[place]!
        order[length++] = (order[place]! / ways) | 0
      }
    }
    from = to
  }
  return { tokens: tokens.slice(0, length), records: order.slice(0, length) }
}

/** The first place whose token is not lesser. */
function placeOf(tokens: Uint32Array, token: number): number {
  let [low, high] = [0, tokens.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (tokens[middle]! < token) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * An index of files for finding who a new one may be: keyed composite tokens in typed arrays, made once, and then the
 * scorer and the model that were learned. It holds the records' values in memory, as `records` does; nothing is written.
 * Records are not told apart by list. Shapes: 8 bytes a token, one token or two a record and key.
 */
export function createFileIndex(
  records: RecordsWithGuest,
  { scorer, candidates: { keys } }: LearnedLinkage,
  { secret, mostShared = 100 }: FileIndexOptions,
): FileIndex {
  const { count, fields, ids, guest } = records
  const parts = partsOf(fields)
  const hash = keyedHash(secret)
  const made = new Map<number, Uint32Array>()
  const hashesOf = (part: number): Uint32Array => {
    let hashes = made.get(part)
    if (!hashes) made.set(part, (hashes = partHashes(records, parts[part]!, hash)))
    return hashes
  }
  const index = keys.map(({ ways }) => ({
    ways,
    ...postingsOf(
      ways.map((way) => makeTokens(way, hashesOf)),
      count,
      mostShared,
    ),
  }))
  made.clear()
  const seen = new Uint32Array(count)
  let turn = 0

  /** Those that share a token with the guest. */
  function candidatesOfGuest(): number[] {
    const own = new Map<number, Uint32Array>()
    const ownHashes = (part: number): Uint32Array => {
      let known = own.get(part)
      if (known) return known
      const { field, key, seed } = parts[part]!
      const code = fields[field]!.codes[count]!
      const text = code < 0 ? '' : key.of(code)
      own.set(part, (known = Uint32Array.of(text === '' ? 0 : hash(text, seed))))
      return known
    }
    const found: number[] = []
    turn++
    for (const { ways, tokens, records: held } of index) {
      for (const way of ways) {
        const token = makeTokens(way, ownHashes)[0]!
        if (token === 0) continue
        for (let place = placeOf(tokens, token); tokens[place] === token; place++) {
          const record = held[place]!
          if (seen[record] === turn) continue
          seen[record] = turn
          found.push(record)
        }
      }
    }
    return found
  }

  function withGuest<T>(cells: readonly string[], columns: readonly string[], use: () => T): T {
    guest.admit(cells, columns)
    try {
      return use()
    } finally {
      guest.leave()
    }
  }

  return {
    tokens: index.reduce((sum, { tokens }) => sum + tokens.length, 0),
    bytes: index.reduce((sum, { tokens, records: held }) => sum + tokens.byteLength + held.byteLength, 0),
    candidates: (cells, columns) => withGuest(cells, columns, () => Int32Array.from(candidatesOfGuest())),
    findLikely: (cells, columns, { most = 20, threshold = 0.01, among = () => true } = {}) =>
      withGuest(cells, columns, () => {
        scorer.admit()
        const likely: { record: number; weight: number; probability: number }[] = []
        for (const record of candidatesOfGuest()) {
          if (!among(record)) continue
          const weight = scorer.weigh(record, count)
          const probability = probabilityOf(scorer.priorLogOdds + weight)
          if (probability >= threshold) likely.push({ record, weight, probability })
        }
        return likely
          .toSorted((x, y) => y.weight - x.weight || x.record - y.record)
          .slice(0, most)
          .map((found) => ({
            ...found,
            id: ids[found.record]!,
            reasons: explainPair(scorer, found.record, count).reasons,
          }))
      }),
  }
}
