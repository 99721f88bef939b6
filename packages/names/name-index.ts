import { compareTokens } from './compare.ts'
import type { ParseOptions } from './parse.ts'
import type { NameReason } from './reasons.ts'
import { isSwapped, pairParts, weigh } from './score.ts'
import { extrasOf, nameKeys, spokenParts, type NameTokens } from './tokens.ts'
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

  function search(query: string, options: SearchOptions<Scope>): NameMatch[] {
    const tokens = nameKeys(query, options.order === undefined ? {} : { order: options.order })
    const parts = spokenParts(tokens)
    const first = parts.length
    if (first === 0 || options.limit <= 0) return []
    const least = options.least ?? LEAST_MATCH
    const extras = extrasOf(tokens)
    makeRoom(first)
    turn++
    const allowed = (held: Held<Scope>): boolean => {
      if (held.asked !== turn) {
        held.asked = turn
        held.allowed = options.allows(held.scope)
      }
      return held.allowed
    }

    // Each part asked for: the words like it, and for every name that may be seen the best of them.
    const words: number[][] = []
    let count = 0
    parts.forEach((part, i) => {
      const like = likenesses[i]!
      const found: number[] = []
      words.push(found)
      vocabulary.like(part, i === first - 1, (word, likeness) => {
        like[word] = likeness
        found.push(word)
      })
      for (const word of found) {
        const likeness = like[word]!
        const { names: holders, length } = vocabulary.namesOf(word)
        for (let index = 0; index < length; index++) {
          const name = holders[index]!
          let known = false
          for (let earlier = 0; earlier <= i; earlier++) if (bests[earlier]![name]! > 0) known = true
          if (!known) {
            if (!allowed(names[name]!.held)) continue
            touched[count++] = name
          }
          if (likeness > bests[i]![name]!) bests[i]![name] = likeness
        }
      }
    })

    // Upper bounds, by bucket.
    const bounds = new Float64Array(count)
    const starts = new Int32Array(BUCKETS + 2)
    const ofParts = new Float64Array(first)
    for (let index = 0; index < count; index++) {
      const name = touched[index]!
      let sum = 0
      let pairs = 0
      let weakest = 1
      const second = names[name]!.words.length
      for (let i = 0; i < first; i++) ofParts[i] = bests[i]![name]!
      if (second < first) ofParts.sort().reverse()
      for (let i = 0; i < Math.min(first, second); i++) {
        const best = ofParts[i]!
        sum += best
        if (best > 0) {
          pairs++
          if (best < weakest) weakest = best
        }
      }
      const bound = weigh({ sum, weakest, pairs }, first, second, { swapped: false, particle: false }, 'search')
      bounds[index] = bound
      starts[bucketOf(bound) + 1]!++
    }
    for (let bucket = 1; bucket < starts.length; bucket++) starts[bucket]! += starts[bucket - 1]!
    const ordered = new Int32Array(count)
    for (let index = 0; index < count; index++) ordered[starts[bucketOf(bounds[index]!)]!++] = index

    // Weigh names from the greatest bound down until nothing left can enter the answer.
    const found = new Map<Held<Scope>, Found<Scope>>()
    let floor = least
    let since = 0
    for (let at = 0; at < count; at++) {
      const index = ordered[at]!
      if (bounds[index]! + ROUNDING < floor) {
        // Within a bucket bounds are not sorted; a whole bucket below the floor ends the search.
        if ((BUCKETS + 1 - bucketOf(bounds[index]!)) / BUCKETS + ROUNDING < floor) break
        continue
      }
      const name = names[touched[index]!]!
      const pairs = pairParts(first, name.words.length, (i, j) => likenesses[i]![name.words[j]!]!)
      let sum = 0
      let weakest = 1
      let matched = 0
      for (let i = 0; i < first; i++) {
        if (pairs[i]! < 0) continue
        const likeness = likenesses[i]![name.words[pairs[i]!]!]!
        sum += likeness
        matched++
        if (likeness < weakest) weakest = likeness
      }
      const differences = { swapped: isSwapped(pairs), particle: extras !== name.extras }
      const score = weigh({ sum, weakest, pairs: matched }, first, name.words.length, differences, 'search')
      if (score < least) continue
      const known = found.get(name.held)
      if (!known) found.set(name.held, { held: name.held, score, name: name.at })
      else if (score > known.score || (score === known.score && name.at < known.name)) {
        known.score = score
        known.name = name.at
      } else continue
      if (found.size >= options.limit && ++since >= 256) {
        since = 0
        floor = keepBest(found, options.limit, floor)
      }
    }

    for (let index = 0; index < count; index++) for (let i = 0; i < first; i++) bests[i]![touched[index]!] = 0
    words.forEach((list, i) => {
      for (const word of list) likenesses[i]![word] = 0
    })
    return [...found.values()]
      .sort(better)
      .slice(0, options.limit)
      .map(({ held, score, name }) => ({
        id: held.id,
        score,
        reasons: compareTokens(tokens, held.tokens[name]!, 'search').reasons,
        name,
      }))
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

/** Drops what is not among the best `limit`, and gives the score that a newcomer must reach. */
function keepBest<Scope>(found: Map<Held<Scope>, Found<Scope>>, limit: number, floor: number): number {
  const sorted = [...found.values()].sort(better)
  for (const { held } of sorted.slice(limit)) found.delete(held)
  return Math.max(floor, sorted[limit - 1]?.score ?? floor)
}
