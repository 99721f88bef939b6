import { useId } from 'react'
import { useLinkProps, useNavigation } from '../providers/navigation.tsx'
import { Icon, type IconName } from '../show/icon.tsx'
import { Tag } from '../show/tag.tsx'
import { currentPath } from './current-path.ts'
import styles from './navigation.module.css'

export interface ShellNavItem {
  readonly label: string
  readonly path: string
  readonly icon?: IconName
  /** How much waits there. */
  readonly count?: number
}

export interface ShellNavGroup {
  readonly id: string
  /** What stands above it. */
  readonly label?: string
  readonly items: readonly ShellNavItem[]
}

/** Where one can go, by the response it belongs to. */
export function NavigationList({ groups, onGo }: { groups: readonly ShellNavGroup[]; onGo?: () => void }) {
  const { path } = useNavigation()
  const id = useId()
  const here = currentPath(
    path,
    groups.flatMap((group) => group.items.map((item) => item.path)),
  )
  return (
    <div className={styles.groups}>
      {groups.map((group) => (
        <div key={group.id}>
          {group.label === undefined ? null : (
            <p className={styles.title} id={`${id}-${group.id}`}>
              {group.label}
            </p>
          )}
          <ul className={styles.list} aria-labelledby={group.label === undefined ? undefined : `${id}-${group.id}`}>
            {group.items.map((item) => (
              <li key={item.path}>
                <Item item={item} current={item.path === here} onGo={onGo} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function Item({ item, current, onGo }: { item: ShellNavItem; current: boolean; onGo: (() => void) | undefined }) {
  const link = useLinkProps(item.path)
  return (
    <a
      className={styles.item}
      aria-current={current ? 'page' : undefined}
      href={link.href}
      onClick={(event) => {
        link.onClick(event)
        onGo?.()
      }}
    >
      {item.icon && <Icon name={item.icon} />}
      <span className={styles.label}>{item.label}</span>
      {item.count === undefined || item.count === 0 ? null : <Tag>{String(item.count)}</Tag>}
    </a>
  )
}
