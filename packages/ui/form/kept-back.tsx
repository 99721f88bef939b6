import { useMessages } from '../providers/messages.tsx'
import { Icon } from '../show/icon.tsx'
import styles from './form-field.module.css'

/**
 * Stands where an answer is that the reader may not see: that there is a question is no secret, the answer is. Why, and how it is
 * opened, the page says once.
 */
export function KeptBack() {
  const { t } = useMessages()
  return (
    <span className={styles.keptBack}>
      <Icon name="lock" size={16} /> {t('ui.form.kept_back')}
    </span>
  )
}
