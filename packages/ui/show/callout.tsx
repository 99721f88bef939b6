import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './callout.module.css'

export interface CalloutProps {
  /** `danger`: to a person (where not to call, who must not know). */
  readonly tone?: 'info' | 'notice' | 'danger' | 'success'
  readonly title?: string
  readonly actions?: ReactNode
  /** Read aloud as soon as it appears. */
  readonly urgent?: boolean
  readonly children?: ReactNode
}

const SHAPES = { info: 'info', notice: 'bell', danger: 'warning', success: 'done' } as const satisfies Record<
  string,
  IconName
>

/** Something that must not be overlooked. */
export function Callout({ tone = 'info', title, actions, urgent = false, children }: CalloutProps) {
  return (
    <div className={`${styles.callout} ${styles[tone]}`} role={urgent ? 'alert' : undefined}>
      <span className={styles.icon}>
        <Icon name={SHAPES[tone]} />
      </span>
      <div className={styles.body}>
        {title === undefined ? null : <p className={styles.title}>{title}</p>}
        {children === undefined ? null : <div>{children}</div>}
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  )
}
