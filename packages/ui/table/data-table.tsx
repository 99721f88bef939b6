// Shown as cards on a phone, the parts of a table lose the roles they have by themselves: they are said again.
import type { ReactNode } from 'react'
import { ForScreenReaders } from '../layout/text.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Button } from '../press/button.tsx'
import { Link } from '../press/link.tsx'
import styles from './data-table.module.css'

export interface Column<Item> {
  readonly id: string
  readonly header: string
  readonly cell: (item: Item) => ReactNode
  readonly sortable?: boolean
  readonly numeric?: boolean
  /** Names the row, carries its link and stands on top of its card on a phone; the first column where none is. */
  readonly primary?: boolean
  readonly hideOnPhone?: boolean
  /** Its cells hold something to press, which the row's own link must not cover. */
  readonly pressed?: boolean
}

export interface Sorting {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

export interface DataTableProps<Item> {
  /** What the table lists; read aloud. */
  readonly caption: string
  readonly columns: readonly Column<Item>[]
  readonly items: readonly Item[]
  readonly itemKey: (item: Item) => string
  /** Where a row leads. */
  readonly itemTo?: (item: Item) => string | undefined
  /** How the caller has sorted; kept in the address by the caller. */
  readonly sort?: Sorting
  readonly onSort?: (sort: Sorting) => void
  /** There are more: the button that fetches the next page. */
  readonly more?: { readonly onMore: () => void; readonly busy: boolean }
  /** How many there are in all, where that is known. */
  readonly total?: number
  /** Stands there when there is nothing to list. */
  readonly empty: ReactNode
  /** What is shown is being replaced. */
  readonly busy?: boolean
}

/** A list: dense on a desk, a card an item on a phone. */
export function DataTable<Item>(props: DataTableProps<Item>) {
  const { caption, columns, items, itemKey, itemTo, sort, onSort, more, total, empty, busy = false } = props
  const { t } = useMessages()
  if (items.length === 0 && !busy) return <>{empty}</>
  const primary = columns.find((column) => column.primary) ?? columns[0]
  return (
    <div aria-busy={busy} className={busy ? styles.busy : undefined}>
      <div className={styles.frame}>
        <table className={styles.table} role="table">
          <caption>
            <ForScreenReaders>{caption}</ForScreenReaders>
          </caption>
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {items.map((item) => {
              const to = itemTo?.(item)
              return (
                <tr key={itemKey(item)} role="row" className={to === undefined ? undefined : styles.linked}>
                  {columns.map((column) => {
                    const isPrimary = column === primary
                    const Element = isPrimary ? 'th' : 'td'
                    const content = column.cell(item)
                    return (
                      <Element
                        key={column.id}
                        role={isPrimary ? 'rowheader' : 'cell'}
                        scope={isPrimary ? 'row' : undefined}
                        className={[
                          column.numeric && styles.numeric,
                          isPrimary && styles.primary,
                          column.hideOnPhone && styles.hideOnPhone,
                          column.pressed && styles.pressed,
                        ]
                          .filter(Boolean)
                          .join(' ')}
                      >
                        <span className={styles.label} aria-hidden="true">
                          {column.header}
                        </span>
                        <span>{isPrimary && to !== undefined ? <Link to={to}>{content}</Link> : content}</span>
                      </Element>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {more || total !== undefined ? (
        <div className={styles.foot}>
          <output>
            {total === undefined
              ? t('ui.table.shown', { shown: items.length })
              : t('ui.table.shown_of', { shown: items.length, total })}
          </output>
          {more && (
            <Button busy={more.busy} onPress={more.onMore}>
              {t('ui.table.more')}
            </Button>
          )}
        </div>
      ) : null}
    </div>
  )
}

interface HeaderCellProps<Item> {
  readonly column: Column<Item>
  readonly sort: Sorting | undefined
  readonly onSort: ((sort: Sorting) => void) | undefined
}

function HeaderCell<Item>({ column, sort, onSort }: HeaderCellProps<Item>) {
  const sorted = sort?.column === column.id ? sort.direction : undefined
  const className = column.numeric ? styles.numeric : undefined
  if (!column.sortable || !onSort) {
    return (
      <th scope="col" role="columnheader" className={className}>
        {column.header}
      </th>
    )
  }
  const next = sorted === 'ascending' ? 'descending' : 'ascending'
  return (
    <th scope="col" role="columnheader" className={className} aria-sort={sorted ?? 'none'}>
      <button type="button" className={styles.sort} onClick={() => onSort({ column: column.id, direction: next })}>
        {column.header}
        <span className={styles.arrow} aria-hidden="true">
          {sorted === undefined ? '↕' : sorted === 'ascending' ? '▲' : '▼'}
        </span>
      </button>
    </th>
  )
}
