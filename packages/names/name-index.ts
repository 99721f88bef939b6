import { compareTokens } from './compare.ts'
import type { ParseOptions } from './parse.ts'
import type { NameReason } from './reasons.ts'
import { isSwapped, pairParts, weigh } from './score.ts'
import { extrasOf, nameKeys, spokenParts, type NameTokens, type TokenPart } from './tokens.ts'
import { createVocabulary } from './vocabulary.ts'

export interface NameEntry<Scope> {
  readonly id: string
  /** Whatever `allows` needs to decide whether a searcher may see the entry. */
  readonly scope: Scope
  /** One for each name the person is known by. */
  readonly tokens: readonly NameTokens[]
}

export interface NameMatch {
  readonly id: string
  /** 0 to 1. */
  readonly score: number
  readonly reasons: readonly NameReason[]
  /** Which of the entry's names it was, counted from 0. */
  readonly name: number
}

export interface SearchOptions<Scope> {
  readonly limit: number
  /** Asked before anything is ranked or counted: an entry that it refuses changes no result. */
  readonly allows: (scope: Scope) => boolean
  /** Matches below it are left out; 0.5 unless told. */
  readonly least?: number
  readonly order?: ParseOptions['order']
}

/** Names held in memory as tokens, found by what somebody types. */
export interface NameIndex<Scope> {
  /** Takes the entry in, in place of an earlier one with the same id. */
  upsert(entry: NameEntry<Scope>): void
  /** Forgets the entry and every part of a name that no other entry has. Unknown ids are left in peace. */
  remove(id: string): void
  readonly size: number
  /** The best matches, best first; equal scores by id. An entry counts once, by the best of its names. */
  search(query: string, options: SearchOptions<Scope>): NameMatch[]
}

/** From this score on a match is shown. */
export const LEAST_MATCH = 0.5

interface Held<Scope> {
  readonly id: string
  readonly scope: Scope
  readonly tokens: readonly NameTokens[]
  readonly names: readonly number[]
  asked: number
  allowed: boolean
}

interface HeldName<Scope> {
  readonly held: Held<Scope>
  readonly at: number
  readonly words: readonly number[]
  readonly extras: string
}

interface Found<Scope> {
  readonly held: Held<Scope>
  score: number
  name: number
}

/** A search under way: the parts asked for, the words found for each, and how many names they lead to. */
interface Asked {
  readonly parts: readonly TokenPart[]
  readonly extras: string
  readonly words: number[][]
  count: number
}

const BUCKETS = 512
// A bound and the score below it may be added up in another order.
const ROUNDING = 1e-9

const better = <Scope>(a: Found<Scope>, b: Found<Scope>): number =>
  b.score - a.score || (a.held.id < b.held.id ? -1 : a.held.id > b.held.id ? 1 : 0)

/**
 * A name index. Candidates come from a vocabulary of name parts by shared letter pairs and shared consonant skeletons;
 * every candidate's score is bounded from above by its parts' likenesses, and names are weighed in the order of that
 * bound until none left can enter the answer. The answer is therefore the exact best of all candidates, and depends on
 * nothing that `allows` refuses.
 */
export function createNameIndex<Scope>(): NameIndex<Scope> {
  const vocabulary = createVocabulary()
  const entries = new Map<string, Held<Scope>>()
  const names: (HeldName<Scope> | undefined)[] = []
  const freeNames: number[] = []
  let likenesses: Float64Array[] = []
  let bests: Float64Array[] = []
  let touched = new Int32Array(1024)
  let turn = 0

  function remove(id: string): void {
    const held = entries.get(id)
    if (!held) return
    for (const number of held.names) {
      for (const word of names[number]!.words) vocabulary.release(word, number)
      names[number] = undefined
      freeNames.push(number)
    }
    entries.delete(id)
  }

  function upsert(entry: NameEntry<Scope>): void {
    remove(entry.id)
    const numbers: number[] = []
    const held: Held<Scope> = { ...entry, names: numbers, asked: 0, allowed: false }
    entry.tokens.forEach((tokens, at) => {
      const parts = spokenParts(tokens)
      if (parts.length === 0) return
      const number = freeNames.pop() ?? names.length
      numbers.push(number)
      names[number] = { held, at, words: parts.map((part) => vocabulary.hold(part, number)), extras: extrasOf(tokens) }
    })
    entries.set(entry.id, held)
  }

  function makeRoom(parts: number): void {
    if (touched.length < names.length) touched = new Int32Array(names.length * 2)
    while (likenesses.length < parts) {
      likenesses.push(new Float64Array(0))
      bests.push(new Float64Array(0))
    }
    likenesses = likenesses.map((old) => (old.length < vocabulary.limit ? new Float64Array(vocabulary.limit * 2) : old))
    bests = bests.map((old) => (old.length < names.length ? new Float64Array(names.length * 2) : old))
  }

  /** Notes the words like each part asked for, and for every name that may be seen its best likeness to that part. */
  function gather(asked: Asked, allows: (scope: Scope) => boolean): void {
    turn++
    const mayBeSeen = (held: Held<Scope>): boolean => {
      if (held.asked !== turn) {
        held.allowed = allows(held.scope)
        held.asked = turn
      }
      return held.allowed
    }
    const { parts, words } = asked
    parts.forEach((part, i) => {
      const like = likenesses[i]!
      const best = bests[i]!
      const found: number[] = []
      words.push(found)
      vocabulary.like(part, i === parts.length - 1, (word, likeness) => {
        like[word] = likeness
        found.push(word)
      })
      for (const word of found) {
        const likeness = like[word]!
        const { names: holders, length } = vocabulary.namesOf(word)
        for (let index = 0; index < length; index++) {
          const name = holders[index]!
          if (best[name]! >= likeness) continue
          let known = best[name]! > 0
          for (let earlier = 0; earlier < i && !known; earlier++) known = bests[earlier]![name]! > 0
          if (!known) {
            if (!mayBeSeen(names[name]!.held)) continue
            touched[asked.count++] = name
          }
          best[name] = likeness
        }
      }
    })
  }

  /** Makes the working arrays ready for the next search. */
  function clear(asked: Asked): void {
    for (let index = 0; index < asked.count; index++)
      for (let i = 0; i < asked.parts.length; i++) bests[i]![touched[index]!] = 0
    asked.words.forEach((list, i) => {
      for (const word of list) likenesses[i]![word] = 0
    })
  }

  /** The score that a name would have if each part asked for could have its best word to itself. */
  function boundOf(name: number, first: number, ofParts: Float64Array): number {
    const second = names[name]!.words.length
    for (let i = 0; i < first; i++) ofParts[i] = bests[i]![name]!
    if (second < first) ofParts.sort((a, b) => b - a)
    let sum = 0
    let pairs = 0
    let weakest = 1
    for (let i = 0; i < Math.min(first, second); i++) {
      const best = ofParts[i]!
      if (best === 0) continue
      sum += best
      pairs++
      if (best < weakest) weakest = best
    }
    return weigh({ sum, weakest, pairs }, first, second, { swapped: false, particle: false }, 'search')
  }

  function scoreOf(name: HeldName<Scope>, first: number, extras: string): number {
    const { words } = name
    const pairs = pairParts(first, words.length, (i, j) => likenesses[i]![words[j]!]!)
    let sum = 0
    let weakest = 1
    let matched = 0
    for (let i = 0; i < first; i++) {
      if (pairs[i]! < 0) continue
      const likeness = likenesses[i]![words[pairs[i]!]!]!
      sum += likeness
      matched++
      if (likeness < weakest) weakest = likeness
    }
    const differences = { swapped: isSwapped(pairs), particle: extras !== name.extras }
    return weigh({ sum, weakest, pairs: matched }, first, words.length, differences, 'search')
  }

  /** Weighs names from the greatest bound down until none that is left can enter the answer. */
  function rank(asked: Asked, limit: number, least: number): Found<Scope>[] {
    const first = asked.parts.length
    const { bounds, order } = byBound(asked.count, (index, ofParts) => boundOf(touched[index]!, first, ofParts), first)
    const found = new Map<Held<Scope>, Found<Scope>>()
    let floor = least
    let since = 0
    for (const index of order) {
      // Within a bucket bounds are not sorted: only a whole bucket below the floor ends the search.
      if (topOfBucket(bounds[index]!) + ROUNDING < floor) break
      if (bounds[index]! + ROUNDING < floor) continue
      const name = names[touched[index]!]!
      const score = scoreOf(name, first, asked.extras)
      if (score < least) continue
      const known = found.get(name.held)
      if (known && (score < known.score || (score === known.score && name.at >= known.name))) continue
      found.set(name.held, { held: name.held, score, name: name.at })
      if (found.size >= limit && ++since >= 256) {
        since = 0
        floor = keepBest(found, limit, floor)
      }
    }
    return [...found.values()].toSorted(better).slice(0, limit)
  }

  function search(query: string, options: SearchOptions<Scope>): NameMatch[] {
    const tokens = nameKeys(query, options.order === undefined ? {} : { order: options.order })
    const asked: Asked = { parts: spokenParts(tokens), extras: extrasOf(tokens), words: [], count: 0 }
    if (asked.parts.length === 0 || options.limit <= 0) return []
    makeRoom(asked.parts.length)
    try {
      gather(asked, options.allows)
      return rank(asked, options.limit, options.least ?? LEAST_MATCH).map(({ held, score, name }) => ({
        id: held.id,
        score,
        reasons: compareTokens(tokens, held.tokens[name]!, 'search').reasons,
        name,
      }))
    } finally {
      clear(asked)
    }
  }

  return {
    upsert,
    remove,
    search,
    get size() {
      return entries.size
    },
  }
}

/** Bucket 0 holds the greatest bounds. */
const bucketOf = (bound: number): number => BUCKETS - Math.min(BUCKETS, Math.floor(bound * BUCKETS))

const topOfBucket = (bound: number): number => (BUCKETS + 1 - bucketOf(bound)) / BUCKETS

/** The bounds of `count` names, and the names' places by falling bucket of their bound (a counting sort). */
function byBound(
  count: number,
  boundOf: (index: number, scratch: Float64Array) => number,
  parts: number,
): { bounds: Float64Array; order: Int32Array } {
  const bounds = new Float64Array(count)
  const order = new Int32Array(count)
  const starts = new Int32Array(BUCKETS + 2)
  const scratch = new Float64Array(parts)
  for (let index = 0; index < count; index++) {
    bounds[index] = boundOf(index, scratch)
    starts[bucketOf(bounds[index]!) + 1]!++
  }
  for (let bucket = 1; bucket < starts.length; bucket++) starts[bucket]! += starts[bucket - 1]!
  for (let index = 0; index < count; index++) order[starts[bucketOf(bounds[index]!)]!++] = index
  return { bounds, order }
}

/** Drops what is not among the best `limit`, and gives the score that a newcomer must reach. */
function keepBest<Scope>(found: Map<Held<Scope>, Found<Scope>>, limit: number, floor: number): number {
  const sorted = [...found.values()].toSorted(better)
  for (const { held } of sorted.slice(limit)) found.delete(held)
  return Math.max(floor, sorted[limit - 1]?.score ?? floor)
}
