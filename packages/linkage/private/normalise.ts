import { foldName, romanise } from '@gloact/names'
import type { FieldKind } from './agreement.ts'

/**
 * A value in the form in which it is encoded. Names and places come as Latin letters whatever their script, or scripts
 * would never meet; a date’s parts come in one order; what is missing is the empty text.
 */
export function normaliseValue(kind: FieldKind, value: string): string {
  const text = value.normalize('NFKC').trim()
  switch (kind) {
    case 'name':
    case 'place':
      return romanise(foldName(text))
    case 'date':
      return normaliseDate(text)
    case 'sex':
      return text.toLowerCase().slice(0, 1)
    case 'number':
      return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
    case 'text':
      return text.toLowerCase().replace(/\s+/g, ' ')
  }
}

/** Year, month and day without signs between them; parts that are mistyped stay as they are. */
function normaliseDate(text: string): string {
  const parts = text.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  if (parts.length !== 3) return parts.join('')
  const [first = '', second = '', third = ''] = parts
  return first.length > 2
    ? first + second.padStart(2, '0') + third.padStart(2, '0')
    : third + second.padStart(2, '0') + first.padStart(2, '0')
}

/** The decade of birth as a salt; undefined where the date does not tell. */
export const birthBand = (normalisedDate: string): string | undefined => /^(?:1[89]|20)\d/.exec(normalisedDate)?.[0]
