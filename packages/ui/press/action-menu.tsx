import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { ActionIcon, Button as KitButton, Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { useNavigation } from '../providers/navigation.tsx'
import { Icon, type IconName } from '../show/icon.tsx'

export interface ActionMenuItem {
  readonly label: string
  readonly icon?: IconName
  readonly onChoose?: () => void
  readonly to?: string
  readonly danger?: boolean
  readonly disabled?: boolean
}

export interface ActionMenuProps {
  /** What the menu is for; the words of the button where `words` is set, else read aloud. */
  readonly label: string
  readonly items: readonly ActionMenuItem[]
  /** Shows the label as a button instead of three dots. */
  readonly words?: boolean
  /** Stands above the items. */
  readonly head?: ReactNode
}

/** What else can be done here. */
export function ActionMenu({ label, items, words = false, head }: ActionMenuProps) {
  return (
    <Menu position="bottom-end" withinPortal shadow="md" width="max-content">
      <Menu.Target>
        {words ? (
          <KitButton variant="default" size="md" rightSection={<Icon name="down" size={18} />}>
            {label}
          </KitButton>
        ) : (
          <ActionIcon variant="subtle" size="2.75rem" aria-label={label} title={label}>
            <Icon name="more" size={22} />
          </ActionIcon>
        )}
      </Menu.Target>
      <MenuItems items={items} head={head} />
    </Menu>
  )
}

export function MenuItems({ items, head }: { items: readonly ActionMenuItem[]; head?: ReactNode }) {
  const { go } = useNavigation()
  return (
    <Menu.Dropdown>
      {head !== undefined && <Menu.Label>{head}</Menu.Label>}
      {items.map((item) => (
        <Menu.Item
          key={item.label}
          disabled={item.disabled ?? false}
          leftSection={item.icon && <Icon name={item.icon} />}
          onClick={() => (item.to === undefined ? item.onChoose?.() : go(item.to))}
          {...(item.danger ? { c: 'var(--g-danger)' } : {})}
        >
          {item.label}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  )
}
