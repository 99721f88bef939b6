import { createClient } from '@gloact/http/client'
import { signOut } from '@gloact/identity/contract/session'
import { type Catalogue, createMessages } from '@gloact/messages'
import {
  isTraining,
  type Languages,
  LanguagesProvider,
  LeaveNow,
  MessagesProvider,
  ModulesProvider,
  type Navigation,
  StaffNamesProvider,
  UiProvider,
  whenAtRest,
} from '@gloact/ui'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { colleagues } from './colleagues.ts'
import { RouterProvider } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useAccountLanguage } from './account-language.ts'
import { LanguageContext } from './language-context.ts'
import { useOwnDrafts } from './own-drafts.ts'
import { availableLanguages, loadCatalogue, loadOwnWords, rememberLanguage } from './languages.ts'
import { modules } from './modules.ts'
import { router } from './router.tsx'
import { holdsRole, SESSION_KEY, sessionQuery } from './session.ts'

const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: false, refetchOnWindowFocus: false, staleTime: 30_000, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})

const client = createClient({
  // The screen stays as it is with what was typed; the guards show the way to sign in again.
  onSignedOut: () => void queries.invalidateQueries({ queryKey: SESSION_KEY }),
})

export interface AppProps {
  /** The language to begin with, and its words of signing in. */
  readonly language: string
  readonly firstWords: Readonly<Record<string, Catalogue>>
}

export function App(props: AppProps) {
  return (
    <QueryClientProvider client={queries}>
      <Speaking {...props} />
    </QueryClientProvider>
  )
}

function Speaking(props: AppProps) {
  const { data: session } = useQuery(sessionQuery(client))
  const navigation = useRouterNavigation()
  const { language, catalogues, complete, lost, speak } = useWords(
    props,
    isTraining() || (session?.principal ?? null) !== null,
    WITH_OWN_WORDS.has(navigation.path),
  )
  // A locked session gives no key; the page that it covers holds what it has.
  const drafts = useOwnDrafts(client, session?.locked ? undefined : session?.principal?.userId)

  const choose = useAccountLanguage(client, queries, session, speak)

  // Times are the country's: the person who reads them from another zone reads the same hour.
  const timeZone = session?.timeZone ?? zoneOfDevice()
  const messages = useMemo(() => createMessages({ language, catalogues, timeZone }), [language, catalogues, timeZone])
  const chosen = useMemo(() => ({ language, choose, complete, lost }), [language, choose, complete, lost])
  const languages = useMemo<Languages>(
    () => ({
      available: availableLanguages,
      speak: async (tag) => {
        const words = await loadCatalogue(tag)
        return createMessages({ language: tag, catalogues: { ...catalogues, [tag]: words }, timeZone })
      },
    }),
    [catalogues, timeZone],
  )
  const holds = useCallback((roles: readonly string[]) => session !== undefined && holdsRole(session, roles), [session])

  return (
    <MessagesProvider messages={messages}>
      <LeaveNow onLeave={forget}>
        {drafts && (
          <UiProvider messages={messages} client={client} drafts={drafts} navigation={navigation}>
            <LanguageContext value={chosen}>
              <LanguagesProvider languages={languages}>
                <ModulesProvider modules={modules} holds={holds}>
                  <StaffNamesProvider names={colleagues}>
                    <RouterProvider router={router} />
                  </StaffNamesProvider>
                </ModulesProvider>
              </LanguagesProvider>
            </LanguageContext>
          </UiProvider>
        )}
      </LeaveNow>
    </MessagesProvider>
  )
}

/** The public screens for which a visitor loads no other module’s words. */
const WITH_OWN_WORDS: ReadonlySet<string> = new Set(
  modules.flatMap(({ routes }) => routes.filter(({ ownWords }) => ownWords === true).map(({ path }) => path)),
)

/**
 * The words spoken: those of signing in at first, all of them once somebody is signed in or the page is at rest. On a public
 * screen with words of its own, those and no more.
 */
function useWords({ language: begun, firstWords }: AppProps, now: boolean, ownWords: boolean) {
  const [spoken, setSpoken] = useState({
    language: begun,
    catalogues: firstWords,
    own: false,
    complete: false,
    lost: false,
  })
  const { complete } = spoken
  const alone = ownWords && !now
  const there = complete || (alone && spoken.own)
  useEffect(() => {
    if (there) return undefined
    let current = true
    const load = async () => {
      try {
        const loaded = await (alone
          ? loadOwnWords(begun).then((words) => ({ [begun]: words }))
          : Promise.all([loadCatalogue('en'), loadCatalogue(begun)]).then(([en, words]) => ({ en, [begun]: words })))
        if (!current) return
        setSpoken((before) => ({
          language: before.language,
          catalogues: { ...before.catalogues, ...loaded },
          own: true,
          complete: !alone,
          lost: false,
        }))
      } catch {
        // The frame says so as soon as somebody is signed in.
        if (current) setSpoken((before) => ({ ...before, lost: true }))
      }
    }
    if (now || alone) void load()
    else whenAtRest(() => current && void load())
    return () => {
      current = false
    }
  }, [alone, begun, now, there])

  const speak = useCallback((tag: string) => {
    rememberLanguage(tag)
    void loadCatalogue(tag).then((words) =>
      setSpoken((before) => ({ ...before, language: tag, catalogues: { ...before.catalogues, [tag]: words } })),
    )
  }, [])
  return { ...spoken, speak }
}

/** Until the country's is known. */
const zoneOfDevice = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Nothing that was read is kept in memory, and the session ends; what was typed stays sealed on the device. */
function forget(): void {
  queries.clear()
  for (const module of modules) module.forget?.()
  void client.call(signOut, { query: { keep: 'drafts' } })
}

function useRouterNavigation(): Navigation {
  const path = useSyncExternalStore(
    (listener) => router.subscribe('onResolved', listener),
    () => router.state.location.pathname,
  )
  return useMemo<Navigation>(
    () => ({
      path,
      go: (to, { replace = false, keepPlace = false } = {}) =>
        void router.navigate({ href: to, replace, resetScroll: !keepPlace }),
      holdBack: (onBack) =>
        router.history.block({
          blockerFn: ({ action }) => action === 'BACK' && onBack(),
          enableBeforeUnload: false,
        }),
      holdLeaving: ({ stays, wouldLose }) =>
        router.history.block({
          // Another part of the same page leaves nothing; a page that goes on by itself pushes, and never goes back.
          blockerFn: async ({ action, currentLocation, nextLocation }) =>
            currentLocation.pathname !== nextLocation.pathname &&
            (await stays(action === 'PUSH' || action === 'REPLACE' ? 'page' : 'person')),
          enableBeforeUnload: wouldLose,
        }),
    }),
    [path],
  )
}
