import { createContext, use } from 'react'

export interface LanguageChoice {
  readonly language: string
  readonly choose: (tag: string) => void
  /** False while only the words of signing in are here. */
  readonly complete: boolean
}

export const LanguageContext = createContext<LanguageChoice>({ language: 'en', choose: () => {}, complete: true })

export const useLanguage = (): LanguageChoice => use(LanguageContext)
