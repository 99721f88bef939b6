import { type Catalogue, describeLanguage, type LanguageFacts } from '@gloact/messages'

/** Two files a language: what is said before anybody is signed in (`words/first/fr.ts`), and the rest (`words/rest/fr.ts`). */
const first = import.meta.glob<Catalogue>('./words/first/*.ts', { import: 'words' })
const rest = import.meta.glob<Catalogue>('./words/rest/*.ts', { import: 'words' })

/** The languages that there are words in. */
export const availableLanguages: readonly LanguageFacts[] = Object.keys(first)
  .map((path) => path.slice('./words/first/'.length, -'.ts'.length))
  .toSorted((one, other) => (one === 'en' ? -1 : other === 'en' ? 1 : one < other ? -1 : 1))
  .map(describeLanguage)

/** What a language says before anybody is signed in. */
export async function loadFirstWords(language: string): Promise<Catalogue> {
  return (await first[`./words/first/${language}.ts`]?.()) ?? {}
}

/** All sentences of a language. */
export async function loadCatalogue(language: string): Promise<Catalogue> {
  const [before, after] = await Promise.all([loadFirstWords(language), rest[`./words/rest/${language}.ts`]?.()])
  return { ...before, ...after }
}

const REMEMBERED = 'language'

/** The language chosen on this device; the browser's otherwise. */
export const rememberedLanguage = (): string | null => localStorage.getItem(REMEMBERED)

export const rememberLanguage = (tag: string): void => localStorage.setItem(REMEMBERED, tag)
