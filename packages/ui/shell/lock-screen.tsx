import { type ReactNode, useEffect, useRef } from 'react'
import styles from './lock-screen.module.css'

export interface LockScreenProps {
  /** Read aloud when it appears. */
  readonly label: string
  readonly children: ReactNode
}

/** Whether a lock stands in front of the page: what is below then answers no key. */
export const isBehindLock = (): boolean => document.querySelector('dialog[data-lock]') !== null

/**
 * Covers everything, open dialogs too, and takes the keyboard, while what is below stays as it is: nothing is unmounted,
 * and no scroll position is lost. It goes when it is no longer rendered; Esc does not close it.
 */
export function LockScreen({ label, children }: LockScreenProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      data-lock=""
      className={styles.screen}
      aria-label={label}
      onCancel={(event) => event.preventDefault()}
      // Browsers close a dialog on the second Esc whatever the page says; it opens again at once.
      onClose={(event) => event.currentTarget.isConnected && event.currentTarget.showModal()}
    >
      {children}
    </dialog>
  )
}
