import { createContext, use } from 'react'

export interface LanguageChoice {
  readonly language: string
  readonly choose: (tag: string) => void
}

export const LanguageContext = createContext<LanguageChoice>({ language: 'en', choose: () => {} })

export const useLanguage = (): LanguageChoice => use(LanguageContext)
