import { asciiDigits } from '@gloact/kernel'
import { editDistance } from '@gloact/names'
import type { ColumnKind } from '../schema.ts'
import { fewEdits, jaroWinkler } from './edit-distance.ts'
import { cachedLevel, type ComparedField, type Dictionary, type FieldKey } from './field.ts'
import { createOutlines } from './text-outlines.ts'

/** Lower case without marks, digits as 0 to 9, signs turned to spaces. */
export const foldText = (text: string): string =>
  asciiDigits(text.normalize('NFKD'))
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Letters and digits alone, lower case, digits as 0 to 9. */
export const foldIdentifier = (text: string): string =>
  asciiDigits(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const SEX: readonly (readonly [string, RegExp])[] = [
  ['female', /^(f|w|female|woman|girl|femme|feminin|fille|mujer|femenino|mulher|feminino|жен\S*|ж|انثى|أنثى|امراة)$/u],
  ['male', /^(m|male|man|boy|homme|masculin|garcon|hombre|masculino|varon|homem|муж\S*|м|ذكر|رجل)$/u],
]

/** One word for what is written in many ways; anything else as it stands, since a slip of the keys is one letter off. */
export function foldSex(text: string): string {
  const folded = foldText(text)
  return SEX.find(([, pattern]) => pattern.test(folded))?.[0] ?? folded
}

const TEXT_LEVELS = ['is written the same', 'is much alike', 'is somewhat alike', 'is different'] as const
const IDENTIFIER_LEVELS = ['is the same', 'is one slip apart', 'is two slips apart', 'is different'] as const
const CATEGORY_LEVELS = ['is the same', 'is one or two letters apart', 'is different'] as const

const LEAST_ALIKE = 0.8

const textLevel = (a: string, b: string): number => {
  const likeness = jaroWinkler(a, b)
  return likeness >= 0.92 ? 1 : likeness >= LEAST_ALIKE ? 2 : 3
}

function identifierLevel(a: string, b: string): number {
  if (Math.min(a.length, b.length) < 3) return 3
  const edits = fewEdits(a, b, 2)
  // A slip in a long number says little; in a short one it makes another number.
  if (edits === 1) return 1
  return edits === 2 && Math.min(a.length, b.length) >= 6 ? 2 : 3
}

const categoryLevel = (a: string, b: string): number =>
  Math.min(a.length, b.length) >= 4 && Math.abs(a.length - b.length) <= 2 && editDistance(a, b) <= 2 ? 1 : 2

/** Male and female are two letters apart and no slip of one another. */
const sexLevel = (a: string, b: string): number =>
  a === 'male' || b === 'male' ? (editDistance(a, b) === 1 ? 1 : 2) : categoryLevel(a, b)

/** Codes of places differ by a letter or a digit; names of places by slips. */
const placeLevel = (a: string, b: string): number => (/\d/.test(a) && /\d/.test(b) ? codeLevel(a, b) : textLevel(a, b))

const codeLevel = (a: string, b: string): number => (a.length === b.length && editDistance(a, b) === 1 ? 2 : 3)

/** A column of texts, identifiers or categories. */
export function textField(name: string, kind: ColumnKind, codes: Int32Array, dictionary: Dictionary): ComparedField {
  const { values } = dictionary
  const identifies = kind === 'identifier' || kind === 'number'
  const coded = kind === 'category' || kind === 'sex' || kind === 'stratum'
  const compute =
    kind === 'sex'
      ? sexLevel
      : coded
        ? categoryLevel
        : identifies
          ? identifierLevel
          : kind === 'place'
            ? placeLevel
            : textLevel
  const levels = coded ? CATEGORY_LEVELS : identifies ? IDENTIFIER_LEVELS : TEXT_LEVELS
  const cached = cachedLevel(dictionary, (a, b) => compute(values[a]!, values[b]!))
  const different = levels.length - 1
  const outlines = createOutlines(values, dictionary)
  // Most pairs are nothing alike, which a few numbers tell without fetching texts from all over the memory.
  const level = identifies
    ? (a: number, b: number): number => (outlines.mayBeEditsApart(a, b, 2) ? cached(a, b) : different)
    : kind === 'text'
      ? (a: number, b: number): number => (outlines.mayBeAlike(a, b, LEAST_ALIKE) ? cached(a, b) : different)
      : cached
  const whole: FieldKey = { name: 'whole', of: (code) => values[code]! }
  const half: FieldKey[] = [
    {
      name: 'beginning',
      of: (code) => values[code]!.slice(0, identifies ? Math.max(3, values[code]!.length >> 1) : 4),
    },
    { name: 'end', of: (code) => values[code]!.slice(identifies ? -Math.max(3, values[code]!.length >> 1) : -4) },
  ]
  return {
    name,
    kind,
    levels,
    codes,
    values,
    level: (a, b) => (a === b ? 0 : level(a, b)),
    keys: coded ? [whole] : [whole, ...half],
  }
}
