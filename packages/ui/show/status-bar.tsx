import type { ReactNode } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { Link } from '../press/link.tsx'
import { Icon, type IconName } from './icon.tsx'
import styles from './status-bar.module.css'

export interface StatusStep {
  readonly id: string
  readonly label: string
  readonly state: 'done' | 'current' | 'waiting' | 'skipped'
  /** In place of the usual word for the state: "declined" where a step is skipped since somebody does not want it. */
  readonly said?: string
  /** A clock (`DeadlineBadge`), a date. */
  readonly note?: ReactNode
  readonly to?: string
}

const MARKS = { done: 'check', current: 'dot', waiting: undefined, skipped: 'minus' } as const satisfies Record<
  StatusStep['state'],
  IconName | undefined
>

/** A file's way through a procedure: what is done, where it stands, what waits. */
export function StatusBar({ label, steps }: { label: string; steps: readonly StatusStep[] }) {
  const { t } = useMessages()
  return (
    <ol className={styles.bar} aria-label={label}>
      {steps.map(({ id, label: name, state, said, note, to }) => {
        const mark = MARKS[state]
        return (
          <li
            key={id}
            className={`${styles.step} ${styles[state]}`}
            aria-current={state === 'current' ? 'step' : undefined}
          >
            <span className={styles.mark}>{mark && <Icon name={mark} size={state === 'current' ? 12 : 16} />}</span>
            <div className={styles.text}>
              <span className={styles.name}>{to === undefined ? name : <Link to={to}>{name}</Link>}</span>
              <span className={styles.state} data-usual={said === undefined}>
                {said ?? t(`ui.step.${state}`)}
              </span>
              {note}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
