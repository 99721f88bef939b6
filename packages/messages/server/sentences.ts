import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A sentence without parameters in a language; English where the language has none. */
export type Sentences = (language: string, id: string) => string

/** The sentences in a module's `locales/`, for what the server itself writes. */
export function sentencesIn(folder: string): Sentences {
  const catalogues = new Map<string, Readonly<Record<string, string>>>()
  const catalogueOf = (language: string): Readonly<Record<string, string>> => {
    const known = catalogues.get(language)
    if (known) return known
    const file = join(folder, `${language}.json`)
    // A language is a tag of an account; only one that looks like a tag is looked for.
    const found =
      /^[a-z]{2,3}$/.test(language) && existsSync(file)
        ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
        : {}
    catalogues.set(language, found)
    return found
  }
  return (language, id) => catalogueOf(language)[id] ?? catalogueOf('en')[id] ?? id
}
