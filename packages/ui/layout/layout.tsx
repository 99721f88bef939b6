import { type CSSProperties, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
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

/** Cards of unequal height, read down one column and then the next: a short one beside a long one leaves no hole. */
export function PackedColumns({ min, children }: { min: string; children: ReactNode }) {
  return (
    <div className={styles.packed} style={{ '--columns-min': min } as CSSProperties}>
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
  /** Which of the parts that the aside leads to is shown: each is returned to where it was left. */
  readonly part?: string
  /** "Skip to the section": past the aside, for anybody who has no mouse. */
  readonly skip?: string
  readonly children: ReactNode
}

/** A page with something beside it (its sections), above it where there is no room. */
export function SplitPage({ aside, asideLabel, part, skip, children }: SplitPageProps) {
  const shown = useRef<HTMLDivElement>(null)
  useKeptPlace(part, shown)
  return (
    <div className={styles.split}>
      {skip !== undefined && (
        <button type="button" className={styles.skip} onClick={() => shown.current?.focus()}>
          {skip}
        </button>
      )}
      <aside className={styles.aside} aria-label={asideLabel}>
        {aside}
      </aside>
      <div ref={shown} tabIndex={-1} className={`${styles.stack} ${styles['gap-md']} ${styles.part}`}>
        {children}
      </div>
    </div>
  )
}

/**
 * Another part of a page begins where the eye is: below the bars, if the page was scrolled past its head; one that was shown
 * before, where it was left.
 */
function useKeptPlace(part: string | undefined, shown: RefObject<HTMLElement | null>): void {
  const places = useRef(new Map<string | undefined, number>())
  const current = useRef(part)
  useEffect(() => {
    const onScroll = () => places.current.set(current.current, window.scrollY)
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => window.removeEventListener('scroll', onScroll)
  }, [])
  useLayoutEffect(() => {
    if (current.current === part || !shown.current) return
    current.current = part
    const bars = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) || 0
    const begins = shown.current.getBoundingClientRect().top + window.scrollY - bars
    const left = places.current.get(part)
    if (left !== undefined || window.scrollY > begins)
      window.scrollTo({ top: left ?? Math.max(0, begins), behavior: 'instant' })
  }, [part, shown])
}
