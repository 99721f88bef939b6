import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './timeline.module.css'

export interface TimelineEntry {
  readonly id: string
  readonly at: ReactNode
  readonly title: ReactNode
  readonly who?: ReactNode
  readonly body?: ReactNode
  readonly icon?: IconName
}

/** What happened and was recorded, one after the other. */
export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <ol className={styles.timeline} aria-label={label}>
      {entries.map(({ id, at, title, who, body, icon = 'edit' }) => (
        <li key={id} className={styles.entry}>
          <span className={styles.mark}>
            <Icon name={icon} size={16} />
          </span>
          <div>
            <div className={styles.title}>{title}</div>
            <div className={styles.about}>
              {at}
              {who === undefined ? null : (
                <>
                  {' '}
                  · <bdi>{who}</bdi>
                </>
              )}
            </div>
            {body}
          </div>
        </li>
      ))}
    </ol>
  )
}
