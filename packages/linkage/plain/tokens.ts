import type { ComparedField, FieldKey } from './fields/field.ts'
import type { Records } from './records.ts'

/** A part of one field that records may share. */
export interface KeyPart {
  readonly field: number
  readonly key: FieldKey
  /** Parts of the same kind hash alike where they are to be held against each other. */
  readonly seed: number
}

/** One way to make a token of a record: of one part, or of two, which it must have. */
export interface KeyWay {
  readonly first: number
  /** Another part; −1 where the first stands alone. */
  readonly second: number
  /** Whether the two may stand in any order. */
  readonly inAnyOrder?: true
  /** No token where the second is the same as this part: the token is made in another way there. */
  readonly unlike?: number
}

/** Turns a part of a value to 32 bits; never 0. */
export type PartHash = (text: string, seed: number) => number

/** FNV-1a over the code units, with a last mixing. */
export function hashText(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) | 0
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return mix(hash)
}

export function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0 || 1
}

const combine = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : mix(Math.imul(a, 31) ^ b))

/** The parts that tokens are made of: those of each field, and the sounds of both names, which hash alike. */
export function partsOf(fields: readonly ComparedField[]): KeyPart[] {
  const parts = fields.flatMap((field, at) => field.keys.map((key) => ({ field: at, key })))
  const names = fields.flatMap((field, at) =>
    field.kind === 'given_name' || field.kind === 'family_name' ? [{ field: at, key: field.keys[0]! }] : [],
  )
  return [...parts.map((part, at) => ({ ...part, seed: at + 1 })), ...names.map((part) => ({ ...part, seed: 1 }))]
}

/** The hash of one part for every record; 0 where a record has none. */
export function partHashes(records: Records, { field, key, seed }: KeyPart, hash: PartHash = hashText): Uint32Array {
  const { codes, values } = records.fields[field]!
  const byValue = new Float64Array(values.length).fill(-1)
  const hashes = new Uint32Array(records.count)
  for (let record = 0; record < records.count; record++) {
    const code = codes[record]!
    if (code < 0) continue
    if (byValue[code]! < 0) {
      const part = key.of(code)
      byValue[code] = part === '' ? 0 : hash(part, seed)
    }
    hashes[record] = byValue[code]!
  }
  return hashes
}

/** The token of each record, made in one way from the hashes of its parts; 0 where it has none. */
export function makeTokens(way: KeyWay, hashes: (part: number) => Uint32Array): Uint32Array {
  const first = hashes(way.first)
  if (way.second < 0) return first.slice()
  const second = hashes(way.second)
  const unlike = way.unlike === undefined ? undefined : hashes(way.unlike)
  const tokens = new Uint32Array(first.length)
  for (let record = 0; record < tokens.length; record++) {
    const [one, two] = [first[record]!, second[record]!]
    if (unlike !== undefined && two === unlike[record]) continue
    tokens[record] = way.inAnyOrder && one > two ? combine(two, one) : combine(one, two)
  }
  return tokens
}

/** The records in the order of a token's buckets; records that share a token stand together. */
export interface Grouped {
  readonly order: Int32Array
  readonly tokens: Uint32Array
}

/** Groups records (and ways: record * ways + way) by token: counting sort by bucket, then by token within a bucket. */
export function group(slots: readonly Uint32Array[], count: number): Grouped {
  const ways = slots.length
  let bits = 8
  while (1 << bits < count * ways && bits < 22) bits++
  const shift = 32 - bits
  const starts = new Int32Array((1 << bits) + 1)
  let filled = 0
  for (const tokens of slots) {
    for (let record = 0; record < count; record++) {
      const token = tokens[record]!
      if (token === 0) continue
      starts[(token >>> shift) + 1]!++
      filled++
    }
  }
  for (let bucket = 0; bucket < 1 << bits; bucket++) starts[bucket + 1]! += starts[bucket]!
  const order = new Int32Array(filled)
  const sorted = new Uint32Array(filled)
  const next = starts.slice()
  for (let record = 0; record < count; record++) {
    for (let way = 0; way < ways; way++) {
      const token = slots[way]![record]!
      if (token === 0) continue
      const place = next[token >>> shift]!++
      order[place] = record * ways + way
      sorted[place] = token
    }
  }
  for (let bucket = 0; bucket < 1 << bits; bucket++) sortBucket(order, sorted, starts[bucket]!, starts[bucket + 1]!)
  return { order, tokens: sorted }
}

const comesAfter = (tokenA: number, recordA: number, tokenB: number, recordB: number): boolean =>
  tokenA > tokenB || (tokenA === tokenB && recordA > recordB)

function sortBucket(order: Int32Array, tokens: Uint32Array, from: number, to: number): void {
  if (to - from < 2) return
  if (to - from > 48) {
    const places = Array.from({ length: to - from }, (_, index) => from + index)
    places.sort((x, y) => tokens[x]! - tokens[y]! || order[x]! - order[y]!)
    const [o, t] = [places.map((place) => order[place]!), places.map((place) => tokens[place]!)]
    order.set(o, from)
    tokens.set(t, from)
    return
  }
  for (let i = from + 1; i < to; i++) {
    const [token, record] = [tokens[i]!, order[i]!]
    let j = i - 1
    while (j >= from && comesAfter(tokens[j]!, order[j]!, token, record)) {
      tokens[j + 1] = tokens[j]!
      order[j + 1] = order[j]!
      j--
    }
    tokens[j + 1] = token
    order[j + 1] = record
  }
}

/** Visits each run of records that share a token. */
export function eachRun({ order, tokens }: Grouped, visit: (from: number, to: number) => void): void {
  let from = 0
  for (let place = 1; place <= order.length; place++) {
    if (place < order.length && tokens[place] === tokens[from]) continue
    if (place - from > 1) visit(from, place)
    from = place
  }
}
