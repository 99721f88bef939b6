import { ok, type Result } from '@gloact/kernel'
import type { RecordFilter } from './agreement.ts'
import { problem, type LinkageProblem } from './linkage-schema.ts'

interface Rows {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** The records that an agreement’s filter lets through (consent, or another legal basis), and how many it leaves out. */
export function letThrough(
  { columns, rows }: Rows,
  filter: RecordFilter | null,
): Result<{ readonly rows: Rows['rows']; readonly leftOut: number }, LinkageProblem> {
  if (!filter) return ok({ rows, leftOut: 0 })
  const place = columns.findIndex((column) => column.trim() === filter.column)
  if (place < 0) {
    const message = `The file has no column “${filter.column}”, by which the agreement says whose records may be linked.`
    return problem('column_missing', message)
  }
  const values = new Set(filter.values.map(folded))
  const through = rows.filter((cells) => values.has(folded(cells[place] ?? '')))
  return ok({ rows: through, leftOut: rows.length - through.length })
}
