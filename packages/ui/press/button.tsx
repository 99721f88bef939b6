import { Button as KitButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLinkProps } from '../providers/navigation.tsx'
import { Icon, type IconName } from '../show/icon.tsx'
import styles from './button.module.css'

interface Look {
  /** `primary`: what the page is for, one a page. `danger`: what may harm a person or cannot be undone. */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'sm' | 'md' | 'lg'
  readonly icon?: IconName
  readonly fullWidth?: boolean
  /** What it says is read on paper as well: a figure that opens what it counts. Other buttons are not printed. */
  readonly onPaper?: boolean
  /** Read aloud instead of the words shown, where these alone do not say what is meant ("Open" in a list). */
  readonly label?: string
  readonly children: ReactNode
}

export type ButtonProps = Look &
  (
    | {
        readonly to: string
        readonly onPress?: never
        readonly type?: never
        readonly busy?: never
        readonly disabled?: never
        readonly expanded?: never
      }
    | {
        readonly to?: never
        readonly onPress?: () => void
        readonly type?: 'button' | 'submit'
        /** Something is being done: shown as such, and not pressed twice. */
        readonly busy?: boolean
        readonly disabled?: boolean
        /** It shows and hides something: whether that is shown. */
        readonly expanded?: boolean
      }
  )

const VARIANTS = { primary: 'filled', secondary: 'default', quiet: 'subtle', danger: 'filled' } as const

function look({ kind = 'secondary', size = 'md', icon, fullWidth = false, onPaper = false, label }: Look) {
  return {
    variant: VARIANTS[kind],
    size,
    fullWidth,
    className: [styles.button, styles[kind], styles[size], onPaper ? styles.onPaper : undefined]
      .filter(Boolean)
      .join(' '),
    ...(kind === 'danger' ? { color: 'red.9' } : {}),
    ...(icon === undefined ? {} : { leftSection: <Icon name={icon} size={18} /> }),
    ...(label === undefined ? {} : { 'aria-label': label }),
  }
}

export function Button(props: ButtonProps) {
  if (props.to !== undefined) return <LinkButton look={props} to={props.to} />
  const { onPress, type = 'button', busy = false, disabled = false, expanded, children } = props
  return (
    <KitButton
      {...look(props)}
      type={type}
      loading={busy}
      disabled={disabled}
      aria-expanded={expanded}
      onClick={onPress}
    >
      {children}
    </KitButton>
  )
}

function LinkButton({ look: props, to }: { look: Look; to: string }) {
  return (
    <KitButton {...look(props)} component="a" {...useLinkProps(to)}>
      {props.children}
    </KitButton>
  )
}
