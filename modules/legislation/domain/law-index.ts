import { asciiDigits } from '@gloact/kernel'

/** A provision as the index needs it: its own words, without those that stand below it. */
export interface Indexable {
  readonly eId: string
  readonly heading: string
  readonly text: readonly string[]
  readonly after: readonly string[]
  readonly children: readonly Indexable[]
}

/** Where the words and numbers of a text stand: provisions by their place in it. */
export interface LawIndex {
  /** Above which provision each stands; -1 at the top. */
  readonly parents: readonly number[]
  /** How many letters each has, with what stands below it. */
  readonly sizes: readonly number[]
  /** In which provisions a word stands itself, or which ones have a number (`#sec_5.2.a`). */
  readonly words: ReadonlyMap<string, readonly number[]>
}

const LONGEST = 60
const ARTICLE = /^(?:[وفبك]?ال|لل)(?=\p{L}{3})/u

/** A word as it is compared: without case, accents, vowel signs, and the Arabic letters that are written either way. */
export const folded = (word: string): string =>
  asciiDigits(word)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}ـ]/gu, '')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll('ß', 'ss')
    .slice(0, LONGEST)

/** An Arabic word without its article, which people leave out when they look for it. */
export const withoutArticle = (word: string): string => word.replace(ARTICLE, '')

const TOKEN = /[\p{L}\p{M}\p{N}ـ]+/gu

/** The words of a text, each with where it begins. */
export const tokensOf = (text: string): readonly { readonly word: string; readonly at: number }[] =>
  [...text.matchAll(TOKEN)].flatMap((found) => {
    const word = folded(found[0])
    return word === '' ? [] : [{ word, at: found.index }]
  })

/** Kinds with which one begins to name a provision: `section 5(2)(a)`. */
const NAMED = /^(?:sec|art|part|chp)$/

/** A number as it is looked for: `#sec_5.2.a`. */
export const numberToken = (kind: string, numbers: readonly string[]): string =>
  `#${kind}_${numbers.map((number) => number.toLowerCase()).join('.')}`.slice(0, LONGEST * 4)

/** Every way to name a provision by its number: from its section, its part, or where a schedule has sections of its own. */
function numbersOf(eId: string): readonly string[] {
  const steps = eId.split('__').map((step) => {
    const at = step.indexOf('_')
    return { kind: step.slice(0, at), number: step.slice(at + 1).replace(/_dup_\d+$/, '') }
  })
  return steps.flatMap(({ kind }, at) =>
    NAMED.test(kind)
      ? [
          numberToken(
            kind,
            steps.slice(at).map(({ number }) => number),
          ),
        ]
      : [],
  )
}

/** The index of a text; its provisions count in the order of the text. */
export function indexOf(provisions: readonly Indexable[]): LawIndex {
  const words = new Map<string, Set<number>>()
  const parents: number[] = []
  const sizes: number[] = []
  const add = (word: string, at: number) => {
    const held = words.get(word)
    if (held) held.add(at)
    else words.set(word, new Set([at]))
  }
  const visit = ({ eId, heading, text, after, children }: Indexable, above: number): number => {
    const at = parents.push(above) - 1
    const own = [heading, ...text, ...after]
    for (const { word } of own.flatMap(tokensOf)) {
      add(word, at)
      const bare = withoutArticle(word)
      if (bare !== word) add(bare, at)
    }
    for (const number of numbersOf(eId)) add(number, at)
    sizes.push(0)
    const size = own.reduce((sum, part) => sum + part.length, 0)
    sizes[at] = children.reduce((sum, child) => sum + visit(child, at), size)
    return sizes[at]
  }
  for (const provision of provisions) visit(provision, -1)
  return { parents, sizes, words: new Map([...words].map(([word, at]) => [word, [...at]])) }
}

/**
 * The provisions that hold all words, each word itself or below it; of those that stand in each other the deepest, which says it in
 * the fewest words.
 */
export function holdingAll(parents: readonly number[], places: readonly (readonly number[])[]): readonly number[] {
  const marks = places.map((own) => {
    const marked = new Set<number>()
    for (const first of own) {
      for (let at = first; at >= 0 && !marked.has(at); at = parents[at] ?? -1) marked.add(at)
    }
    return marked
  })
  const [fewest, ...others] = marks.toSorted((a, b) => a.size - b.size)
  const all = [...(fewest ?? [])].filter((at) => others.every((marked) => marked.has(at)))
  const above = new Set(all.map((at) => parents[at] ?? -1))
  return all.filter((at) => !above.has(at)).toSorted((a, b) => a - b)
}
