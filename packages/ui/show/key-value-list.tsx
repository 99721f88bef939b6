import type { Absence } from '@gloact/kernel'
import type { ReactNode } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { Icon } from './icon.tsx'
import styles from './key-value-list.module.css'

export interface KeyValue {
  readonly label: ReactNode
  readonly value: ReactNode
}

export function KeyValueList({ items }: { items: readonly KeyValue[] }) {
  return (
    <dl className={styles.list}>
      {items.map(({ label, value }, index) => (
        <div key={index} className={styles.pair}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Stands where an answer would: that there is none, and why, is information. */
export function Absent({ kind }: { kind: Absence }) {
  const { t } = useMessages()
  return (
    <span className={styles.absent}>
      <Icon name={kind === 'withheld' ? 'shield' : 'minus'} size={16} />
      {t(`forms.absence.${kind}`)}
    </span>
  )
}
