import type { ComparedField, FieldKey } from './fields/field.ts'
import type { Records } from './records.ts'

/** A part of one field that records may share. */
interface KeyPart {
  readonly field: number
  readonly key: FieldKey
}

/** What records are brought together by: parts of two or more fields. No single value tells its frequency. */
export interface CandidateKey {
  readonly name: string
  /** The fields that it takes parts of. */
  readonly fields: readonly number[]
  /** For each way to make it, a hash a record; 0 where it cannot be made, or where too many records share it. */
  readonly tokens: readonly Uint32Array[]
}

export interface CandidateOptions {
  /** A key that more records share tells nothing, and is dropped for them. */
  readonly mostShared: number
  /** How many keys are used at most. */
  readonly mostKeys: number
  /** Pairs that one key may give, for each record. */
  readonly pairsPerRecord: number
}

/** FNV-1a over the code units, with a last mixing; never 0. */
function hashText(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) | 0
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return mix(hash)
}

function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0 || 1
}

const combine = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : mix(Math.imul(a, 31) ^ b))

/** The hash of one part for every record. */
function partHashes(records: Records, { field, key }: KeyPart, seed: number): Uint32Array {
  const { codes, values } = records.fields[field]!
  const byValue = new Float64Array(values.length).fill(-1)
  const hashes = new Uint32Array(records.count)
  for (let record = 0; record < records.count; record++) {
    const code = codes[record]!
    if (code < 0) continue
    if (byValue[code]! < 0) {
      const part = key.of(code)
      byValue[code] = part === '' ? 0 : hashText(part, seed)
    }
    hashes[record] = byValue[code]!
  }
  return hashes
}

/** The records in the order of a token's buckets; records that share a token stand together. */
interface Grouped {
  readonly order: Int32Array
  readonly tokens: Uint32Array
}

/** Groups records (and ways: record * ways + way) by token: counting sort by bucket, then by token within a bucket. */
function group(slots: readonly Uint32Array[], count: number): Grouped {
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
function eachRun({ order, tokens }: Grouped, visit: (from: number, to: number) => void): void {
  let from = 0
  for (let place = 1; place <= order.length; place++) {
    if (place < order.length && tokens[place] === tokens[from]) continue
    if (place - from > 1) visit(from, place)
    from = place
  }
}

/** Takes a token away from the records of runs that are too long, and counts the pairs of the others. */
function prune(slots: readonly Uint32Array[], count: number, mostShared: number): number {
  const grouped = group(slots, count)
  const ways = slots.length
  let pairs = 0
  eachRun(grouped, (from, to) => {
    const length = to - from
    if (length <= mostShared) {
      pairs += (length * (length - 1)) / 2
      return
    }
    for (let place = from; place < to; place++) {
      const at = grouped.order[place]!
      slots[at % ways]![(at / ways) | 0] = 0
    }
  })
  return pairs
}

/** The parts that composites are made of, and which parts are of one field. */
function partsOf(fields: readonly ComparedField[]): KeyPart[] {
  return fields.flatMap((field, at) => field.keys.map((key) => ({ field: at, key })))
}

/**
 * Chooses the keys that bring records together: pairs of parts of two fields (and of given and family name crosswise),
 * those that give many more pairs than chance would, each taken less gladly the more the chosen ones have in common
 * with it, so that an error in any field leaves others. Shapes: one hash a record and key.
 */
export function chooseKeys(records: Records, options: CandidateOptions): Candidates {
  const { fields, count } = records
  const parts = partsOf(fields)
  const hashes = parts.map((part, at) => partHashes(records, part, at + 1))
  const given = fields.findIndex(({ kind }) => kind === 'given_name')
  const family = fields.findIndex(({ kind }) => kind === 'family_name')
  const possible: Possible[] = []
  const consider = (name: string, used: readonly number[], slots: Uint32Array[], chance: number): void => {
    const pairs = prune(slots, count, options.mostShared)
    if (pairs === 0 || pairs > options.pairsPerRecord * count) return
    possible.push({ key: { name, fields: used, tokens: slots }, pairs, excess: Math.max(pairs - chance, pairs * 0.01) })
  }
  const shares = hashes.map((tokens) => pairShare(tokens))
  const all = (count * (count - 1)) / 2
  for (let one = 0; one < parts.length; one++) {
    const first = parts[one]!
    for (let two = one + 1; two < parts.length; two++) {
      const second = parts[two]!
      if (second.field === first.field) continue
      const name = `${fields[first.field]!.name} (${first.key.name}) + ${fields[second.field]!.name} (${second.key.name})`
      const slots = [combineAll(hashes[one]!, hashes[two]!)]
      consider(name, [first.field, second.field], slots, all * shares[one]! * shares[two]!)
    }
    // A value that few records share may stand alone: a telephone, a document, an address of electronic mail.
    const { kind } = fields[first.field]!
    if (kind === 'identifier' && first.key.name === 'whole' && shares[one]! * count < 5) {
      consider(`${fields[first.field]!.name} (whole)`, [first.field], [hashes[one]!.slice()], 0)
    }
  }
  if (given >= 0 && family >= 0) {
    const sound = (field: number) => partHashes(records, { field, key: fields[field]!.keys[0]! }, 1)
    const [g, f] = [sound(given), sound(family)]
    const either = g.map((hash, record) => (hash < f[record]! ? combine(hash, f[record]!) : combine(f[record]!, hash)))
    consider('names in any order (sound)', [given, family], [either], 0)
    parts.forEach((part, at) => {
      if (part.field === given || part.field === family || shares[at]! > 0.02) return
      // Where both names sound alike there is one way alone, or a pair would be met twice.
      const slots = [
        combineAll(hashes[at]!, g),
        combineAll(
          hashes[at]!,
          f.map((hash, record) => (hash === g[record] ? 0 : hash)),
        ),
      ]
      consider(
        `either name (sound) + ${fields[part.field]!.name} (${part.key.name})`,
        [part.field, given, family],
        slots,
        0,
      )
    })
  }
  const chosen = choose(possible, options.mostKeys)
  return { keys: chosen.map(({ key }) => key), most: chosen.reduce((sum, { pairs }) => sum + pairs, 0) }
}

/** The share of pairs that agree on a part, by chance or not. */
function pairShare(tokens: Uint32Array): number {
  const counts = new Map<number, number>()
  let filled = 0
  for (const token of tokens) {
    if (token === 0) continue
    counts.set(token, (counts.get(token) ?? 0) + 1)
    filled++
  }
  let pairs = 0
  for (const count of counts.values()) pairs += count * (count - 1)
  return pairs / Math.max(1, tokens.length * (tokens.length - 1)) + (filled === 0 ? 0 : 1e-12)
}

const combineAll = (a: Uint32Array, b: Uint32Array): Uint32Array => a.map((hash, record) => combine(hash, b[record]!))

interface Possible {
  readonly key: CandidateKey
  /** How many pairs it brings together, and how many more than chance would. */
  readonly pairs: number
  readonly excess: number
}

function choose(possible: readonly Possible[], most: number): Possible[] {
  const chosen: Possible[] = []
  const left = [...possible]
  while (chosen.length < most && left.length > 0) {
    let best = 0
    let bestWorth = -1
    left.forEach(({ key, excess, pairs }, at) => {
      let worth = (excess * excess) / (pairs + 1)
      for (const { key: other } of chosen) {
        const common = key.fields.filter((field) => other.fields.includes(field)).length
        worth *= common === 0 ? 1 : common >= Math.min(key.fields.length, other.fields.length) ? 0.35 : 0.8
      }
      if (worth > bestWorth) [best, bestWorth] = [at, worth]
    })
    chosen.push(left[best]!)
    left.splice(best, 1)
  }
  return chosen
}

/** Whether a key brings two records together. */
export function sharesKey({ tokens }: CandidateKey, a: number, b: number): boolean {
  for (const one of tokens) {
    const token = one[a]!
    if (token === 0) continue
    for (const two of tokens) if (two[b] === token) return true
  }
  return false
}

/** Up to so many pairs are remembered one by one; beyond, the keys are asked whether one found a pair before. */
const REMEMBERED = 6_000_000

/** Remembers pairs of records: open addressing on the pair as one number. */
function createPairSet(count: number, most: number) {
  let bits = 10
  while (1 << bits < most * 2) bits++
  const taken = new Float64Array(1 << bits).fill(-1)
  const mask = (1 << bits) - 1
  return (a: number, b: number): boolean => {
    const pair = a * count + b
    let slot = mix(Math.imul(a, 0x9e3779b1) ^ b) & mask
    while (taken[slot] !== -1) {
      if (taken[slot] === pair) return false
      slot = (slot + 1) & mask
    }
    taken[slot] = pair
    return true
  }
}

export interface Candidates {
  readonly keys: readonly CandidateKey[]
  /** As many as the pairs of all keys together: no fewer than there are. */
  readonly most: number
}

/**
 * Visits pairs that keys bring together and `allowed` lets through, once each, the lesser record first. To be called
 * for every key in turn, from the first.
 */
export function createCandidateWalk(
  records: Records,
  { keys, most }: Candidates,
  allowed: (a: number, b: number) => boolean,
): (turn: number, visit: (a: number, b: number) => void) => void {
  const isNew = most <= REMEMBERED ? createPairSet(records.count, most) : undefined
  return (turn, visit) => {
    const key = keys[turn]!
    const ways = key.tokens.length
    const { order, tokens } = group(key.tokens, records.count)
    eachRun({ order, tokens }, (from, to) => {
      for (let x = from; x < to; x++) {
        const one = (order[x]! / ways) | 0
        for (let y = x + 1; y < to; y++) {
          const two = (order[y]! / ways) | 0
          if (one === two) continue
          const [a, b] = one < two ? [one, two] : [two, one]
          if (!allowed(a, b)) continue
          if (isNew ? !isNew(a, b) : foundBefore(keys, turn, a, b) || sharesLesser(key, a, b, tokens[x]!)) continue
          visit(a, b)
        }
      }
    })
  }
}

function foundBefore(keys: readonly CandidateKey[], turn: number, a: number, b: number): boolean {
  for (let earlier = 0; earlier < turn; earlier++) if (sharesKey(keys[earlier]!, a, b)) return true
  return false
}

/** Whether the two share a lesser token of the same key: then they are visited there. */
function sharesLesser({ tokens }: CandidateKey, a: number, b: number, current: number): boolean {
  if (tokens.length === 1) return false
  for (const one of tokens) {
    const token = one[a]!
    if (token === 0 || token >= current) continue
    for (const two of tokens) if (two[b] === token) return true
  }
  return false
}
