export type Direction = 'ltr' | 'rtl'

export interface LanguageFacts {
  /** BCP 47: `en`, `ar`, `pt-MZ`. */
  readonly tag: string
  /** The language's name in itself, as its speakers look for it in a menu. */
  readonly name: string
  readonly direction: Direction
}

const RIGHT_TO_LEFT_SCRIPTS = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'])

/** The direction that a language is written in, from its (likely) script: `ur` is right to left, `ur-Latn` is not. */
export function directionOf(tag: string): Direction {
  const script = new Intl.Locale(tag).maximize().script
  return script !== undefined && RIGHT_TO_LEFT_SCRIPTS.has(script) ? 'rtl' : 'ltr'
}

/**
 * What there is to know of a language from its tag alone, so that adding a language to the platform is adding its
 * locale files.
 */
export function describeLanguage(tag: string): LanguageFacts {
  const name = new Intl.DisplayNames([tag], { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag
  return { tag, name: name.charAt(0).toLocaleUpperCase(tag) + name.slice(1), direction: directionOf(tag) }
}

/** The languages whose catalogues are complete. A locale file per package and module for each; a check compares them. */
export const LANGUAGE_TAGS = ['en', 'ar', 'fr', 'es', 'pt', 'ru'] as const

export type LanguageTag = (typeof LANGUAGE_TAGS)[number]

/** Whether the app's sentences are written in a language: `pt-MZ` is read in `pt`. */
export const isWritten = (tag: string): boolean =>
  LANGUAGE_TAGS.some((each) => each === tag.toLowerCase() || each === tag.split('-')[0]?.toLowerCase())

/** The first of the wanted languages (best first, as a browser lists them) that is there, else the fallback. */
export function chooseLanguage(wanted: readonly string[], available: readonly string[], fallback = 'en'): string {
  for (const tag of wanted) {
    const exact = available.find((candidate) => candidate.toLowerCase() === tag.toLowerCase())
    if (exact) return exact
    const base = tag.split('-')[0]?.toLowerCase()
    const related = available.find((candidate) => candidate.split('-')[0]?.toLowerCase() === base)
    if (related) return related
  }
  return fallback
}
