import { Text } from '../layout/text.tsx'
import { useMessages } from '../providers/messages.tsx'
import styles from './progress.module.css'

export interface ProgressProps {
  /** What comes along: "Sending". */
  readonly label: string
  readonly done: number
  readonly total: number
}

/** How far something has come, as a bar and in words. */
export function Progress({ label, done, total }: ProgressProps) {
  const { formatNumber } = useMessages()
  const share = total > 0 ? Math.min(1, done / total) : 0
  return (
    <div className={styles.progress}>
      <Text size="sm" tone="quiet">
        {label} · {formatNumber(share, { style: 'percent' })}
      </Text>
      <progress className={styles.bar} aria-label={label} max={1} value={share} />
    </div>
  )
}
