import type { ReactNode } from 'react'
import { FileNumber, ForScreenReaders } from '../layout/text.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Link } from '../press/link.tsx'
import { Icon, type IconName } from './icon.tsx'
import styles from './task-list.module.css'

export interface TaskRowProps {
  readonly to: string
  /** How pressing it is; told by the shape and, aloud, by a word. */
  readonly shape: 'danger' | 'late' | 'today' | 'normal'
  readonly number?: string
  /** What there is to do. */
  readonly title: string
  /** Why now. */
  readonly when: ReactNode
  /** The one thing to do: "Appoint". */
  readonly action: string
}

const SHAPES = { danger: 'warning', late: 'triangle', today: 'dot', normal: 'circle' } as const satisfies Record<
  string,
  IconName
>

/** What waits for somebody, a `TaskRow` each. */
export function TaskList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  )
}

/** One thing that waits: what, why now, and the one thing to do. */
export function TaskRow({ to, shape, number, title, when, action }: TaskRowProps) {
  const { t } = useMessages()
  return (
    <li className={styles.task}>
      <span
        className={[styles.shape, shape === 'late' && styles.late, shape === 'danger' && styles.danger]
          .filter(Boolean)
          .join(' ')}
      >
        <Icon name={SHAPES[shape]} size={16} label={t(`ui.task.${shape}`)} />
      </span>
      <span className={styles.what}>
        {number === undefined ? null : <FileNumber>{number}</FileNumber>}
        <span className={shape === 'danger' ? styles.dangerous : undefined}>{title}</span>
      </span>
      <span className={styles.when}>{when}</span>
      <span className={styles.action}>
        <Link to={to} quiet>
          {action}
          <ForScreenReaders> {[number, title].filter(Boolean).join(': ')}</ForScreenReaders>{' '}
          <Icon name="forward" size={16} />
        </Link>
      </span>
    </li>
  )
}
