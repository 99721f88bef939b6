/** What a file from outside is, by its first bytes: its name may say anything. */
export type SourceKind = 'text' | 'xml' | 'pdf' | 'office' | 'binary' | 'empty' | 'too_large'

/** A law of a thousand pages has three million letters; ten million bytes hold it in any script. */
export const LARGEST_SOURCE = 10_000_000

const begins = (bytes: Uint8Array, letters: string): boolean =>
  [...letters].every((letter, at) => bytes[at] === letter.charCodeAt(0))

/** Says what a file is before anything of it is read as text. */
export function sourceKind(bytes: Uint8Array): SourceKind {
  if (bytes.length > LARGEST_SOURCE) return 'too_large'
  if (begins(bytes, '%PDF')) return 'pdf'
  if (begins(bytes, 'PK\u0003\u0004') || begins(bytes, '\u00d0\u00cf\u0011\u00e0')) return 'office'
  // UTF-16 has a mark in front and a zero in every second byte; in every other text a zero means nothing.
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (!wide && bytes.includes(0)) return 'binary'
  if (bytes.every((byte) => byte <= 32)) return 'empty'
  const start = bytes.subarray(0, 400).findIndex((byte) => byte > 32 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf)
  const head = String.fromCharCode(...bytes.subarray(start, start + 200)).toLowerCase()
  return head.startsWith('<?xml') || head.startsWith('<akomantoso') || head.startsWith('<!doctype a') ? 'xml' : 'text'
}
