import { type Catalogue, describeLanguage, type LanguageFacts } from '@gloact/messages'

/** A file a language (`words/fr.ts`), fetched whole when the language is first spoken. */
const files = import.meta.glob<Catalogue>('./words/*.ts', { import: 'words' })

/** The languages that there are words in. */
export const availableLanguages: readonly LanguageFacts[] = Object.keys(files)
  .map((path) => path.slice('./words/'.length, -'.ts'.length))
  .toSorted((one, other) => (one === 'en' ? -1 : other === 'en' ? 1 : one < other ? -1 : 1))
  .map(describeLanguage)

/** All sentences of a language. */
export async function loadCatalogue(language: string): Promise<Catalogue> {
  const load = files[`./words/${language}.ts`]
  return load ? load() : {}
}

const REMEMBERED = 'language'

/** The language chosen on this device; the browser's otherwise. */
export const rememberedLanguage = (): string | null => localStorage.getItem(REMEMBERED)

export const rememberLanguage = (tag: string): void => localStorage.setItem(REMEMBERED, tag)
