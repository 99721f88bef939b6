import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './tag.module.css'

export interface TagProps {
  /** `danger`: to a person. The words say what is meant; the colour only helps to find it. */
  readonly tone?: 'neutral' | 'accent' | 'notice' | 'danger'
  readonly icon?: IconName
  readonly children: ReactNode
}

export function Tag({ tone = 'neutral', icon, children }: TagProps) {
  return (
    <span className={[styles.tag, styles[tone]].filter(Boolean).join(' ')}>
      {icon && <Icon name={icon} size={15} />}
      <span>{children}</span>
    </span>
  )
}
