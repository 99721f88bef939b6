import type { ReactNode } from 'react'
import { useLinkProps } from '../providers/navigation.tsx'
import styles from './link.module.css'

export type LinkProps = { readonly quiet?: boolean; readonly children: ReactNode } & (
  | { /** A path of the app. */ readonly to: string; readonly href?: never }
  | { /** Another site, or a telephone number (`tel:`). */ readonly href: string; readonly to?: never }
)

export function Link({ quiet = false, children, ...target }: LinkProps) {
  const className = [styles.link, quiet && styles.quiet].filter(Boolean).join(' ')
  if (target.to === undefined) {
    if (target.href.startsWith('tel:')) {
      return (
        <a className={`${className} ${styles.call}`} href={target.href}>
          {children}
        </a>
      )
    }
    // The other site is not told where the reader came from.
    return (
      <a className={className} href={target.href} rel="noreferrer noopener" target="_blank">
        {children}
      </a>
    )
  }
  return (
    <InnerLink className={className} to={target.to}>
      {children}
    </InnerLink>
  )
}

function InnerLink({ to, className, children }: { to: string; className: string; children: ReactNode }) {
  return (
    <a className={className} {...useLinkProps(to)}>
      {children}
    </a>
  )
}
