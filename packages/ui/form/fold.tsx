import { type ReactNode, useState } from 'react'
import { Heading } from '../layout/text.tsx'
import styles from './fold.module.css'

export interface FoldProps {
  readonly title: string
  readonly level: 2 | 4
  /** "3 of 11 answered". */
  readonly count?: string | undefined
  /** What was answered, in a line: read without opening it. */
  readonly said: string
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly children: ReactNode
}

/** A part of a long form, folded to its name and what was said in it; drawn when it is first opened. */
export function Fold({ title, level, count, said, open, onOpenChange, children }: FoldProps) {
  const [ever, setEver] = useState(open)
  if (open && !ever) setEver(true)
  return (
    <details
      className={level === 4 ? `${styles.fold} ${styles.row}` : styles.fold}
      open={open}
      onToggle={(event) => onOpenChange(event.currentTarget.open)}
    >
      <summary className={styles.head}>
        <span className={styles.title}>
          <Heading level={level}>{title}</Heading>
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </span>
        {!open && said !== '' && (
          <span className={styles.said}>
            <bdi>{said}</bdi>
          </span>
        )}
      </summary>
      {ever && <div className={styles.body}>{children}</div>}
    </details>
  )
}
