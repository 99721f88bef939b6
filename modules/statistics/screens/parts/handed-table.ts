/*
 * A table that one screen hands to the next, in memory and no further: reloaded, it is gone. The address says that one is meant, so that
 * the screen opened by itself begins empty.
 */
const handed: { table: File | null } = { table: null }

export const HANDED = 'lists'

export function handTable(table: File): void {
  handed.table = table
}

export const handedTable = (): File | null => (window.location.hash === `#${HANDED}` ? handed.table : null)
