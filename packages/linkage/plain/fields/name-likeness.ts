import { compareNames, nameKeys, skeletonKeys, type NameTokens } from '@gloact/names'
import { jaroWinkler } from './edit-distance.ts'

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
  const parts = tokens.parts.filter(({ role }) => role !== 'particle' && role !== 'title')
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

function ones(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Levels of likeness of two names, the best first. */
export const NAME_LEVELS = [
  'is written the same',
  'is the same by letters or by sound',
  'is much alike',
  'is somewhat alike',
  'is different',
] as const

const DIFFERENT = NAME_LEVELS.length - 1
const BY_LETTERS = [0.93, 0.87, 0.78] as const
const BY_SOUND = [0.92, 0.8, 0.65] as const
// Names whose consonants differ in more classes than that are not held against each other by sound.
const MOST_CLASSES_APART = 3

const levelAt = (score: number, bounds: readonly number[]): number => {
  const at = bounds.findIndex((bound) => score >= bound)
  return at < 0 ? DIFFERENT : at + 1
}

/** The greatest likeness by letters that two words can have, given which letters they hold. */
function mostByLetters(a: PreparedName, b: PreparedName): number {
  const common = Math.min(a.text.length - ones(a.letters & ~b.letters), b.text.length - ones(b.letters & ~a.letters))
  if (common <= 0) return 0
  const jaro = (common / a.text.length + common / b.text.length + 1) / 3
  return a.text.charCodeAt(0) === b.text.charCodeAt(0) ? jaro + 0.4 * (1 - jaro) : jaro
}

/**
 * How alike two different names are, as a level of `NAME_LEVELS` from 1 on; symmetric. The one place where names are
 * compared for linkage: by letters where both are one word in Latin letters, and by what `@gloact/names` says across
 * spellings and scripts; the better of the two.
 */
export function nameLevel(a: PreparedName, b: PreparedName): number {
  let level: number = DIFFERENT
  if (a.plain && b.plain && mostByLetters(a, b) >= BY_LETTERS[2]) {
    level = levelAt(jaroWinkler(a.text, b.text), BY_LETTERS)
  }
  if (level === 1) return level
  if (
    a.tokens.parts.length === 1 &&
    b.tokens.parts.length === 1 &&
    ones(a.consonants ^ b.consonants) > MOST_CLASSES_APART
  )
    return level
  return Math.min(level, levelAt(compareNames(a.tokens, b.tokens).score, BY_SOUND))
}
