import { asciiDigits } from '@gloact/kernel'

/** How somebody is reached, and what proves who they are, as far as it is known. */
export interface Contacts {
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly address?: string | undefined
  readonly paper?: string | undefined
}

const FEWEST_FIGURES = 6
/** The last figures of a number say the same line with and without what is dialled before it. */
const COMPARED_FIGURES = 8
/** Shorter numbers of a document are on many documents. */
const SHORTEST_PAPER = 5
/** A town alone is many people’s address; with a number, or in so many words, it is a house. */
const WORDS_OF_A_HOUSE = 3

const figuresOf = (phone: string | null | undefined): string =>
  asciiDigits(phone ?? '')
    .replaceAll(/\D/g, '')
    .slice(-COMPARED_FIGURES)

const foldedWords = (text: string | null | undefined): readonly string[] =>
  asciiDigits((text ?? '').normalize('NFKC'))
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')

/** One line, however its number is written. */
export const samePhone = (a: string | null | undefined, b: string | null | undefined): boolean =>
  figuresOf(a).length >= FEWEST_FIGURES && figuresOf(a) === figuresOf(b)

/** One house, in whatever order its parts are written. */
export function sameAddress(a: string | null | undefined, b: string | null | undefined): boolean {
  const [one, two] = [foldedWords(a), foldedWords(b)]
  const isHouse = one.length >= WORDS_OF_A_HOUSE || (one.length > 1 && one.some((word) => /\d/.test(word)))
  return isHouse && one.toSorted().join(' ') === two.toSorted().join(' ')
}

/** One document, with whatever stands between its letters and figures. */
export function samePaper(a: string | null | undefined, b: string | null | undefined): boolean {
  const [one, two] = [foldedWords(a).join(''), foldedWords(b).join('')]
  return one.length >= SHORTEST_PAPER && /\d/.test(one) && one === two
}

/** Whether two people share a telephone, an address or a document. */
export const shareContacts = (a: Contacts, b: Contacts): boolean =>
  samePhone(a.phone, b.phone) || sameAddress(a.address, b.address) || samePaper(a.paper, b.paper)
