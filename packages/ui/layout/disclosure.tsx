import type { ReactNode } from 'react'
import styles from './disclosure.module.css'

export interface DisclosureProps {
  readonly summary: ReactNode
  readonly open?: boolean
  /** Where the page keeps whether it is open. */
  readonly onOpenChange?: (open: boolean) => void
  readonly children: ReactNode
}

/** More, for who wants it. */
export function Disclosure({ summary, open, onOpenChange, children }: DisclosureProps) {
  return (
    <details
      className={styles.disclosure}
      open={open}
      onToggle={onOpenChange && ((event) => onOpenChange(event.currentTarget.open))}
    >
      <summary>{summary}</summary>
      <div className={styles.body}>{children}</div>
    </details>
  )
}
