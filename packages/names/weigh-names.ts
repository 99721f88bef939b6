import { logarithm2, powerOfTwo } from '@gloact/kernel'
import { compareTokens, LIKELY_SAME_NAME } from './compare.ts'
import { cleanName } from './fold.ts'
import { parseName, type NameText } from './parse.ts'
import { editDistance } from './edit-distance.ts'
import { partLikeness, SAME_PART } from './part-likeness.ts'
import { ABBREVIATIONS } from './particles.ts'
import { pairParts } from './score.ts'
import { nameKeys, type NameTokens, type TokenPart } from './tokens.ts'
import type { Piece } from './transducers/align.ts'
import { alignWords, weighWords, type Word } from './transducers/weigh.ts'

/**
 * How far two names agree, best first: written the same; the same but for marks and forms of letters (أحمد and احمد,
 * Семён and Семен); likely the same (see `LIKELY_SAME_NAME`); possibly; different. `missing` where one is not recorded:
 * that is no disagreement.
 */
export const NAME_AGREEMENTS = ['written_alike', 'other_forms', 'likely', 'possible', 'different', 'missing'] as const

export type NameAgreement = (typeof NAME_AGREEMENTS)[number]

/** Two parts held against each other. It carries letters of names: it is for anyone who may read both names. */
export interface PartAlignment {
  /** Which part of each name it is, counted from 0 among all its parts (`parseName`). */
  readonly first: number
  readonly second: number
  /** In bits. */
  readonly weight: number
  /** Which letters of the first stand for which of the second (خ, kh); the empty text where none do. */
  readonly pieces: readonly Piece[]
}

export interface NameWeight {
  /**
   * In bits, the sum of `alignment`: log2 of how much likelier the two are as one name than as letters met by chance.
   * 0 where a name is missing. It knows how letters are written, not how common a name is: a linkage that knows it
   * puts the frequency of the name in its place where the level is an agreement.
   */
  readonly weight: number
  readonly level: NameAgreement
  readonly alignment: readonly PartAlignment[]
}

type Name = NameText | NameTokens | null | undefined

/** Of the pairs of parts of one person's names, so many are two names altogether (a nickname, another family name). */
const ANOTHER_NAME = 0.05
/** What a letter in another form takes off, in bits: a mark left out, alef for alef with hamza. */
const OTHER_FORM = 0.25
/** What an article or kunya that only one writes takes off, in bits. */
const UNWRITTEN_ARTICLE = 1
/** What a letter weighs, in bits, in scripts that nothing is learned about: as much for as against. */
const LETTER = 3
/** In bits, more than any two parts weigh. */
const ABOVE_ALL = 1000
const ARTICLE = /^(?:[ae]l|ab(?:u|ou|o)|mac|[аэ]ль?|абу)/u

interface Part {
  readonly at: number
  readonly token: TokenPart
  /** As it is written, marks and forms kept; undefined where only tokens are known. */
  readonly written: string | undefined
  readonly words: readonly { readonly word: Word; readonly cost: number }[]
}

function wordsOf(token: TokenPart): Part['words'] {
  const { script } = token
  const folded = ABBREVIATIONS.get(token.folded) ?? token.folded
  const words = [{ word: { folded, script }, cost: 0 }]
  if (token.alternative !== undefined)
    words.push({ word: { folded: folded.replace(ARTICLE, ''), script }, cost: UNWRITTEN_ARTICLE })
  return words
}

interface Prepared {
  readonly tokens: NameTokens
  readonly parts: readonly Part[]
  /** Puts two names in one order. */
  readonly order: string
}

function prepare(tokens: NameTokens, texts: readonly string[] = []): Prepared {
  const parts = tokens.parts
    .map((token, at): Part => ({ at, token, written: texts[at], words: wordsOf(token) }))
    .filter(({ token }) => token.role !== 'particle' && token.role !== 'title')
  return { tokens, parts, order: JSON.stringify(parts.map(({ token, written }) => [token, written])) }
}

// Kept with the tokens: who compares them many times prepares them once.
const kept = new WeakMap<NameTokens, Prepared>()

function prepared(name: NameText | NameTokens): Prepared {
  if (typeof name !== 'object' || !('version' in name))
    return prepare(
      nameKeys(name),
      parseName(name).parts.map(({ text }) => cleanName(text).toLowerCase()),
    )
  let known = kept.get(name)
  if (!known) kept.set(name, (known = prepare(name)))
  return known
}

/** How many letters two parts write in another form. */
function otherForms(a: Part, b: Part): number {
  if (a.written === undefined || b.written === undefined || a.token.script !== b.token.script) return 0
  return Math.max(0, editDistance(a.written, b.written) - editDistance(a.token.folded, b.token.folded))
}

interface WeighedParts {
  readonly weight: number
  /** The words that it rests on. */
  readonly words: readonly [Word, Word]
}

function heaviest(a: Part, b: Part): WeighedParts | undefined {
  let best: WeighedParts | undefined
  for (const one of a.words) {
    for (const two of b.words) {
      const weighed = weighWords(one.word, two.word)
      const weight = weighed && weighed.weight - one.cost - two.cost
      if (weight !== undefined && (!best || weight > best.weight)) best = { weight, words: [one.word, two.word] }
    }
  }
  return best
}

function byLikeness(a: TokenPart, b: TokenPart): WeighedParts {
  const letters = Math.max(a.folded.length, b.folded.length)
  return { weight: LETTER * letters * (2 * partLikeness(a, b).score - 1), words: [a, b] }
}

function weighParts(a: Part, b: Part): WeighedParts {
  const { weight, words } = heaviest(a, b) ?? byLikeness(a.token, b.token)
  const same = a.token.folded === b.token.folded ? Math.max(weight, 0) : weight
  const spoken = logarithm2((1 - ANOTHER_NAME) * powerOfTwo(same) + ANOTHER_NAME)
  return { weight: spoken - Math.min(OTHER_FORM * otherForms(a, b), Math.max(spoken, 0)), words }
}

function levelOf(a: Prepared, b: Prepared): NameAgreement {
  const { score } = compareTokens(a.tokens, b.tokens)
  if (score === 1) {
    const alike = a.parts.every(({ written }, at) => written !== undefined && written === b.parts[at]!.written)
    return alike ? 'written_alike' : 'other_forms'
  }
  if (score > LIKELY_SAME_NAME) return 'likely'
  return score >= SAME_PART ? 'possible' : 'different'
}

const MISSING: NameWeight = { weight: 0, level: 'missing', alignment: [] }

interface Paired {
  readonly weight: number
  readonly one: Prepared
  readonly two: Prepared
  readonly first: readonly Part[]
  readonly second: readonly Part[]
  readonly weighed: readonly (readonly WeighedParts[])[]
  readonly pairs: readonly number[]
  /** Whether the second name stands first. */
  readonly swap: boolean
}

function paired(a: NameText | NameTokens, b: NameText | NameTokens): Paired | undefined {
  const [one, two] = [prepared(a), prepared(b)]
  if (one.parts.length === 0 || two.parts.length === 0) return undefined
  // In one order, so that neither ties nor rounding tell (a, b) from (b, a).
  const swap = one.order > two.order
  const [first, second] = swap ? [two.parts, one.parts] : [one.parts, two.parts]
  const weighed = first.map((part) => second.map((other) => weighParts(part, other)))
  // Far above any weight, so that as many parts are paired as can be.
  const pairs = pairParts(first.length, second.length, (i, j) => ABOVE_ALL + weighed[i]![j]!.weight)
  let weight = 0
  pairs.forEach((j, i) => {
    if (j >= 0) weight += weighed[i]![j]!.weight
  })
  return { weight, one, two, first, second, weighed, pairs, swap }
}

/** The weight of `weighNames` alone. */
export const weightOfNames = (a: NameTokens, b: NameTokens): number => paired(a, b)?.weight ?? 0

/**
 * Weighs two names as records of one person's name, whatever their scripts: parts are paired so that they weigh most,
 * whatever their order; a part that only one name has weighs nothing. Symmetric. Between scripts by the learned
 * transducers, between Latin spellings by the same through a native form that is not known; see `docs/methods/linkage.md`.
 * Takes names or stored tokens; of tokens alone it cannot be said whether they were written alike, so that the best
 * level is `other_forms`.
 */
export function weighNames(a: Name, b: Name): NameWeight {
  if (a === null || a === undefined || b === null || b === undefined) return MISSING
  const found = paired(a, b)
  if (found === undefined) return MISSING
  const { weight, one, two, first, second, weighed, pairs, swap } = found
  return {
    weight,
    // These are made when somebody looks at them.
    get level() {
      return levelOf(one, two)
    },
    get alignment() {
      const parts: PartAlignment[] = []
      pairs.forEach((j, i) => {
        if (j < 0) return
        const { weight: share, words } = weighed[i]![j]!
        const [left, right] = swap ? [words[1], words[0]] : words
        const [here, there] = swap ? [second[j]!, first[i]!] : [first[i]!, second[j]!]
        parts.push({ first: here.at, second: there.at, weight: share, pieces: alignWords(left, right) })
      })
      return parts.toSorted((x, y) => x.first - y.first)
    },
  }
}
