import { asciiDigits, err, failure, ok, type Failure, type Result } from '@gloact/kernel'

declare const brand: unique symbol

/** A file's number as it is spoken and written: `DL-7K3M-9`. It says nothing of the person, the time or the office. */
export type FileNumber = string & { readonly [brand]: 'FileNumber' }

/** How a country's or an instance's numbers look. */
export interface FileNumberFormat {
  /** One to four letters, such as `DL`. */
  readonly prefix: string
  /** How many characters stand between prefix and check character: 3 to 8; 4 give some 490,000 numbers, 5 some 12 million. */
  readonly bodyLength: number
}

export const FILE_NUMBER_FAILURES = [
  /** Too short, too long, or with a character that no number has. */
  'protection.file_number_malformed',
  /** A number of another country or instance. */
  'protection.file_number_foreign',
  /** The check character does not fit: something was misheard or mistyped. */
  'protection.file_number_mistyped',
] as const
export type FileNumberFailure = Failure<(typeof FILE_NUMBER_FAILURES)[number]>

/** Crockford's base 32: no I, L, O and U, so that nothing is misread and less is spelt. The place is the value. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

// WebCrypto is there in Node and in browsers; the pure code is compiled with the types of neither.
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array }

/**
 * A new random number. Whether it is taken is for the caller to find out (a unique index, and another try).
 * No three letters stand in a row, so that no person's file is called by a word.
 */
export function newFileNumber(format: FileNumberFormat): FileNumber {
  mustBeFormat(format)
  for (;;) {
    const bytes = crypto.getRandomValues(new Uint8Array(format.bodyLength))
    // 256 is a multiple of 32: every character is as likely as every other.
    const body = Array.from(bytes, (byte) => ALPHABET[byte % 32]).join('')
    const check = checkOf(format.prefix, body)
    if (!/[A-Z]{3}/.test(body + check)) return `${format.prefix}-${body}-${check}` as FileNumber
  }
}

/**
 * Reads a number as people write it: in any case, with spaces, dashes or nothing between the parts, O for 0, I or L
 * for 1, digits of another script. The answer is the number as it is stored. What was typed is in no failure.
 */
export function parseFileNumber(text: string, format: FileNumberFormat): Result<FileNumber, FileNumberFailure> {
  mustBeFormat(format)
  if (text.length > 64) return err(failure('protection.file_number_malformed'))
  const typed = asciiDigits(text.normalize('NFKC').toUpperCase()).replace(/[\s\p{Pd}\p{Cf}._/]/gu, '')
  const end = typed.length - format.bodyLength - 1
  if (end < 1) return err(failure('protection.file_number_malformed'))
  const body = fold(typed.slice(end))
  if (![...body].every((character) => ALPHABET.includes(character)))
    return err(failure('protection.file_number_malformed'))
  if (fold(typed.slice(0, end)) !== fold(format.prefix)) return err(failure('protection.file_number_foreign'))
  const check = checkOf(format.prefix, body.slice(0, -1))
  if (check !== body.slice(-1)) return err(failure('protection.file_number_mistyped'))
  return ok(`${format.prefix}-${body.slice(0, -1)}-${check}` as FileNumber)
}

/** What is read alike becomes alike. */
const fold = (text: string): string => text.replaceAll('O', '0').replaceAll(/[IL]/g, '1')

/**
 * The check character: a linear code over the field of 32 elements. Each place has its own weight, a power of the
 * field's generator, and the weighted sum of all characters with the check (weight 1) is zero. Weights are never
 * zero, so one wrong character always shows; they differ from one another, so two swapped characters, next to each
 * other or apart, always show too. ISO/IEC 7064's mod 37,36 needs characters that are not in the alphabet, and
 * misses some swaps.
 */
function checkOf(prefix: string, body: string): string {
  const values = [
    ...Array.from(prefix, (letter) => letter.charCodeAt(0) - 65),
    ...Array.from(body, (c) => ALPHABET.indexOf(c)),
  ]
  let sum = 0
  // Horner's rule from the left: the last character of the body ends with weight 2, the check itself has weight 1.
  for (const value of values) sum = double(sum ^ value)
  return ALPHABET[sum]!
}

/** Times the generator in GF(2⁵) with x⁵ + x² + 1, a primitive polynomial: its 31 powers all differ. */
const double = (value: number): number => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31

function mustBeFormat({ prefix, bodyLength }: FileNumberFormat): void {
  if (!/^[A-Z]{1,4}$/.test(prefix)) throw new TypeError('a file number begins with one to four letters A to Z')
  if (!Number.isInteger(bodyLength) || bodyLength < 3 || bodyLength > 8) {
    throw new TypeError('a file number has 3 to 8 characters between prefix and check')
  }
}
