import { numberForId } from './numbers.ts'

/** What of a provision its links are found from. */
export interface Linkable {
  readonly eId: string
  readonly num: string
  readonly text: readonly string[]
}

/** A piece of a provision's words, and the provision that it leads to. */
export interface LinkedPiece {
  readonly text: string
  readonly to?: string
  readonly is?: 'term' | 'reference'
}

const QUOTED = '["“”«‘]\\s?([^"“”«»‘’]{2,60}?)\\s?["”»’]'
/** “child” means …, « mineur » désigne …, „Kind“ ist …, “kanak-kanak” ertinya …, «ребёнок» означает …, "الطفل": … */
const DEFINES = new RegExp(
  `^(?:\\([^)]{1,6}\\)\\s*)?${QUOTED}\\s*(?:\\([^)]{0,60}\\)\\s*)?(?:,?\\s*(?:in relation to [^,]{1,80},\\s*)?)(?:means|includes|has the (?:same )?meaning|désigne|s[’']entend|significa|se entender[áa]|entende-se|bedeutet|ist |ertinya|termasuk|artinya|означает|—|–|:)`,
  'iu',
)

const WORDS: readonly (readonly [kinds: readonly string[], words: string])[] = [
  [['sec', 'art'], 'sections?|seksyen|sección|seção|s\\.'],
  [['art', 'sec'], 'articles?|artículos?|artigos?|artikel|стать[яиюе]|المادة|§§?'],
  [['subsec', 'para'], 'sub-?sections?|subseksyen|absatz|abs\\.|част[ьи]|الفقرة'],
  [['para', 'subpara', 'point'], 'paragraphs?|perenggan|párrafo|parágrafo|nummer|nr\\.|пункт[а-я]*|البند'],
  [['subpara', 'point', 'indent'], 'sub-?paragraphs?|subperenggan|подпункт[а-я]*'],
  [['part'], 'part|bahagian|parte|partie|teil|раздел[а-я]*'],
  [['chp'], 'chapter|chapitre|capítulo|kapitel|глав[а-я]+|الفصل'],
]

const REFERENCE = new RegExp(
  `(?<![\\p{L}\\p{N}])(${WORDS.map(([, words]) => words).join('|')})\\s?((?:\\(\\s?)?[\\p{N}ivxlcIVXLC][\\p{N}\\p{Lu}a-z.-]{0,9}(?<![.-])\\)?|\\(\\p{L}{1,4}\\))((?:\\s?\\(\\s?[\\p{L}\\p{N}]{1,5}\\s?\\)){0,4})`,
  'giu',
)
/** A reference that goes on so is to another law. */
const ELSEWHERE =
  /^\s*(?:,\s*)?(?:of (?:the|that)\s+(?!principal)(?:[\p{Lu}]|same)|of Act|of Cap|de la loi|du code|de la ley|da lei|des? [\p{Lu}]\p{L}+gesetz|Akta [\p{Lu}]|закона|من قانون)/u

/**
 * Finds in a law's words what leads elsewhere in it: references to its provisions, and terms that it defines. What leads to no
 * provision, or into another law, is words.
 */
export function linker(provisions: readonly Linkable[]): (eId: string, words: string) => readonly LinkedPiece[] {
  const ids = new Set(provisions.map(({ eId }) => eId))
  const terms = definedTerms(provisions)
  const spelled = [...terms.keys()].toSorted((a, b) => b.length - a.length).map(escaped)
  const term =
    spelled.length === 0
      ? undefined
      : new RegExp(`(?<![\\p{L}\\p{N}])(${spelled.join('|')})(?:s|es)?(?![\\p{L}\\p{N}])`, 'giu')
  return (eId, words) => {
    const found: { at: number; length: number; to: string; is: 'term' | 'reference' }[] = []
    for (const match of words.matchAll(REFERENCE)) {
      if (ELSEWHERE.test(words.slice(match.index + match[0].length))) continue
      const to = target(ids, eId, match[1] ?? '', `${match[2] ?? ''}${match[3] ?? ''}`)
      if (to !== undefined && to !== eId) found.push({ at: match.index, length: match[0].length, to, is: 'reference' })
    }
    for (const match of term ? words.matchAll(term) : []) {
      const to = terms.get((match[1] ?? '').toLowerCase())
      const free = found.every(({ at, length }) => match.index + match[0].length <= at || match.index >= at + length)
      if (to !== undefined && to !== eId && free)
        found.push({ at: match.index, length: match[0].length, to, is: 'term' })
    }
    return pieces(
      words,
      found.toSorted((a, b) => a.at - b.at),
    )
  }
}

function pieces(
  words: string,
  found: readonly {
    readonly at: number
    readonly length: number
    readonly to: string
    readonly is: 'term' | 'reference'
  }[],
): readonly LinkedPiece[] {
  const all: LinkedPiece[] = []
  let from = 0
  for (const { at, length, to, is } of found) {
    if (at > from) all.push({ text: words.slice(from, at) })
    all.push({ text: words.slice(at, at + length), to, is })
    from = at + length
  }
  if (from < words.length || all.length === 0) all.push({ text: words.slice(from) })
  return all
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Terms that the law defines, small, with the provision that does. The first definition stands. */
export function definedTerms(provisions: readonly Linkable[]): ReadonlyMap<string, string> {
  const terms = new Map<string, string>()
  for (const { eId, text } of provisions) {
    for (const paragraph of text) {
      const term = DEFINES.exec(paragraph)?.[1]?.trim().toLowerCase()
      if (term !== undefined && term.length > 2 && !terms.has(term)) terms.set(term, eId)
    }
  }
  return terms
}

/** The provision that a reference names, seen from where it stands: as deep as there is one. */
function target(ids: ReadonlySet<string>, from: string, word: string, numbers: string): string | undefined {
  const kinds = WORDS.find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(word))?.[0] ?? []
  const parts = [...numbers.matchAll(/[\p{L}\p{N}.-]+/gu)].map(([part]) => numberForId(part)).filter(Boolean)
  const [first = '', ...deeper] = parts
  const steps = from.split('__')
  // Its own first, then what stands around it, then anywhere.
  const places = steps.map((_, at) => steps.slice(0, steps.length - at).join('__'))
  const wanted = kinds.flatMap((kind) => [...places.map((place) => `${place}__${kind}_${first}`), `${kind}_${first}`])
  let here = wanted.find((id) => ids.has(id))
  for (const part of deeper) {
    const below = here
    const next = ['subsec', 'para', 'subpara', 'point', 'indent'].map((kind) => `${below}__${kind}_${part}`)
    here = next.find((id) => ids.has(id)) ?? here
    if (here === below) break
  }
  return here
}
