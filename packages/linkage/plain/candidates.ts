import type { Records } from './records.ts'
import { eachRun, group, makeTokens, mix, partHashes, partsOf, type KeyWay } from './tokens.ts'

/** What records are brought together by: parts of two or more fields. No single value tells its frequency. */
export interface CandidateKey {
  readonly name: string
  /** The fields that it takes parts of. */
  readonly fields: readonly number[]
  /** How its tokens are made; the parts are those of `partsOf`. */
  readonly ways: readonly KeyWay[]
  /** For each way to make it, a token a record; 0 where it cannot be made, or where too many records share it. */
  readonly tokens: readonly Uint32Array[]
}

export interface CandidateOptions {
  /** A key that more records share tells nothing, and is dropped for them. */
  readonly mostShared: number
  /** How many keys are used at most. */
  readonly mostKeys: number
  /** Pairs that one key may give, for each record; those of many records that say the same come on top. */
  readonly pairsPerRecord: number
}

/** Records that say the same are compared with one another up to so many; beyond, their pairs are too many. */
const MOST_SAME = 1000
/** Records that say less have too little in common to be held for one person's. */
const LEAST_SAID = 3

/** How long a run may be, and what is told of it. */
interface Pruning {
  readonly mostShared: number
  /** Which records say the same: a run of many that are few is kept. Without it none are. */
  readonly same?: () => Uint32Array
  /** So many pairs that do not say the same: of long runs as many are kept as give no more, the most alike first. */
  readonly mostUnlike?: number
  /** Called for each record of a run that is too long. */
  readonly dropped?: (record: number) => void
}

/** The pairs of a key: those that say the same and are in long runs, and all others. */
interface KeyPairs {
  readonly ofSame: number
  readonly unlike: number
}

/** Takes a token away from the records of runs that are too long, and counts the pairs of the others. */
function prune(
  slots: readonly Uint32Array[],
  count: number,
  { mostShared, same, mostUnlike = Infinity, dropped }: Pruning,
): KeyPairs {
  const grouped = group(slots, count)
  const ways = slots.length
  const recordAt = (place: number): number => (grouped.order[place]! / ways) | 0
  // Pairs of a long run that say the same; undefined where its records are too many that do not.
  const sameIn = (from: number, to: number): number | undefined => {
    if (same === undefined || to - from > MOST_SAME) return undefined
    const classes = same()
    const met = new Map<number, number>()
    let within = 0
    for (let place = from; place < to; place++) {
      const of = classes[recordAt(place)]!
      const before = met.get(of) ?? 0
      within += before
      met.set(of, before + 1)
      if (met.size > mostShared) return undefined
    }
    return within
  }
  const drop = (from: number, to: number): void => {
    for (let place = from; place < to; place++) {
      slots[grouped.order[place]! % ways]![recordAt(place)] = 0
      dropped?.(recordAt(place))
    }
  }
  const long: { readonly from: number; readonly to: number; readonly within: number; readonly between: number }[] = []
  let [ofSame, unlike] = [0, 0]
  eachRun(grouped, (from, to) => {
    const own = ((to - from) * (to - from - 1)) / 2
    const within = to - from <= mostShared ? 0 : sameIn(from, to)
    if (within === undefined) drop(from, to)
    else if (to - from <= mostShared) unlike += own
    else long.push({ from, to, within, between: own - within })
  })
  long.sort((x, y) => x.between * y.within - y.between * x.within || x.from - y.from)
  for (const { from, to, within, between } of long) {
    if (unlike + between > mostUnlike) drop(from, to)
    else {
      ofSame += within
      unlike += between
    }
  }
  return { ofSame, unlike }
}

/** Records that say the same have one number here, others have other ones; who says little is like nobody. */
export function classesOf({ fields, count }: Pick<Records, 'fields' | 'count'>): Uint32Array {
  // A date, a year and an age are of one value: fields that share their codes.
  const columns = [...new Set(fields.map(({ codes }) => codes))]
  return Uint32Array.from({ length: count }, (_, record) => {
    let [said, number] = [0, 1]
    for (const codes of columns) {
      const code = codes[record]!
      if (code >= 0) said++
      number = mix(Math.imul(number, 31) ^ (code + 1))
    }
    return said < LEAST_SAID ? mix(record + 1) : number
  })
}

/**
 * Chooses the keys that bring records together: pairs of parts of two fields (and of given and family name crosswise),
 * those that give many more pairs than chance would, each taken less gladly the more the chosen ones have in common
 * with it, so that an error in any field leaves others.
 */
export function chooseKeys(records: Records, options: CandidateOptions): Candidates {
  const { fields, count } = records
  const parts = partsOf(fields)
  const hashes = parts.map((part) => partHashes(records, part))
  const tokensOf = (ways: readonly KeyWay[]): Uint32Array[] =>
    ways.map((way) => makeTokens(way, (part) => hashes[part]!))
  const possible: Possible[] = []
  const crowded = new Uint8Array(count)
  let classes: Uint32Array | undefined
  const same = (): Uint32Array => (classes ??= classesOf(records))
  const pruning = { mostShared: options.mostShared, same, mostUnlike: options.pairsPerRecord * count }
  const consider = (name: string, used: readonly number[], ways: readonly KeyWay[], chance: number): void => {
    const told = prune(tokensOf(ways), count, { ...pruning, dropped: (record) => (crowded[record] = 1) })
    const pairs = told.ofSame + told.unlike
    if (pairs === 0 || told.unlike > pruning.mostUnlike) return
    possible.push({ name, fields: used, ways, pairs, excess: Math.max(pairs - chance, pairs * 0.01) })
  }
  const shares = hashes.map((tokens) => pairShare(tokens))
  const all = (count * (count - 1)) / 2
  const nameOf = (part: number): string => `${fields[parts[part]!.field]!.name} (${parts[part]!.key.name})`
  const given = fields.findIndex(({ kind }) => kind === 'given_name')
  const family = fields.findIndex(({ kind }) => kind === 'family_name')
  const bothNames = given >= 0 && family >= 0
  // The sounds of both names stand last.
  const single = parts.length - Number(given >= 0) - Number(family >= 0)
  for (let one = 0; one < single; one++) {
    const { field, key } = parts[one]!
    for (let two = one + 1; two < single; two++) {
      const other = parts[two]!.field
      if (other === field) continue
      const chance = all * shares[one]! * shares[two]!
      consider(`${nameOf(one)} + ${nameOf(two)}`, [field, other], [{ first: one, second: two }], chance)
    }
    // A value that few records share may stand alone: a telephone, a document, an address of electronic mail.
    if (fields[field]!.kind === 'identifier' && key.name === 'whole' && shares[one]! * count < 5)
      consider(nameOf(one), [field], [{ first: one, second: -1 }], 0)
  }
  if (bothNames) {
    const [g, f] = given < family ? [single, single + 1] : [single + 1, single]
    consider('names in any order (sound)', [given, family], [{ first: g, second: f, inAnyOrder: true }], 0)
    for (let one = 0; one < single; one++) {
      const { field } = parts[one]!
      if (field === given || field === family || shares[one]! > 0.02) continue
      // Where both names sound alike there is one way alone, or a pair would be met twice.
      const ways = [
        { first: one, second: g },
        { first: one, second: f, unlike: g },
      ]
      consider(`either name (sound) + ${nameOf(one)}`, [field, given, family], ways, 0)
    }
  }
  const chosen = choose(possible, options.mostKeys)
  const keys = chosen.map(({ name, fields: used, ways }): CandidateKey => {
    const tokens = tokensOf(ways)
    prune(tokens, count, pruning)
    return { name, fields: used, ways, tokens }
  })
  // Whom every key was taken from is compared with those who say the same in all fields, or with nobody.
  const keyless = crowded.map((is, record) =>
    Number(is === 1 && !keys.some(({ tokens }) => tokens.some((way) => way[record] !== 0))),
  )
  const whole = keyless.includes(1) ? wholeKey(records, keyless, same()) : undefined
  const crowd = {
    mostShared: options.mostShared,
    records: keyless.reduce((sum, is) => sum + is, 0),
    compared: whole?.records ?? 0,
  }
  const most = chosen.reduce((sum, { pairs }) => sum + pairs, 0) + (whole?.pairs ?? 0)
  return { keys: whole && whole.pairs > 0 ? [...keys, whole.key] : keys, most, crowd }
}

/** The key of all fields together, for records that no other key is left for. */
function wholeKey({ fields, count }: Records, keyless: Uint8Array, classes: Uint32Array) {
  const tokens = Uint32Array.from(keyless, (is, record) => (is === 1 ? classes[record]! : 0))
  const { unlike: pairs } = prune([tokens], count, { mostShared: MOST_SAME })
  let records = 0
  eachRun(group([tokens], count), (from, to) => (records += to - from))
  const key: CandidateKey = { name: 'all columns', fields: fields.map((_, at) => at), ways: [], tokens: [tokens] }
  return { key, pairs, records }
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

interface Possible extends Omit<CandidateKey, 'tokens'> {
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
    left.forEach(({ fields, excess, pairs }, at) => {
      let worth = (excess * excess) / (pairs + 1)
      for (const other of chosen) {
        const common = fields.filter((field) => other.fields.includes(field)).length
        worth *= common === 0 ? 1 : common >= Math.min(fields.length, other.fields.length) ? 0.35 : 0.8
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
  readonly crowd: Crowd
}

/** Records whose every key is shared by too many others, so that none is left. */
export interface Crowd {
  /** A key that more records share was left out for them. */
  readonly mostShared: number
  readonly records: number
  /** Of these, records that are compared all the same, with those that say the same in all columns. */
  readonly compared: number
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
