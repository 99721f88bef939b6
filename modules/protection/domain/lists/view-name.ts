import { parseFileNumber, type FileNumberFormat } from '../file/file-number.ts'

/** Seven digits that belong together: as many as a telephone, an identity document or a day of birth has, and no list needs. */
const DIGITS_OF_A_PERSON = /\p{Nd}(?:[\s\p{Pd}.()/]*\p{Nd}){6}/u

/**
 * Whether the name of a list holds what leads to a person and can be told without knowing anybody: a file's number, an
 * address, the digits of a telephone or a document. It is sealed under the instance’s key of words: no person’s erasure reaches it.
 *
 * @example saysWho('Call +993 65 12 34 56', format) // true
 */
export const saysWho = (name: string, format: FileNumberFormat): boolean =>
  name.includes('@') ||
  DIGITS_OF_A_PERSON.test(name) ||
  [name, ...name.split(/[\s,;:()"“”«»]+/u)].some((part) => parseFileNumber(part, format).ok)
