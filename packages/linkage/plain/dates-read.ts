import type { Reading } from './fields/birth-field.ts'
import type { Column } from './schema.ts'

/** How the dates or ages of one column were read on one list. */
export interface DatesRead {
  /** As the list is written; empty for records that stand on none. */
  readonly list: string
  readonly column: string
  readonly kind: Column['kind']
  /** Cells that hold something that was needed: an age is where there is no date, the day it was recorded where the age is. */
  readonly filled: number
  /** Of these, what cannot be read: it is missing. */
  readonly unread: number
  /** Of these, dates that are on no calendar as they are read: they are compared as they stand. */
  readonly odd: number
}

/** Counts how dates and ages are read, for each list and column. */
export function createDateCount() {
  const counts = new Map<string, { list: number; column: Column; read: number; unread: number; odd: number }>()
  return {
    add(list: number, column: Column, reading: Reading): void {
      const key = `${list} ${column.kind}`
      let held = counts.get(key)
      if (held === undefined) counts.set(key, (held = { list, column, read: 0, unread: 0, odd: 0 }))
      held[reading]++
    },
    taken: (listNames: readonly string[]): DatesRead[] =>
      [...counts.values()].map(({ list, column: { name, kind }, read, unread, odd }) => ({
        list: listNames[list] ?? '',
        column: name,
        kind,
        filled: read + unread + odd,
        unread,
        odd,
      })),
  }
}
