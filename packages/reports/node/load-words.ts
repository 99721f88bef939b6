import { readFile } from 'node:fs/promises'
import { type Catalogue, chooseLanguage, LANGUAGE_TAGS } from '@gloact/messages'
import { type ReportWords, reportWords } from '../words.ts'

/** The words of the first of these languages that there are sentences in; English where there are in none. */
export async function loadReportWords(...wanted: readonly string[]): Promise<ReportWords> {
  const language = chooseLanguage(wanted, LANGUAGE_TAGS)
  const tags = new Set([language, 'en'])
  const entries = await Promise.all([...tags].map(async (tag) => [tag, await catalogueOf(tag)] as const))
  return reportWords(language, Object.fromEntries(entries))
}

const catalogueOf = async (tag: string): Promise<Catalogue> =>
  JSON.parse(await readFile(new URL(`../locales/${tag}.json`, import.meta.url), 'utf8')) as Catalogue
