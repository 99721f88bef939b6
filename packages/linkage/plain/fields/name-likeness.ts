import { compareNames, compareTokens, nameKeys, skeletonKeys, spokenParts, type NameTokens } from '@gloact/names'
import { bitsIn } from './bits-in.ts'
import { jaroWinkler, mostJaroWinkler } from './edit-distance.ts'

/** What is kept of a distinct name to compare it many times. */
export interface PreparedName {
  readonly text: string
  readonly tokens: NameTokens
  /** One part in Latin letters: letters can be compared as they stand. */
  readonly plain: boolean
  /** Which of the letters a to z stand in it. */
  readonly letters: number
  /** Which classes of consonants are heard in it, twice each. */
  readonly consonants: number
  /** The consonants of its first part by coarse class, the same in every script. */
  readonly skeleton: string
}

const CLASSES = 'pftsxkmnlr'

function consonantsOf(skeleton: string): number {
  let mask = 0
  for (const letter of skeleton) {
    const bit = 1 << (CLASSES.indexOf(letter) * 2)
    mask |= mask & bit ? bit << 1 : bit
  }
  return mask
}

export function prepareName(text: string): PreparedName {
  const tokens = nameKeys(text)
  const parts = spokenParts(tokens)
  let letters = 0
  for (const letter of text) {
    const at = letter.charCodeAt(0) - 97
    if (at >= 0 && at < 26) letters |= 1 << at
  }
  const skeletons = parts.map((part) => skeletonKeys(part)[0] ?? '')
  return {
    text,
    tokens,
    plain: parts.length === 1 && tokens.parts.length === 1 && parts[0]!.script === 'latin' && !text.includes(' '),
    letters,
    consonants: consonantsOf(skeletons.join('')),
    skeleton: skeletons[0] ?? '',
  }
}

/** Levels of likeness of two names, the best first. */
export const NAME_LEVELS = [
  'is written the same',
  'is the same by letters or by sound',
  'is much alike',
  'is somewhat alike',
  'is different',
] as const

export const DIFFERENT = NAME_LEVELS.length - 1
const BY_LETTERS = [0.93, 0.87, 0.78] as const
const BY_SOUND = [0.92, 0.8, 0.65] as const
// Names whose consonants differ in more classes than that are not held against each other by sound.
const MOST_CLASSES_APART = 3

const levelAt = (score: number, bounds: readonly number[]): number => {
  const at = bounds.findIndex((bound) => score >= bound)
  return at < 0 ? DIFFERENT : at + 1
}

/**
 * What a quick look at two names needs, in arrays: most pairs are nothing alike, and that is to be seen without fetching
 * them from all over the memory.
 */
export interface NameOutlines {
  /** Letters and consonants as in `PreparedName`. */
  readonly letters: Int32Array
  readonly consonants: Int32Array
  readonly lengths: Uint8Array
  readonly firsts: Uint16Array
  /** 1 where a name is one word in Latin letters, 2 where it is one part in any script, 3 where it is both. */
  readonly shapes: Uint8Array
}

const PLAIN = 1
const ONE_PART = 2

/** The outlines of names, with room for so many in all. */
export function outlinesOf(names: readonly PreparedName[], room: number): NameOutlines {
  const size = Math.max(room, names.length)
  const outlines = {
    letters: new Int32Array(size),
    consonants: new Int32Array(size),
    lengths: new Uint8Array(size),
    firsts: new Uint16Array(size),
    shapes: new Uint8Array(size),
  }
  names.forEach((name, at) => setOutline(outlines, at, name))
  return outlines
}

export function setOutline(outlines: NameOutlines, at: number, name: PreparedName): void {
  outlines.letters[at] = name.letters
  outlines.consonants[at] = name.consonants
  outlines.lengths[at] = Math.min(255, name.text.length)
  outlines.firsts[at] = name.text.charCodeAt(0)
  outlines.shapes[at] = (name.plain ? PLAIN : 0) | (name.tokens.parts.length === 1 ? ONE_PART : 0)
}

/** Whether two names may be alike by letters: the greatest likeness that they can have, given which letters they hold. */
function mayBeAlikeByLetters({ letters, lengths, firsts, shapes }: NameOutlines, a: number, b: number): boolean {
  if ((shapes[a]! & shapes[b]! & PLAIN) === 0) return false
  const [lengthA, lengthB] = [lengths[a]!, lengths[b]!]
  const common = Math.min(lengthA - bitsIn(letters[a]! & ~letters[b]!), lengthB - bitsIn(letters[b]! & ~letters[a]!))
  return mostJaroWinkler(common, lengthA, lengthB, firsts[a] === firsts[b]) >= BY_LETTERS[2]
}

/** Whether two names may be alike by sound: those whose consonants differ in many classes are not. */
const mayBeAlikeBySound = ({ consonants, shapes }: NameOutlines, a: number, b: number): boolean =>
  (shapes[a]! & shapes[b]! & ONE_PART) === 0 || bitsIn(consonants[a]! ^ consonants[b]!) <= MOST_CLASSES_APART

/** Whether two names need not be fetched at all: they are different. */
export const areDifferent = (outlines: NameOutlines, a: number, b: number): boolean =>
  !mayBeAlikeBySound(outlines, a, b) && !mayBeAlikeByLetters(outlines, a, b)

/**
 * How alike two different names are, as a level of `NAME_LEVELS` from 1 on; symmetric. The one place where names are
 * compared for linkage: by letters where both are one word in Latin letters, and by what `@gloact/names` says across
 * spellings and scripts; the better of the two.
 */
export function nameLevel(names: readonly PreparedName[], outlines: NameOutlines, a: number, b: number): number {
  let level: number = DIFFERENT
  if (mayBeAlikeByLetters(outlines, a, b)) level = levelAt(jaroWinkler(names[a]!.text, names[b]!.text), BY_LETTERS)
  if (level === 1 || !mayBeAlikeBySound(outlines, a, b)) return level
  level = Math.min(level, levelAt(compareNames(names[a]!.tokens, names[b]!.tokens).score, BY_SOUND))
  return level === DIFFERENT && isCutOff(names[a]!, names[b]!) ? SOMEWHAT_ALIKE : level
}

const SOMEWHAT_ALIKE = 3
const LEAST_LETTERS = 3
const BEGINNING = 0.7

/** Whether one of two names is the beginning of the other, by letters or by sound. */
function isCutOff(a: PreparedName, b: PreparedName): boolean {
  const [begun, whole] = a.text.length < b.text.length ? [a, b] : [b, a]
  if (begun.text.length < LEAST_LETTERS || begun.text.length === whole.text.length) return false
  if (begun.skeleton === '' || !whole.skeleton.startsWith(begun.skeleton)) return false
  if (begun.tokens.parts.length > 1 || whole.tokens.parts.length > 1) return false
  return compareTokens(begun.tokens, whole.tokens, 'search').score >= BEGINNING
}
