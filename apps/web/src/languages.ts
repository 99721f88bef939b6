import { byLanguage, type Catalogue, describeLanguage, type LanguageFacts } from '@gloact/messages'

/**
 * Three files a language: what is said before anybody is signed in, what public screens with words of their own say besides,
 * and the rest. `vite.config.ts` brings together in them what lies in the `locales` of all parts.
 */
const first = byLanguage(import.meta.glob<Catalogue>('../locales/*.json', { query: '?first', import: 'default' }))
const own = byLanguage(import.meta.glob<Catalogue>('../locales/*.json', { query: '?own', import: 'default' }))
const rest = byLanguage(import.meta.glob<Catalogue>('../locales/*.json', { query: '?rest', import: 'default' }))

/** The languages that there are words in. */
export const availableLanguages: readonly LanguageFacts[] = Object.keys(first)
  .toSorted((one, other) => (one === 'en' ? -1 : other === 'en' ? 1 : one < other ? -1 : 1))
  .map(describeLanguage)

/** What a language says before anybody is signed in. */
export async function loadFirstWords(language: string): Promise<Catalogue> {
  return (await first[language]?.()) ?? {}
}

/** What a language says on public screens that need no other module’s words. */
export async function loadOwnWords(language: string): Promise<Catalogue> {
  const [before, more] = await Promise.all([loadFirstWords(language), own[language]?.()])
  return { ...before, ...more }
}

/** All sentences of a language. */
export async function loadCatalogue(language: string): Promise<Catalogue> {
  const [before, after] = await Promise.all([loadOwnWords(language), rest[language]?.()])
  return { ...before, ...after }
}

const REMEMBERED = 'language'

/** The language last spoken on this device; null where nobody was signed in or chose one. */
export const rememberedLanguage = (): string | null => localStorage.getItem(REMEMBERED)

export const rememberLanguage = (tag: string): void => localStorage.setItem(REMEMBERED, tag)

const UNKEPT = 'language-chosen'

/** A language chosen here that no account has yet: before anybody was signed in, or without a connection. */
export const chosenLanguage = (): string | null => localStorage.getItem(UNKEPT)

export const languageChosen = (tag: string): void => localStorage.setItem(UNKEPT, tag)

/** An account has it now. One that was chosen meanwhile is still to be kept. */
export function languageKept(tag: string): void {
  if (chosenLanguage() === tag) localStorage.removeItem(UNKEPT)
}
