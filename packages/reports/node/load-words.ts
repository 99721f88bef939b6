import { readFile } from 'node:fs/promises'
import { type Catalogue, chooseLanguage, LANGUAGE_TAGS } from '@gloact/messages'
import { type ReportWords, reportWords } from '../words.ts'

/** The words of the first of these languages that there are sentences in; English where there are in none. Read once for each. */
export async function loadReportWords(...wanted: readonly string[]): Promise<ReportWords> {
  const language = chooseLanguage(wanted, LANGUAGE_TAGS)
  const known = loaded.get(language)
  if (known !== undefined) return known
  // Kept once it was read: a file that could not be opened this time is tried again the next.
  const words = await load(language)
  loaded.set(language, words)
  return words
}

const loaded = new Map<string, ReportWords>()

async function load(language: string): Promise<ReportWords> {
  const tags = new Set([language, 'en'])
  const entries = await Promise.all([...tags].map(async (tag) => [tag, await catalogueOf(tag)] as const))
  return reportWords(language, Object.fromEntries(entries))
}

const catalogueOf = async (tag: string): Promise<Catalogue> =>
  JSON.parse(await readFile(new URL(`../locales/${tag}.json`, import.meta.url), 'utf8')) as Catalogue
