import { type ReactNode, useId } from 'react'
import { Link } from '../press/link.tsx'
import { Icon } from '../show/icon.tsx'
import styles from './page-header.module.css'
import { Heading, Text } from './text.tsx'

export interface PageHeaderProps {
  readonly title: ReactNode
  /** One or two sentences: what this page is for. */
  readonly about?: ReactNode
  readonly back?: { readonly to: string; readonly label: string }
  readonly actions?: ReactNode
  /** Facts beside the title: a number, tags. */
  readonly meta?: ReactNode
  /** All of it in one line, as far as there is room: for a page on which something else is being done. */
  readonly compact?: boolean
}

/** The page's name (its only first-level heading) and what can be done with it. */
export function PageHeader({ title, about, back, actions, meta, compact = false }: PageHeaderProps) {
  if (compact) {
    return (
      <header className={styles.compact} data-page-header>
        {back && (
          <span className={styles.back}>
            <Link to={back.to} quiet>
              <Icon name="back" size={18} /> {back.label}
            </Link>
          </span>
        )}
        <Heading level={1}>{title}</Heading>
        {actions && <div className={styles.actions}>{actions}</div>}
        {meta && <div className={styles.meta}>{meta}</div>}
      </header>
    )
  }
  return (
    <header className={styles.header} data-page-header>
      {back && (
        <div className={styles.back}>
          <Link to={back.to} quiet>
            <Icon name="back" size={18} /> {back.label}
          </Link>
        </div>
      )}
      <div className={styles.line}>
        <Heading level={1}>{title}</Heading>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {meta}
      {about && (
        <Text as="div" tone="quiet">
          {about}
        </Text>
      )}
    </header>
  )
}

export interface SectionProps {
  readonly title: string
  readonly about?: ReactNode
  readonly actions?: ReactNode
  readonly level?: 2 | 3
  readonly id?: string
  readonly children: ReactNode
}

/** A named part of a page. */
export function Section({ title, about, actions, level = 2, id, children }: SectionProps) {
  const headingId = useId()
  return (
    <section className={styles.section} aria-labelledby={headingId} id={id}>
      <div className={styles.line}>
        <Heading level={level} id={headingId}>
          {title}
        </Heading>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {about && (
        <Text as="div" tone="quiet">
          {about}
        </Text>
      )}
      {children}
    </section>
  )
}
