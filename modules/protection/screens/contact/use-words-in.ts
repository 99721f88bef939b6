import { useQuery } from '@tanstack/react-query'
import { createMessages, type Catalogue, type LanguageTag, type Messages } from '@gloact/messages'
import { useMessages } from '@gloact/ui'

/** By name, so that the type check asks for the line of a language that was added. */
const CATALOGUES: Readonly<Record<LanguageTag, () => Promise<{ default: Catalogue }>>> = {
  en: () => import('../../locales/en.json'),
  ar: () => import('../../locales/ar.json'),
  fr: () => import('../../locales/fr.json'),
  es: () => import('../../locales/es.json'),
  pt: () => import('../../locales/pt.json'),
  ru: () => import('../../locales/ru.json'),
}

/**
 * The module's sentences in another language than the session's; undefined until they are there, null where they cannot be fetched,
 * such as without a signal. What was fetched once stays.
 */
export function useWordsIn(language: LanguageTag | undefined): Messages | null | undefined {
  const session = useMessages()
  const { timeZone } = session
  const isOther = language !== undefined && language !== session.language
  const { data, isError } = useQuery({
    queryKey: ['protection', 'words', language, timeZone],
    queryFn: async () => {
      if (language === undefined) return null
      const loaded = await CATALOGUES[language]()
      return createMessages({ language, timeZone, catalogues: { [language]: loaded.default } })
    },
    enabled: isOther,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  if (language === undefined) return undefined
  if (!isOther) return session
  return isError ? null : data
}
