/**
 * Bidirectional embeddings, overrides and isolates, the deprecated format characters and the byte order mark. Nobody sees
 * them and they make a text read as another (Unicode Technical Report 36, "Bidirectional Text Spoofing"); phones and
 * word processors put them round names and numbers that are copied, so that they are taken out rather than refused: anyone who
 * pasted them could not find them. The marks (U+200E, U+200F, U+061C) and the joiners (U+200C, U+200D) stay: Arabic,
 * Persian, Urdu and Nepali are written with them, and they turn nothing round but the punctuation beside them.
 */
const UNSEEN = /[\u202a-\u202e\u2066-\u206f\ufeff]/g

/** A line's end as Windows writes it, and the separators that word processors write. */
const LINE_ENDS = /\r*[\n\u2028\u2029]/g

/** Control characters, halves of characters, annotation marks and what Unicode says is no character. */
const NO_TEXT = /[\p{Cc}\p{Cs}\ufff9-\ufffb\ufffe\uffff]/u

/** A text as it is kept: without what nobody sees and what turns it round, its lines ended by a newline. */
export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '').replace(LINE_ENDS, '\n')

/** Whether everything in a text can be kept and shown; with `lines`, newlines and tabs too. */
export const isPlainText = (text: string, { lines }: { readonly lines: boolean }): boolean =>
  !NO_TEXT.test(lines ? text.replaceAll(/[\n\t]/g, '') : text)

/** Whether there is anything in a text for somebody to read. */
export const saysSomething = (text: string): boolean => /[^\p{White_Space}\p{Cf}]/u.test(text)

/** What a justification has at least: so many letters, so many words that differ, and letters that differ. */
export const LEAST_OF_A_REASON = { letters: 20, words: 3, differing: 6 } as const

const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' })

/**
 * Whether a text says why: at least 20 letters in three different words, in any script, and not one key held down or one word over and over.
 * The one rule for whatever opens, moves or removes what is recorded by somebody's word alone. It cannot tell whether it is true.
 */
export function saysWhy(text: string): boolean {
  const letters = [...text.toLowerCase()].filter((sign) => /\p{L}/u.test(sign))
  const words = new Set(
    [...WORDS.segment(text.toLowerCase())].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : [])),
  )
  return (
    letters.length >= LEAST_OF_A_REASON.letters &&
    words.size >= LEAST_OF_A_REASON.words &&
    new Set(letters).size >= LEAST_OF_A_REASON.differing
  )
}
