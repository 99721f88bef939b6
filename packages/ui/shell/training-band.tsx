import { type ReactNode, useEffect } from 'react'
import { useMessages } from '../providers/messages.tsx'
import styles from './training-band.module.css'

/**
 * The band along the top of every page of the training sandbox. With the strip at the page's side, the mark of another
 * shape and the words across every printed page it says at a glance, and not by a colour alone, that nothing here is real.
 */
export function TrainingBand() {
  const { t } = useMessages()
  const across = t('ui.training.across')
  useEffect(() => {
    // On paper it stands across every page, in the reader's language.
    document.body.dataset['across'] = across
  }, [across])
  return (
    <div className={styles.band} role="note" aria-label={`${t('ui.training.word')}: ${t('ui.training.about')}`}>
      <span className={styles.words} aria-hidden="true">
        <span className={styles.word}>{t('ui.training.word')}</span>
        <span className={styles.about}>{t('ui.training.about')}</span>
      </span>
    </div>
  )
}

/** The product's name in the shape that it has in the training sandbox alone. */
export function TrainingMark({ children }: { children: ReactNode }) {
  return <span className={styles.mark}>{children}</span>
}
