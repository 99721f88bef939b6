import { type ReactNode, useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { Icon } from '../show/icon.tsx'
import { Button } from '../press/button.tsx'
import styles from './filter-bar.module.css'

export interface FilterWord {
  readonly id: string
  /** The filter as it is said: "mine", "no decision yet". */
  readonly text: string
  /** Left out where it cannot be taken away. */
  readonly onClear?: () => void
}

export interface FilterBarProps {
  readonly words: readonly FilterWord[]
  readonly onClearAll?: () => void
  /** The fields that set filters. */
  readonly children?: ReactNode
}

/** What the list below is narrowed to, in words; each is taken away by one press. */
export function FilterBar({ words, onClearAll, children }: FilterBarProps) {
  const { t } = useMessages()
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.bar}>
      <div className={styles.words}>
        <ul className={styles.list} aria-label={t('ui.filter.current')}>
          {words.map(({ id, text, onClear }) => (
            <li key={id} className={onClear ? `${styles.word} ${styles.clearable}` : styles.word}>
              {text}
              {onClear && (
                <button
                  type="button"
                  className={styles.clear}
                  aria-label={t('ui.filter.clear', { filter: text })}
                  onClick={onClear}
                >
                  <Icon name="close" size={16} />
                </button>
              )}
            </li>
          ))}
        </ul>
        {children !== undefined && (
          <Button kind="quiet" size="sm" icon="filter" expanded={open} onPress={() => setOpen(!open)}>
            {open ? t('ui.filter.hide') : t('ui.filter.show')}
          </Button>
        )}
        {onClearAll && words.some((word) => word.onClear) && (
          <Button kind="quiet" size="sm" onPress={onClearAll}>
            {t('ui.filter.clear_all')}
          </Button>
        )}
      </div>
      {open && <div className={styles.fields}>{children}</div>}
    </div>
  )
}
