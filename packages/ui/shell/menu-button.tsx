import { UnstyledButton } from '@mantine/core'
import type { ComponentProps } from 'react'
import { useLinkProps } from '../providers/navigation.tsx'
import { Icon, type IconName } from '../show/icon.tsx'
import styles from './app-shell.module.css'

export interface MenuButtonProps extends Omit<ComponentProps<typeof UnstyledButton<'button'>>, 'children'> {
  readonly icon: IconName
  readonly label: string
  /** Shown where there is room. */
  readonly words?: string
  /** In a word, below the icon: on a phone nothing rests on an icon to be told what it is. */
  readonly name: string
}

/** What opens a menu of the header. */
export function MenuButton({ icon, label, words, name, className, ...rest }: MenuButtonProps) {
  return (
    // The kit gives the button of an open menu a class of its own.
    <UnstyledButton className={`${styles.menuButton} ${className ?? ''}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} size={22} />
      {words === undefined ? null : <span className={styles.menuWords}>{words}</span>}
      <span className={styles.menuName} aria-hidden>
        {name}
      </span>
    </UnstyledButton>
  )
}

export interface ShellMarkProps {
  readonly to: string
  readonly icon: IconName
  /** The whole sentence; read aloud, and shown where the pointer rests. */
  readonly label: string
  /** In a word, below the icon on a phone. */
  readonly name: string
  /** Nothing is shown of 0. */
  readonly count: number
}

/** A small mark beside the menus that leads somewhere: its icon, and how many. */
export function ShellMark({ to, icon, label, name, count }: ShellMarkProps) {
  const link = useLinkProps(to)
  return (
    <a className={styles.menuButton} aria-label={label} title={label} {...link}>
      <Icon name={icon} size={22} />
      {count > 0 && (
        // Not words: what is read aloud says it in a sentence.
        <span className={styles.count} aria-hidden data-count={count} />
      )}
      <span className={styles.menuName} aria-hidden>
        {name}
      </span>
    </a>
  )
}
