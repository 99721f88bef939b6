import { CLIENT_PROBLEMS, clientProblem } from '@gloact/http/client'
import { describeLanguage, type LanguageFacts, type Messages } from '@gloact/messages'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { ErrorState } from '../say/error-state.tsx'
import { LoadingState } from '../say/loading-state.tsx'
import { MessagesProvider, useMessages } from './messages.tsx'

/** The languages that something can be said in beside the session's own: for a document in somebody else's language. */
export interface Languages {
  readonly available: readonly LanguageFacts[]
  /** The sentences of a language. */
  readonly speak: (language: string) => Promise<Messages>
}

const LanguagesContext = createContext<Languages | null>(null)

export function LanguagesProvider({ languages, children }: { languages: Languages; children: ReactNode }) {
  return <LanguagesContext value={languages}>{children}</LanguagesContext>
}

/** The session's own language alone, where the page was given no others. */
export function useLanguages(): Languages {
  const messages = useMessages()
  return use(LanguagesContext) ?? { available: [describeLanguage(messages.language)], speak: async () => messages }
}

/** The sentences of another language could not be fetched. A browser remembers a failed import until the page is reloaded. */
const UNREACHABLE = clientProblem(CLIENT_PROBLEMS.unreachable)
const reload = (): void => window.location.reload()

/** Everything below in another language, with its direction and its ways of writing dates; instants stay in the same zone. */
export function InLanguage({ language, children }: { language: string; children: ReactNode }) {
  const own = useMessages()
  const { speak } = useLanguages()
  const [spoken, setSpoken] = useState<Messages>()
  const [lost, setLost] = useState<string>()
  useEffect(() => {
    let current = true
    speak(language).then(
      (messages) => current && setSpoken(messages.inZone(own.timeZone)),
      () => current && setLost(language),
    )
    return () => {
      current = false
    }
  }, [speak, language, own.timeZone])
  const messages = own.language === language ? own : spoken?.language === language ? spoken : undefined
  if (!messages && lost === language)
    return <ErrorState title={own.t('ui.language.not_loaded')} problem={UNREACHABLE} onRetry={reload} />
  if (!messages) return <LoadingState what={own.t('ui.language.loading')} />
  return (
    <MessagesProvider messages={messages}>
      <div lang={messages.language} dir={messages.direction}>
        {children}
      </div>
    </MessagesProvider>
  )
}
