import { Loader } from '@mantine/core'
import { useMessages } from '../providers/messages.tsx'
import { Button } from '../press/button.tsx'
import styles from './states.module.css'

export interface LoadingStateProps {
  /** What is being done: "Looking for files". */
  readonly what: string
  readonly progress?: { readonly done: number; readonly total: number }
  readonly onCancel?: () => void
}

/** What is being done, how far, and a way out. */
export function LoadingState({ what, progress, onCancel }: LoadingStateProps) {
  const { t } = useMessages()
  return (
    <div className={styles.loading}>
      {progress ? (
        <progress className={styles.progress} max={progress.total} value={progress.done} aria-label={what} />
      ) : (
        <Loader size="sm" aria-hidden="true" />
      )}
      <output>
        {progress ? t('ui.loading.progress', { what, done: progress.done, total: progress.total }) : what}
      </output>
      {onCancel && (
        <Button kind="quiet" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
      )}
    </div>
  )
}
