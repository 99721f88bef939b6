import type { ReactNode } from 'react'
import { Icon, type IconName } from '../show/icon.tsx'
import styles from './states.module.css'

export interface EmptyStateProps {
  /** What would stand here. */
  readonly title: string
  readonly about?: ReactNode
  /** The button that starts it. */
  readonly action?: ReactNode
  readonly icon?: IconName
}

export function EmptyState({ title, about, action, icon = 'folder' }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <span className={styles.icon}>
        <Icon name={icon} size={32} />
      </span>
      <p className={styles.title}>{title}</p>
      {about === undefined ? null : <p className={styles.about}>{about}</p>}
      {action === undefined ? null : <div className={styles.action}>{action}</div>}
    </div>
  )
}
