import { useId } from 'react'
import { useMessages } from './messages.tsx'
import styles from './neutral-page.module.css'

/** A page of notes that keeps none: what stands there after leaving. */
export function NeutralPage({ onContinue }: { onContinue: () => void }) {
  const { t } = useMessages()
  const id = useId()
  return (
    <main className={styles.page}>
      <h1>{t('ui.leave.title')}</h1>
      <label htmlFor={id}>{t('ui.leave.note')}</label>
      <textarea id={id} rows={12} />
      <button type="button" onClick={onContinue}>
        {t('ui.leave.continue')}
      </button>
    </main>
  )
}
