import { type Catalogue, chooseLanguage, LANGUAGE_TAGS, type LanguageTag } from '@gloact/messages'

/** What a worker words a report with: the reader’s language, and English for what it lacks and for programs. */
export interface ReportCatalogues {
  readonly language: string
  readonly catalogues: Readonly<Record<string, Catalogue>>
}

/** By name, so that the type check asks for the line of a language that was added. */
const CATALOGUES: Readonly<Record<LanguageTag, () => Promise<{ default: Catalogue }>>> = {
  en: () => import('@gloact/reports/locales/en.json'),
  ar: () => import('@gloact/reports/locales/ar.json'),
  fr: () => import('@gloact/reports/locales/fr.json'),
  es: () => import('@gloact/reports/locales/es.json'),
  pt: () => import('@gloact/reports/locales/pt.json'),
  ru: () => import('@gloact/reports/locales/ru.json'),
}

/** The sentences of reports, loaded when a report is made. */
export async function reportCatalogues(wanted: string): Promise<ReportCatalogues> {
  const language = chooseLanguage([wanted], LANGUAGE_TAGS) as LanguageTag
  const [own, english] = await Promise.all([CATALOGUES[language](), CATALOGUES.en()])
  return { language, catalogues: { en: english.default, [language]: own.default } }
}
