import { asciiDigits } from '@gloact/kernel'

/** Letters and digits that nobody takes for another, read from a wall or a sheet of paper. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A participant's code: 30¹⁰ of them, with a limit on how often one may be tried. */
export const CODE_LENGTH = 10
/** A certificate's code stands on paper for years and opens a name: more of it. */
export const CERTIFICATE_CODE_LENGTH = 15

/** Draws a code, each as likely as the others: bytes at 240 and above would favour some letters, and are passed over. */
export function drawCode(length: number, randomBytes: (count: number) => Uint8Array): string {
  let code = ''
  while (code.length < length) {
    for (const byte of randomBytes(2 * length)) {
      if (byte < EVEN && code.length < length) code += CODE_ALPHABET[byte % CODE_ALPHABET.length]
    }
  }
  return code
}

const EVEN = 256 - (256 % CODE_ALPHABET.length)

/** A code as it is kept, from what somebody typed: small letters, spaces, hyphens and other scripts' digits; null where it is none. */
export function readCode(typed: string, length: number): string | null {
  const code = asciiDigits(typed)
    .toUpperCase()
    .replaceAll(/[\s\-–—_.]/g, '')
  return code.length === length && [...code].every((character) => CODE_ALPHABET.includes(character)) ? code : null
}

/** In fives, as people read it. */
export const showCode = (code: string): string => code.replaceAll(/(.{5})(?=.)/g, '$1-')
