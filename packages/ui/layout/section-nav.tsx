import { type ReactNode, useState } from 'react'
import { SideDrawer } from '../shell/side-drawer.tsx'
import { useLinkProps } from '../providers/navigation.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Button } from '../press/button.tsx'
import { Icon, type IconName } from '../show/icon.tsx'
import { Tag } from '../show/tag.tsx'
import styles from './section-nav.module.css'

export interface SectionNavItem {
  readonly id: string
  readonly label: string
  /** Where it leads; without it `onChoose` is called. */
  readonly to?: string
  readonly icon?: IconName
  readonly state?: 'done' | 'current' | 'open' | 'locked'
  readonly count?: number
  /** Somebody else changed something in it that has not been looked at. */
  readonly changed?: boolean
}

export interface SectionNavProps {
  readonly label: string
  readonly items: readonly SectionNavItem[]
  readonly current: string
  readonly onChoose?: (id: string) => void
}

/** The sections of a page: a list beside it, a drawer on a phone. */
export function SectionNav({ label, items, current, onChoose }: SectionNavProps) {
  const { t } = useMessages()
  const [open, setOpen] = useState(false)
  const shown = items.find(({ id }) => id === current)
  const list = (onDone: () => void) => (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.id}>
          <Item
            item={item}
            current={item.id === current}
            onChoose={() => {
              onChoose?.(item.id)
              onDone()
            }}
          />
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <nav aria-label={label} className={styles.wide}>
        {list(() => {})}
      </nav>
      <div className={styles.phone}>
        <Button kind="secondary" icon="menu" fullWidth onPress={() => setOpen(true)}>
          {t('ui.sections.open', { section: shown?.label ?? label })}
        </Button>
        <SideDrawer title={label} open={open} onClose={() => setOpen(false)}>
          <nav aria-label={label}>{list(() => setOpen(false))}</nav>
        </SideDrawer>
      </div>
    </>
  )
}

function Item({ item, current, onChoose }: { item: SectionNavItem; current: boolean; onChoose: () => void }) {
  const { t } = useMessages()
  const content = (
    <>
      {item.icon && <Icon name={item.icon} />}
      <span className={styles.label}>{item.label}</span>
      {item.count !== undefined && <Tag>{String(item.count)}</Tag>}
      {item.changed === true && <Icon name="dot" size={14} label={t('ui.sections.changed')} />}
      {item.state === 'done' && <Icon name="check" size={18} label={t('ui.sections.done')} />}
      {item.state === 'locked' && <Icon name="lock" size={18} label={t('ui.sections.locked')} />}
    </>
  )
  const shared = { className: styles.item, 'aria-current': current ? ('page' as const) : undefined }
  return item.to === undefined ? (
    <button type="button" {...shared} onClick={onChoose}>
      {content}
    </button>
  ) : (
    <ItemLink to={item.to} shared={shared} onChoose={onChoose}>
      {content}
    </ItemLink>
  )
}

interface ItemLinkProps {
  readonly to: string
  readonly shared: { readonly className: string | undefined; readonly 'aria-current': 'page' | undefined }
  readonly onChoose: () => void
  readonly children: ReactNode
}

function ItemLink({ to, shared, onChoose, children }: ItemLinkProps) {
  const link = useLinkProps(to)
  return (
    <a
      {...shared}
      href={link.href}
      onClick={(event) => {
        onChoose()
        link.onClick(event)
      }}
    >
      {children}
    </a>
  )
}
