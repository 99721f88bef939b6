import { ActionIcon } from '@mantine/core'
import { useLinkProps } from '../providers/navigation.tsx'
import { Icon, type IconName } from '../show/icon.tsx'

export interface IconButtonProps {
  readonly icon: IconName
  /** Says what it does: read aloud, and shown when one rests on it. */
  readonly label: string
  readonly onPress?: () => void
  readonly to?: string
  readonly disabled?: boolean
}

const LOOK = { variant: 'subtle', size: '2.75rem', radius: 'md' } as const

export function IconButton({ icon, label, onPress, to, disabled = false }: IconButtonProps) {
  if (to !== undefined) return <IconLink icon={icon} label={label} to={to} />
  return (
    <ActionIcon {...LOOK} aria-label={label} title={label} onClick={onPress} disabled={disabled}>
      <Icon name={icon} size={22} />
    </ActionIcon>
  )
}

function IconLink({ icon, label, to }: { icon: IconName; label: string; to: string }) {
  return (
    <ActionIcon {...LOOK} component="a" aria-label={label} title={label} {...useLinkProps(to)}>
      <Icon name={icon} size={22} />
    </ActionIcon>
  )
}
