import { LockScreen, useClient, useMessages } from '@gloact/ui'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { keepSession, lockSession } from '../contract/session.ts'
import { SESSION_KEY, useSession } from './session.ts'

const Unlock = lazy(() => import('./unlock.tsx').then((file) => ({ default: file.Unlock })))

const AccessNotices = lazy(() => import('./access-notices.tsx').then((file) => ({ default: file.AccessNotices })))

const WithheldRoles = lazy(() => import('./access-notices.tsx').then((file) => ({ default: file.WithheldRoles })))

/** When somebody last did something here, in any tab of this browser. */
const ACTIVE = 'gloact.active'
const LOOK_EVERY = 15_000
/** Somebody who writes for long sends nothing: the server is told that they are there. */
const TELL_EVERY = 5 * 60_000
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/**
 * Stands around the pages of somebody who is signed in. Left idle, the session is locked: what is on the screen is covered
 * and not unmounted, so that nothing that was typed is lost, and the password or a passkey brings it back.
 */
export function SessionLock({ children }: { readonly children: ReactNode }) {
  const { t } = useMessages()
  const session = useSession()
  const locked = session?.locked === true
  useIdleLock(session?.principal !== undefined && session?.principal !== null && !locked, session?.idleTimeoutSeconds)
  return (
    <>
      {session && session.notices.length > 0 && !locked && (
        <Suspense>
          <AccessNotices notices={session.notices} />
        </Suspense>
      )}
      {session && session.withheldRoles.length > 0 && !locked && (
        <Suspense>
          <WithheldRoles roles={session.withheldRoles} />
        </Suspense>
      )}
      {children}
      {locked && session.principal && (
        <LockScreen label={t('identity.unlock.title')}>
          <Suspense>
            <Unlock name={session.principal.displayName} />
          </Suspense>
        </LockScreen>
      )}
    </>
  )
}

function useIdleLock(watching: boolean, idleTimeoutSeconds: number | undefined): void {
  const client = useClient()
  const queries = useQueryClient()
  useEffect(() => {
    if (!watching || idleTimeoutSeconds === undefined) return undefined
    let told = Date.now()
    const alive = () => localStorage.setItem(ACTIVE, String(Date.now()))
    alive()
    const look = () => {
      const active = Number(localStorage.getItem(ACTIVE) ?? 0)
      if (Date.now() - active > idleTimeoutSeconds * 1000) {
        void client.call(lockSession).then(() => queries.invalidateQueries({ queryKey: SESSION_KEY }))
      } else if (active > told && Date.now() - told > TELL_EVERY) {
        told = Date.now()
        void client.call(keepSession)
      }
    }
    const timer = setInterval(look, LOOK_EVERY)
    // A machine that slept runs no timers: look as soon as the page is seen again.
    document.addEventListener('visibilitychange', look)
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true, capture: true })
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive, { capture: true })
    }
  }, [client, queries, watching, idleTimeoutSeconds])
}
