import { sql, type RawBuilder } from 'kysely'
import type { RequestTable } from './request-tables.ts'

/** How many a page of a list holds. */
export const PAGE = 50
const CURSOR = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)\|([0-9a-f-]{36})$/

type Placed = Pick<RequestTable, 'id' | 'changed_at'>

/** Behind the row at which a page ended, in a list of what changed last first (by `changed_at`, then `id`); undefined at its beginning. */
export function behind(after: string | undefined): RawBuilder<boolean> | undefined {
  const [, at, id] = CURSOR.exec(after ?? '') ?? []
  if (at === undefined || id === undefined) return undefined
  return sql<boolean>`(changed_at, id) < (${at}::timestamptz, ${id}::uuid)`
}

/**
 * A page of what changed last first. `rows` reads up to `PAGE` rows behind a place; what `shown` gives back undefined for is not the
 * asker's to see and is passed over, so that a page is full all the same. `next` is the place at which it ended.
 */
export async function fullPage<Row extends Placed, Item>(
  from: string | undefined,
  rows: (after: string | undefined) => Promise<readonly Row[]>,
  shown: (rows: readonly Row[]) => Promise<(row: Row) => Item | undefined>,
): Promise<{ items: Item[]; next: string | null }> {
  const items: Item[] = []
  let after = from
  for (;;) {
    const page = await rows(after)
    const show = await shown(page)
    for (const row of page) {
      if (items.length === PAGE) return { items, next: after ?? null }
      after = `${row.changed_at}|${row.id}`
      const item = show(row)
      if (item !== undefined) items.push(item)
    }
    if (page.length < PAGE) return { items, next: null }
  }
}
