import type { FieldKind, LinkageAgreement } from './agreement.ts'
import type { TextTable } from './encode-list.ts'
import { letThrough } from './filter-records.ts'
import { normaliseValue } from './normalise.ts'

/** What a list holds of a field of the agreement. */
export interface FieldLook {
  readonly column: string
  readonly kind: FieldKind
  readonly found: boolean
  /** Records that have something there. */
  readonly filled: number
  /** Of these, records whose text is no value of the kind: a date that is none, a name without letters. */
  readonly unreadable: number
}

/** What can be told of a list before it is encoded; no value of it. */
export interface ListLook {
  readonly records: number
  readonly fields: readonly FieldLook[]
  /** Records that say in all fields the same as one before them: the list is to hold a person once. */
  readonly repeated: number
  /** Columns that the agreement does not name; they are not encoded. */
  readonly unused: readonly string[]
  /** Records that the agreement’s filter leaves out; of the others is told what stands above. Null where its column is missing. */
  readonly leftOut: number | null
}

const WHOLE_DATE = /^(?:1\d|2[01])\d{6}$/

/** Holds a list against the fields of an agreement, so that what is missing is seen before anything is encoded. */
export function lookAtList(
  table: TextTable,
  { fields, filter }: Pick<LinkageAgreement, 'fields' | 'filter'>,
): ListLook {
  const { columns } = table
  const passed = letThrough(table, filter)
  const rows = passed.ok ? passed.value.rows : table.rows
  const names = columns.map((column) => column.trim())
  const places = fields.map(({ column }) => names.indexOf(column))
  const filled = fields.map(() => 0)
  const unreadable = fields.map(() => 0)
  const seen = new Set<string>()
  let repeated = 0
  for (const cells of rows) {
    const values = fields.map(({ kind }, at) => {
      const cell = cells[places[at]!] ?? ''
      if (cell.trim() === '') return ''
      const value = normaliseValue(kind, cell)
      filled[at]!++
      if (value === '' || (kind === 'date' && !WHOLE_DATE.test(value))) unreadable[at]!++
      return value
    })
    if (values.every((value) => value === '')) continue
    const key = values.join('\n')
    if (seen.has(key)) repeated++
    seen.add(key)
  }
  return {
    records: rows.length,
    fields: fields.map(({ column, kind }, at) => ({
      column,
      kind,
      found: places[at]! >= 0,
      filled: filled[at]!,
      unreadable: unreadable[at]!,
    })),
    repeated,
    unused: names.filter(
      (name) => name !== '' && name !== filter?.column && !fields.some(({ column }) => column === name),
    ),
    leftOut: passed.ok ? passed.value.leftOut : null,
  }
}
