import { createMessages, type Catalogue, type LanguageTag, type Messages } from '@gloact/messages'
import { useMessages } from '@gloact/ui'
import { useEffect, useState } from 'react'

/** By name, so that the type check asks for the line of a language that was added. */
const CATALOGUES: Readonly<Record<LanguageTag, () => Promise<{ default: Catalogue }>>> = {
  en: () => import('../../locales/en.json'),
  ar: () => import('../../locales/ar.json'),
  fr: () => import('../../locales/fr.json'),
  es: () => import('../../locales/es.json'),
  pt: () => import('../../locales/pt.json'),
  ru: () => import('../../locales/ru.json'),
}

/** The module's sentences in another language than the session's; undefined until they are there. */
export function useWordsIn(language: LanguageTag | undefined): Messages | undefined {
  const { timeZone } = useMessages()
  const [words, setWords] = useState<{ readonly language: string; readonly messages: Messages } | null>(null)
  useEffect(() => {
    if (language === undefined) return undefined
    let current = true
    void CATALOGUES[language]().then((loaded) => {
      if (!current) return
      const messages = createMessages({ language, timeZone, catalogues: { [language]: loaded.default } })
      setWords({ language, messages })
    })
    return () => {
      current = false
    }
  }, [language, timeZone])
  return words !== null && words.language === language ? words.messages : undefined
}
