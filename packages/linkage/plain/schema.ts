import { err, ok, type Failure, type Result } from '@gloact/kernel'

/**
 * What a column holds. `stratum` is the group whose members share names and places (a nationality, a culture): chance
 * agreement is reckoned within it. `list` names the list that a record stands on, where one file holds several.
 */
export const COLUMN_KINDS = [
  'id',
  'list',
  'given_name',
  'family_name',
  'father_name',
  'mother_name',
  'full_name',
  'date_of_birth',
  'age',
  'recorded_on',
  'sex',
  'stratum',
  'category',
  'place',
  'identifier',
  'text',
  'number',
  'ignored',
] as const

export type ColumnKind = (typeof COLUMN_KINDS)[number]

/** Kinds that are somebody’s names, or those of a parent. */
export const NAME_KINDS = [
  'given_name',
  'family_name',
  'father_name',
  'mother_name',
  'full_name',
] as const satisfies readonly ColumnKind[]

export const isNameKind = (kind: string): boolean => NAME_KINDS.some((name) => name === kind)

/** The order in which a column writes the parts of a date. */
export const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const

export type DateOrder = (typeof DATE_ORDERS)[number]

export interface Column {
  readonly name: string
  readonly kind: ColumnKind
  /** For dates alone, of all lists. Without it, the order each list writes them in, or year first where that is not told. */
  readonly order?: DateOrder
}

/** What the columns of the lists to be linked mean. Columns are found by name in every list. */
export interface LinkageSchema {
  readonly columns: readonly Column[]
  /** Whether a full name is compared beside its parts, though they say the same (`namesOnce`). */
  readonly bothNames?: boolean
}

/** Kinds that several columns may be of. */
const SEVERAL: readonly ColumnKind[] = ['category', 'place', 'identifier', 'text', 'number', 'ignored']

const UNCOMPARED: readonly ColumnKind[] = ['id', 'list', 'recorded_on', 'ignored']

export type SchemaProblem = Failure<'linkage.schema'> & { readonly message: string }

const problem = (message: string): Result<never, SchemaProblem> => err({ code: 'linkage.schema', message })

/** Reads a schema from parsed JSON; says what is wrong with it. */
export function readSchema(json: unknown): Result<LinkageSchema, SchemaProblem> {
  const columns: unknown = (json as { columns?: unknown } | null)?.columns
  if (!Array.isArray(columns)) return problem('A schema is {"columns": [{"name": …, "kind": …}, …]}.')
  const read: Column[] = []
  for (const [at, column] of columns.entries()) {
    const { name, kind, order } = (column ?? {}) as Record<string, unknown>
    if (typeof name !== 'string' || name === '') return problem(`Column ${at + 1} of the schema has no name.`)
    if (!COLUMN_KINDS.includes(kind as ColumnKind)) {
      return problem(`Column ${at + 1} of the schema has no kind that is known. Kinds: ${COLUMN_KINDS.join(', ')}.`)
    }
    if (order !== undefined && !DATE_ORDERS.includes(order as DateOrder)) {
      return problem(`Column ${at + 1} of the schema has no order of dates that is known: ${DATE_ORDERS.join(', ')}.`)
    }
    if (read.some((other) => other.name === name)) return problem(`Column ${at + 1} of the schema is named twice.`)
    read.push({ name, kind: kind as ColumnKind, ...(order === undefined ? {} : { order: order as DateOrder }) })
  }
  const { bothNames } = json as { readonly bothNames?: unknown }
  if (bothNames !== undefined && typeof bothNames !== 'boolean')
    return problem('“bothNames” of the schema is true or false.')
  return checkSchema({ columns: read, ...(bothNames === true && { bothNames }) })
}

/** Whether records can be compared by it: one id, no kind twice that can stand once, at least two columns compared. */
export function checkSchema(schema: LinkageSchema): Result<LinkageSchema, SchemaProblem> {
  for (const kind of COLUMN_KINDS) {
    if (SEVERAL.includes(kind)) continue
    const held = schema.columns.filter((column) => column.kind === kind)
    if (held.length > 1)
      return problem(`Two columns are of the kind ${kind}: ${held.map(({ name }) => name).join(', ')}.`)
  }
  if (!schema.columns.some(({ kind }) => kind === 'id')) return problem('No column is the id of a record.')
  const compared = schema.columns.filter(({ kind }) => !UNCOMPARED.includes(kind))
  if (compared.length < 2) return problem('Fewer than two columns can be compared: name more of them in a schema.')
  return ok(schema)
}
