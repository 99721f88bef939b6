import { asciiDigits } from '@gloact/kernel'
import { editDistance, foldName, romanise } from '@gloact/names'
import { foldSex } from '../plain/fields/text-field.ts'
import type { FieldKind } from './agreement.ts'

/**
 * A value in the form in which it is encoded. Names and places come as Latin letters whatever their script, or scripts
 * would never meet; digits of any script come as 0 to 9; a date’s parts come in one order; what is missing is the empty text.
 */
export function normaliseValue(kind: FieldKind, value: string): string {
  const text = asciiDigits(value.normalize('NFKC')).trim()
  switch (kind) {
    case 'name':
    case 'place':
      return romanise(foldName(text))
    case 'date':
      return normaliseDate(text)
    case 'sex':
      return normaliseSex(text)
    case 'number':
      return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
    case 'text':
      return text.toLowerCase().replace(/\s+/g, ' ')
  }
}

const SEXES = ['female', 'male'] as const
/** Words shorter than this are codes, in which a letter is no slip. */
const SHORTEST_WORD = 4

/** The first letter of the word that is written in many ways, or with one slip of the keys; else of what stands there. */
function normaliseSex(text: string): string {
  const folded = foldSex(text)
  const near = SEXES.filter((word) => folded.length >= SHORTEST_WORD && editDistance(folded, word) <= 1)
  return (near.length === 1 ? near[0]! : folded).slice(0, 1)
}

/** Year, month and day without signs between them; parts that are mistyped stay as they are. */
function normaliseDate(text: string): string {
  const parts = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
  if (parts.length !== 3) return parts.join('')
  const [first = '', second = '', third = ''] = parts
  return first.length > 2
    ? first + second.padStart(2, '0') + third.padStart(2, '0')
    : third + second.padStart(2, '0') + first.padStart(2, '0')
}

/** The decade of birth as a salt; undefined where the date does not tell. */
export const birthBand = (normalisedDate: string): string | undefined => /^(?:1\d|2[01])\d/.exec(normalisedDate)?.[0]
