import type { CSSProperties, ReactNode } from 'react'
import styles from './layout.module.css'
import { Heading } from './text.tsx'

export type Gap = 'xs' | 'sm' | 'md' | 'lg' | 'xl'

/** One below the other. */
export function Stack({ gap = 'md', children }: { gap?: Gap; children: ReactNode }) {
  return <div className={`${styles.stack} ${styles[`gap-${gap}`]}`}>{children}</div>
}

export interface RowProps {
  readonly gap?: Gap
  readonly justify?: 'start' | 'between' | 'end'
  readonly align?: 'start' | 'center' | 'end'
  readonly wrap?: boolean
  readonly children: ReactNode
}

/** Side by side, on further lines where there is no room. */
export function Row({ gap = 'sm', justify = 'start', align = 'center', wrap = true, children }: RowProps) {
  const names = [styles.row, styles[`gap-${gap}`], styles[`justify-${justify}`], styles[`align-${align}`]]
  return <div className={[...names, wrap ? '' : styles.nowrap].join(' ')}>{children}</div>
}

/** Equal columns as long as each keeps its least width, else one below the other. */
export function Columns({ min = '20rem', gap = 'md', children }: { min?: string; gap?: Gap; children: ReactNode }) {
  return (
    <div className={`${styles.columns} ${styles[`gap-${gap}`]}`} style={{ '--columns-min': min } as CSSProperties}>
      {children}
    </div>
  )
}

/** A page with one thing to do, such as signing in: no wider than its fields need. */
export function Narrow({ children }: { children: ReactNode }) {
  return <div className={styles.narrow}>{children}</div>
}

export interface CardProps {
  readonly title?: string
  readonly level?: 2 | 3 | 4
  readonly actions?: ReactNode
  readonly tone?: 'plain' | 'quiet'
  readonly children: ReactNode
}

export function Card({ title, level = 3, actions, tone = 'plain', children }: CardProps) {
  return (
    <div className={tone === 'quiet' ? `${styles.card} ${styles.quiet}` : styles.card}>
      {title === undefined && actions === undefined ? null : (
        <div className={styles.cardHead}>
          {title === undefined ? <span /> : <Heading level={level}>{title}</Heading>}
          {actions}
        </div>
      )}
      {children}
    </div>
  )
}

/** What is done with something long above it: stays at the window's lower edge while that scrolls. */
export function Dock({ children }: { children: ReactNode }) {
  return <div className={styles.dock}>{children}</div>
}

export interface SplitPageProps {
  readonly aside: ReactNode
  readonly asideLabel: string
  readonly children: ReactNode
}

/** A page with something beside it (its sections), above it where there is no room. */
export function SplitPage({ aside, asideLabel, children }: SplitPageProps) {
  return (
    <div className={styles.split}>
      <aside className={styles.aside} aria-label={asideLabel}>
        {aside}
      </aside>
      <div className={`${styles.stack} ${styles['gap-md']}`}>{children}</div>
    </div>
  )
}
