import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react'
import { escapes } from './leaving.ts'
import { NeutralPage } from './neutral-page.tsx'
import { topOverlay } from './open-overlay.ts'

const LeaveNowContext = createContext<() => void>(() => {})

/** Leaves at once, as Esc twice does: for a button where there is no keyboard. */
export const useLeaveNow = (): (() => void) => use(LeaveNowContext)

const LEFT = 'left'

export interface LeaveNowProps {
  /** Forgets what the page holds in memory; ends the session. The screen is cleared before it is called. */
  readonly onLeave?: () => void
  readonly children: ReactNode
}

/**
 * Esc twice clears the screen to a page that says nothing; an Esc that closes a menu or a dialog does that and no more. It stays so on a reload and on "back", until someone chooses
 * to go on; what was typed is kept sealed in the drafts.
 */
export function LeaveNow({ onLeave, children }: LeaveNowProps) {
  const [left, setLeft] = useState(() => sessionStorage.getItem(LEFT) !== null)
  const leaves = useRef(escapes())

  const leave = useCallback(() => {
    sessionStorage.setItem(LEFT, '1')
    history.replaceState(null, '', '/')
    setLeft(true)
    onLeave?.()
  }, [onLeave])

  useEffect(() => {
    if (left) return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.repeat) return
      // Looked at before anybody closes what is open.
      if (leaves.current(event.timeStamp, topOverlay(document))) leave()
    }
    // Before anything else hears it: an open dialog must not stand in the way.
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [left, leave])

  if (left) {
    return (
      <NeutralPage
        onContinue={() => {
          sessionStorage.removeItem(LEFT)
          location.replace('/')
        }}
      />
    )
  }
  return <LeaveNowContext value={leave}>{children}</LeaveNowContext>
}
