import { numberForId } from '@gloact/law'
import { numberToken, tokensOf, withoutArticle } from './law-index.ts'

/** What somebody looks for in laws: a provision by its number, or words. */
export type LawQuery =
  | { readonly by: 'number'; readonly kinds: readonly string[]; readonly numbers: readonly string[] }
  | { readonly by: 'words'; readonly words: readonly string[] }

const KINDS: readonly (readonly [words: RegExp, kinds: readonly string[]])[] = [
  [/^(?:sections?|sec\.?|s\.|seksyen|secci[oó]n|seç[aã]o)$/iu, ['sec']],
  [/^(?:articles?|art\.?|art[ií]culos?|artigos?|artikel|стать[яию]|المادة|مادة|§|pasal)$/iu, ['art', 'sec']],
  [/^(?:part|bahagian|parte|partie|teil|раздел|الباب)$/iu, ['part']],
  [/^(?:chapter|chapitre|cap[ií]tulo|kapitel|глава|الفصل|bab)$/iu, ['chp']],
]

/** Reads what was typed: `5`, `section 5(2)(a)`, `§ 232`, `art. 225-4-1`, or words. */
export function lawQuery(typed: string): LawQuery {
  const text = typed.normalize('NFC').trim()
  const named =
    /^(\p{L}+\.?|§)?\s*(\p{N}[\p{N}\p{L}.-]{0,12}|[IVXLC]{1,6})((?:\s*\(\s*[\p{L}\p{N}]{1,5}\s*\)){0,5})\s*$/u.exec(
      text,
    )
  if (named) {
    const [, word, number = '', below = ''] = named
    const kinds = word === undefined ? [] : KINDS.find(([words]) => words.test(word))?.[1]
    if (kinds && (word !== undefined || /^\p{N}/u.test(number))) {
      const deeper = [...below.matchAll(/[\p{L}\p{N}]+/gu)].map(([one]) => one)
      return { by: 'number', kinds, numbers: [number, ...deeper].map(numberForId) }
    }
  }
  return { by: 'words', words: [...new Set(tokensOf(text).map(({ word }) => withoutArticle(word)))].slice(0, 12) }
}

/** What of the index answers a query: for each word those that begin with it, for a number the provisions that have it. */
export type Sought = { readonly exact: readonly string[] } | { readonly beginning: string }

/** From how many letters on a word is looked for by its beginning: fewer would find most words of most laws. */
const BEGINNING = 3

export function soughtBy(query: LawQuery): readonly Sought[] {
  if (query.by === 'words') {
    return query.words.map((word) => (word.length < BEGINNING ? { exact: [word] } : { beginning: word }))
  }
  const kinds = query.kinds.length === 0 ? ['sec', 'art'] : query.kinds
  return [{ exact: kinds.map((kind) => numberToken(kind, query.numbers)) }]
}

/** The words around what was looked for. */
export function excerptOf(text: string, words: readonly string[]): string {
  const found = tokensOf(text).find(({ word }) =>
    words.some((sought) => word.startsWith(sought) || withoutArticle(word).startsWith(sought)),
  )
  const from = Math.max(0, (found?.at ?? 0) - 60)
  const begin = from === 0 ? 0 : text.indexOf(' ', from) + 1
  const piece = text.slice(begin, begin + 240).replaceAll('\n', ' ')
  return `${begin > 0 ? '… ' : ''}${piece}${begin + 240 < text.length ? ' …' : ''}`
}
