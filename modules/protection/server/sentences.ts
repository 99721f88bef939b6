import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', 'locales')
const catalogues = new Map<string, Readonly<Record<string, string>>>()

/** A sentence of this module without parameters, for what the server itself writes; English where the language has none. */
export function protectionSentence(language: string, id: string): string {
  return catalogueOf(language)[id] ?? catalogueOf('en')[id] ?? id
}

function catalogueOf(language: string): Readonly<Record<string, string>> {
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
