import type { Sensitivity } from '@gloact/forms'
import { useMessages } from '../providers/messages.tsx'
import { Icon } from '../show/icon.tsx'
import styles from './form-field.module.css'

/** Stands where an answer is that the reader may not see: that there is a question is no secret, the answer is. */
export function KeptBack({ sensitivity }: { sensitivity: Sensitivity }) {
  const { t } = useMessages()
  return (
    <span className={styles.keptBack}>
      <Icon name="lock" size={16} />{' '}
      {t(sensitivity === 'identifying' ? 'ui.form.kept_back_identity' : 'ui.form.kept_back')}
    </span>
  )
}
