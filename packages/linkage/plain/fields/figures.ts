import { asciiDigits } from '@gloact/kernel'

/**
 * A date or a number as our figures write it: digits of any script as 0 to 9, the Arabic signs between decimals and between
 * the parts of a date as ours, and without the marks of direction that spreadsheets put around them.
 */
export const plainFigures = (text: string): string =>
  asciiDigits(text.normalize('NFKC'))
    .replace(/\p{Cf}/gu, '')
    .replaceAll('\u066b', '.')
    .replaceAll('\u060d', '/')
    .trim()
