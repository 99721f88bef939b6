import type { Problem } from '@gloact/http/client'
import type { ReactNode } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { Button } from '../press/button.tsx'
import { Icon } from '../show/icon.tsx'
import styles from './states.module.css'

export interface ErrorStateProps {
  /** Its code has a message of the same id: what happened and what to do. */
  readonly problem?: Problem
  /** What could not be done, where the problem does not say it. */
  readonly title?: string
  /** What is safe in spite of it: "What you typed is kept on this device." */
  readonly safe?: string
  readonly onRetry?: () => void
  readonly action?: ReactNode
}

/** What happened, what is safe, what to do. */
export function ErrorState({ problem, title, safe, onRetry, action }: ErrorStateProps) {
  const { t, has } = useMessages()
  const said = problem && has(problem.code) ? t(problem.code, problem.params) : t('ui.error.unknown')
  return (
    <div className={`${styles.state} ${styles.error}`} role="alert">
      <span className={styles.icon}>
        <Icon name="warning" size={32} />
      </span>
      <p className={styles.title}>{title ?? t('ui.error.title')}</p>
      <p>{said}</p>
      {safe === undefined ? null : <p className={styles.about}>{safe}</p>}
      {onRetry === undefined && action === undefined ? null : (
        <div className={styles.action}>
          {onRetry && (
            <Button icon="refresh" onPress={onRetry}>
              {t('ui.error.retry')}
            </Button>
          )}
          {action}
        </div>
      )}
      {problem?.requestId === undefined ? null : (
        <p className={styles.about}>{t('ui.error.reference', { reference: problem.requestId })}</p>
      )}
    </div>
  )
}
