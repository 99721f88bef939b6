import { VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './text.module.css'

export interface TextProps {
  readonly tone?: 'plain' | 'quiet' | 'strong'
  readonly size?: 'sm' | 'md' | 'lg'
  readonly as?: 'p' | 'span' | 'div'
  readonly children: ReactNode
}

export function Text({ tone = 'plain', size = 'md', as: Element = 'p', children }: TextProps) {
  return <Element className={[styles.text, styles[tone], styles[size]].filter(Boolean).join(' ')}>{children}</Element>
}

export function Heading({ level, id, children }: { level: 1 | 2 | 3 | 4; id?: string; children: ReactNode }) {
  const Element = `h${level}` as const
  return (
    <Element id={id} className={styles[Element]}>
      {children}
    </Element>
  )
}

/** A speakable number (`DL-7K3M-9`): left to right in every language. */
export function FileNumber({ children }: { children: string }) {
  return (
    <bdi dir="ltr" className={styles.number}>
      {children}
    </bdi>
  )
}

/** Read aloud and not shown. */
export function ForScreenReaders({ children }: { children: ReactNode }) {
  return <VisuallyHidden>{children}</VisuallyHidden>
}
