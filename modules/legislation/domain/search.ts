import { numberForId } from '@gloact/law'

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
  return { by: 'words', words: (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, 12) }
}

/** The addresses of a numbered provision, as a pattern of PostgreSQL. */
export function addressPattern({ kinds, numbers }: Extract<LawQuery, { by: 'number' }>): string {
  const escaped = numbers.map((number) => number.replaceAll(/[^\p{L}\p{M}\p{N}-]/gu, '').replaceAll('-', '\\-'))
  const kind = kinds.length === 0 ? '(?:sec|art)' : `(?:${kinds.join('|')})`
  const [first = '', ...deeper] = escaped
  return `^(?:.*__)?${kind}_${first}${deeper.map((number) => `__[a-z]+_${number}`).join('')}$`
}

/** Of provisions that stand in each other, those that stand deepest: they say it in the fewest words. */
export function deepest<Found extends { readonly expressionId: string; readonly eId: string }>(
  found: readonly Found[],
): readonly Found[] {
  const above = new Set<string>()
  for (const { expressionId, eId } of found) {
    const steps = eId.split('__')
    for (let at = 1; at < steps.length; at += 1) above.add(`${expressionId} ${steps.slice(0, at).join('__')}`)
  }
  return found.filter(({ expressionId, eId }) => !above.has(`${expressionId} ${eId}`))
}

/** The words around what was looked for. */
export function excerptOf(text: string, words: readonly string[]): string {
  const small = text.toLowerCase()
  const places = words.map((word) => small.indexOf(word)).filter((at) => at >= 0)
  const from = Math.max(0, Math.min(...(places.length === 0 ? [0] : places)) - 60)
  const begin = from === 0 ? 0 : text.indexOf(' ', from) + 1
  const piece = text.slice(begin, begin + 240).replaceAll('\n', ' ')
  return `${begin > 0 ? '… ' : ''}${piece}${begin + 240 < text.length ? ' …' : ''}`
}
