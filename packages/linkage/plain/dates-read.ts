import type { Reading } from './fields/birth-field.ts'
import type { Column } from './schema.ts'

/** How the dates or ages of one column were read on one list. */
export interface DatesRead {
  /** The name of the table, or the list as it is written; empty for records that stand on none. */
  readonly list: string
  /** Whether a column names the list. It may have been guessed, and hold anybody's name: messages leave it out. */
  readonly isFromColumn: boolean
  /** Records of the list, whatever they say. */
  readonly records: number
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
    taken: (about: (list: number) => Pick<DatesRead, 'list' | 'isFromColumn' | 'records'>): DatesRead[] =>
      [...counts.values()].map(({ list, column: { name, kind }, read, unread, odd }) => ({
        ...about(list),
        column: name,
        kind,
        filled: read + unread + odd,
        unread,
        odd,
      })),
  }
}
