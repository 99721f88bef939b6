import { createContext, use } from 'react'

export interface LanguageChoice {
  readonly language: string
  readonly choose: (tag: string) => void
  /** False while only the words of signing in are here. */
  readonly complete: boolean
  /** The others could not be fetched. */
  readonly lost: boolean
}

export const LanguageContext = createContext<LanguageChoice>({
  language: 'en',
  choose: () => {},
  complete: true,
  lost: false,
})

export const useLanguage = (): LanguageChoice => use(LanguageContext)
