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
  /** The name of the group that it stands in; items of one group follow each other. */
  readonly group?: string
}

export interface SectionNavProps {
  readonly label: string
  readonly items: readonly SectionNavItem[]
  readonly current: string
  readonly onChoose?: (id: string) => void
  /** What can be done wherever one is: above the list, and beside the button that opens it. */
  readonly action?: ReactNode
}

/** The sections of a page: a list beside it, a drawer on a phone. */
export function SectionNav({ label, items, current, onChoose, action }: SectionNavProps) {
  const { t } = useMessages()
  const [open, setOpen] = useState(false)
  const shown = items.find(({ id }) => id === current)
  const item = (each: SectionNavItem, onDone: () => void) => (
    <li key={each.id}>
      <Item
        item={each}
        current={each.id === current}
        onChoose={() => {
          onChoose?.(each.id)
          onDone()
        }}
      />
    </li>
  )
  const groups = Map.groupBy(items, ({ group }) => group)
  const list = (onDone: () => void) => (
    <ul className={styles.list}>
      {[...groups].map(([group, members]) =>
        group === undefined ? (
          members.map((each) => item(each, onDone))
        ) : (
          <li key={group}>
            <span className={styles.group} aria-hidden="true">
              {group}
            </span>
            <ul className={styles.list} aria-label={group}>
              {members.map((each) => item(each, onDone))}
            </ul>
          </li>
        ),
      )}
    </ul>
  )
  return (
    <>
      <nav aria-label={label} className={styles.wide}>
        {action && <div className={styles.action}>{action}</div>}
        {list(() => {})}
      </nav>
      <div className={styles.phone} data-section-bar>
        <div className={styles.opens}>
          <Button
            kind="secondary"
            icon="menu"
            fullWidth
            label={t('ui.sections.open', { section: shown?.label ?? label })}
            onPress={() => setOpen(true)}
          >
            {shown?.label ?? label}
          </Button>
        </div>
        {action}
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
  const link = useLinkProps(to, { keepPlace: true })
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
