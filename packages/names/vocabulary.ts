import { createGramPostings } from './gram-postings.ts'
import { partLikeness, SAME_PART } from './part-likeness.ts'
import { MOST_SKELETONS, skeletonKeys, type TokenPart } from './tokens.ts'

/** The different parts of all names in an index, each once, with the names that hold it. */
export interface Vocabulary {
  /** Counts one more use of the part by a name and gives its number. */
  hold(part: TokenPart, name: number): number
  /** Counts one use less; with the last one the part is forgotten. */
  release(word: number, name: number): void
  part(word: number): TokenPart
  /** One more than the greatest number given out so far. */
  readonly limit: number
  namesOf(word: number): { readonly names: Int32Array; readonly length: number }
  /** Every part that is like the one asked for, with how much. */
  like(part: TokenPart, asPrefix: boolean, visit: (word: number, likeness: number) => void): void
}

interface Word {
  readonly part: TokenPart
  readonly key: string
  names: Int32Array
  length: number
}

const keyOf = (part: TokenPart): string => `${part.script}\n${part.folded}\n${part.sound}\n${part.alternative ?? ''}`

export function createVocabulary(): Vocabulary {
  const words: (Word | undefined)[] = []
  const free: number[] = []
  const byKey = new Map<string, number>()
  const letters = createGramPostings({ throughTypos: true })
  const skeletons = createGramPostings()
  let seen = new Int32Array(1024)
  let turn = 0

  function create(part: TokenPart, key: string): number {
    const number = free.pop() ?? words.length
    words[number] = { part, key, names: new Int32Array(2), length: 0 }
    byKey.set(key, number)
    letters.add(number, part.folded)
    skeletonKeys(part).forEach((skeleton, index) => skeletons.add(number * MOST_SKELETONS + index, skeleton))
    return number
  }

  return {
    get limit() {
      return words.length
    },
    part: (number) => words[number]!.part,
    namesOf: (number) => words[number]!,
    hold(part, name) {
      const key = keyOf(part)
      const number = byKey.get(key) ?? create({ ...part, role: 'unknown' }, key)
      const word = words[number]!
      if (word.length === word.names.length) {
        const larger = new Int32Array(word.length * 2)
        larger.set(word.names)
        word.names = larger
      }
      word.names[word.length++] = name
      return number
    },
    release(number, name) {
      const word = words[number]!
      const at = word.names.subarray(0, word.length).indexOf(name)
      if (at < 0) return
      word.names[at] = word.names[--word.length]!
      if (word.length > 0) return
      letters.remove(number, word.part.folded)
      skeletonKeys(word.part).forEach((skeleton, index) => skeletons.remove(number * MOST_SKELETONS + index, skeleton))
      byKey.delete(word.key)
      words[number] = undefined
      free.push(number)
    },
    like(part, asPrefix, visit) {
      if (seen.length < words.length) seen = new Int32Array(words.length * 2)
      if (turn >= 2 ** 31 - 2) seen.fill((turn = 0))
      turn++
      const consider = (number: number): void => {
        if (seen[number] === turn) return
        seen[number] = turn
        const { score } = partLikeness(part, words[number]!.part, asPrefix)
        if (score >= SAME_PART) visit(number, score)
      }
      letters.near(part.folded, consider, asPrefix)
      for (const skeleton of skeletonKeys(part))
        skeletons.near(
          skeleton,
          (document) => consider((document / MOST_SKELETONS) | 0),
          asPrefix && (skeleton.length > 1 || part.sound.length > 1),
        )
    },
  }
}
