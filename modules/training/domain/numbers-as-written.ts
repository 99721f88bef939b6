import { asciiDigits } from '@gloact/kernel'

/** Hyphens and dashes that people and word processors write for a minus, U+2212 among them. */
const MINUS = /[\u2010-\u2013\u2212\uFE58\uFE63\uFF0D]/g
/** Marks of direction, which an Arabic keyboard may put before a sign. */
const UNSEEN = /[\u061C\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g

/**
 * A number as somebody wrote it, in the signs of a program: digits of any script, a minus or a dash, a decimal comma or the Arabic decimal
 * separator, blanks of any width between groups of digits, and full-width writing.
 */
export const plainNumber = (written: string): string =>
  asciiDigits(written)
    .replaceAll(MINUS, '-')
    .normalize('NFKC')
    .replaceAll(UNSEEN, '')
    .replaceAll(/[\s\u066C'’]/g, '')
    .replaceAll('\u066B', '.')
