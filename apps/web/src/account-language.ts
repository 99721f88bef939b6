import type { Client } from '@gloact/http/client'
import { changeLanguage } from '@gloact/identity/contract/account'
import type { QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { availableLanguages, chosenLanguage, languageChosen, languageKept } from './languages.ts'
import { type CurrentSession, SESSION_KEY } from './session.ts'

/**
 * The language is the account's: what is chosen goes with the person who is signed in to every device, to what is sent to them and
 * to their calendar. What was chosen before signing in is kept as soon as somebody has. Nobody chose the language of a
 * demonstration's accounts: there the browser's is spoken until one is chosen.
 */
export function useAccountLanguage(
  client: Client,
  queries: QueryClient,
  session: CurrentSession | undefined,
  speak: (tag: string) => void,
): (tag: string) => void {
  const { userId, language, demo } = session?.principal ?? {}
  const locked = session?.locked

  const keep = useCallback(
    async (tag: string) => {
      const kept = await client.call(changeLanguage, { body: { language: tag } })
      // It stays chosen on this device, and is kept with the next sign-in.
      if (!kept.ok) return
      languageKept(tag)
      queries.setQueryData<CurrentSession>(SESSION_KEY, (before) =>
        before?.principal ? { ...before, principal: { ...before.principal, language: tag } } : before,
      )
    },
    [client, queries],
  )

  useEffect(() => {
    // A locked session takes nothing.
    if (userId === undefined || locked) return
    const chosen = chosenLanguage()
    if (chosen !== null) void keep(chosen)
    else if (!demo && availableLanguages.some(({ tag }) => tag === language)) speak(language ?? '')
  }, [userId, language, demo, locked, keep, speak])

  return useCallback(
    (tag: string) => {
      languageChosen(tag)
      speak(tag)
      if (userId !== undefined) void keep(tag)
    },
    [userId, keep, speak],
  )
}
