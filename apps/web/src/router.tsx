import {
  Button,
  EmptyState,
  LoadingState,
  OverThePage,
  type ScreenRoute,
  useAtRest,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, Navigate, useRouterState } from '@tanstack/react-router'
import { lazy, useEffect } from 'react'
import { Broken } from './broken.tsx'
import { Frame } from './frame.tsx'
import { KEYBOARD_PATH } from './keyboard-path.ts'
import { modules } from './modules.ts'
import { isBack, placeFor, rememberPlace } from './place.ts'
import { type CurrentSession, holdsRole, sessionQuery } from './session.ts'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Shown without navigation around it. */
    readonly bare?: boolean
  }
}

const root = createRootRoute({ component: Everything, notFoundComponent: NothingHere, errorComponent: Broken })

const routes = modules.flatMap(({ routes: own }) =>
  own.map((screen) =>
    createRoute({
      getParentRoute: () => root,
      path: screen.path,
      component: guarded(screen),
      staticData: { bare: screen.bare === true },
    }),
  ),
)

const keyboard = createRoute({
  getParentRoute: () => root,
  path: KEYBOARD_PATH,
  component: guarded({
    path: KEYBOARD_PATH,
    load: () => import('./keyboard-page.tsx').then((file) => file.KeyboardPage),
  }),
})

export const router = createRouter({
  routeTree: root.addChildren([...routes, keyboard]),
  defaultPreload: false,
  // The router has a boundary of its own around every screen, which shows nothing where it is not given what.
  defaultPendingComponent: Opening,
  scrollRestoration: true,
})

function Everything() {
  return (
    <OverThePage>
      <Frame />
    </OverThePage>
  )
}

/** The screen is on its way: the first time that it is opened, longer where the network is slow. */
function Opening() {
  const { t } = useMessages()
  return (
    <div data-opening>
      <LoadingState what={t('web.opening')} />
    </div>
  )
}

/** The screen, for whom it is; loaded when it is first opened. */
function guarded(screen: ScreenRoute) {
  const Loaded = lazy(() => screen.load().then((component) => ({ default: component })))
  const Screen = () => (
    <>
      <Loaded />
      <AtRest />
    </>
  )
  return function Guarded() {
    const client = useClient()
    const { data: session } = useQuery(sessionQuery(client))
    const here = useRouterState({ select: ({ location }) => location.pathname })
    if (screen.public) return <Screen />
    if (!session) return null
    const gate = modules.map((module) => module.gate?.(session)).find((path) => path !== undefined)
    if (gate !== undefined && gate !== here) {
      rememberPlace(here)
      return <Navigate to={gate} replace />
    }
    const atStart = gate === undefined && here === '/'
    const wanted = atStart ? placeFor(session) : undefined
    const shown = holdsRole(session, screen.roles) ? <Screen /> : <NothingHere />
    return (
      <>
        {wanted === undefined ? shown : <Navigate to={wanted} replace />}
        {atStart && <Back session={session} />}
      </>
    )
  }
}

/** Where they had been is forgotten once they are on their way there, and not before: a page may be rendered and never shown. */
function Back({ session }: { readonly session: CurrentSession }) {
  useEffect(() => isBack(session), [session])
  return null
}

/** Beside a screen, and shown with it: what the first screen does without may come now. */
function AtRest() {
  useAtRest()
  return null
}

function NothingHere() {
  const { t } = useMessages()
  return (
    <EmptyState
      icon="search"
      title={t('web.nothing_here')}
      about={t('web.nothing_here_about')}
      action={<Button to="/">{t('web.to_start')}</Button>}
    />
  )
}
