import { err, ok, type Failure, type Result } from '@gloact/kernel'
import { DATE_ORDERS, type DateOrder } from '../schema.ts'

/**
 * What a column of children’s cases, or of relatives’ requests, holds. In a request the names, the sex, the age and the
 * birth are those of the child who is sought, and `relative_name` is the person who seeks; in a case it is the person whom the child
 * lived with. `relation` is what that person is to the child. `nickname` is any other name the child goes by,
 * `grandfather_name` the next of the chain of fathers, `sibling_names` brothers and sisters, set apart by commas,
 * `last_place` where the child was last known to be, `telephone` a number that both sides knew, `mother_tongue` what the family speaks, several
 * set apart by strokes.
 * `group` numbers children who travelled together, or the
 * children whom one family seeks.
 */
export const TRACING_KINDS = [
  'id',
  'given_name',
  'family_name',
  'full_name',
  'nickname',
  'sex',
  'age',
  'date_of_birth',
  'recorded_on',
  'nationality',
  'father_name',
  'mother_name',
  'grandfather_name',
  'sibling_names',
  'relative_name',
  'relation',
  'place_of_origin',
  'separation_place',
  'separation_date',
  'last_place',
  'telephone',
  'mother_tongue',
  'group',
  'consent',
  'ignored',
] as const

export type TracingKind = (typeof TRACING_KINDS)[number]

/** The two tables of tracing. */
export const TRACING_SIDES = ['cases', 'requests'] as const

export type TracingSide = (typeof TRACING_SIDES)[number]

export interface TracingColumn {
  readonly name: string
  readonly kind: TracingKind
  /** For dates alone. Without it, year first. */
  readonly order?: DateOrder
}

/** What the columns of both tables mean. Columns are found by name. */
export type TracingSchema = Readonly<Record<TracingSide, readonly TracingColumn[]>>

export type TracingSchemaProblem = Failure<'tracing.schema'> & { readonly message: string }

const UNCOMPARED: readonly TracingKind[] = ['id', 'recorded_on', 'group', 'consent', 'ignored']

const problem = (message: string): Result<never, TracingSchemaProblem> => err({ code: 'tracing.schema', message })

function readColumns(side: TracingSide, given: unknown): Result<readonly TracingColumn[], TracingSchemaProblem> {
  const columns: unknown = (given as { columns?: unknown } | null | undefined)?.columns ?? given
  if (!Array.isArray(columns))
    return problem('A schema is {"cases": [{"name": …, "kind": …}, …], "requests": [{"name": …, "kind": …}, …]}.')
  const read: TracingColumn[] = []
  for (const [at, column] of columns.entries()) {
    const { name, kind, order } = (column ?? {}) as Record<string, unknown>
    const which = `Column ${at + 1} of the ${side} in the schema`
    if (typeof name !== 'string' || name === '') return problem(`${which} has no name.`)
    if (!TRACING_KINDS.includes(kind as TracingKind))
      return problem(`${which} has no kind that is known. Kinds: ${TRACING_KINDS.join(', ')}.`)
    if (order !== undefined && !DATE_ORDERS.includes(order as DateOrder))
      return problem(`${which} has no order of dates that is known: ${DATE_ORDERS.join(', ')}.`)
    if (read.some((other) => other.name === name)) return problem(`${which} is named twice.`)
    read.push({ name, kind: kind as TracingKind, ...(order === undefined ? {} : { order: order as DateOrder }) })
  }
  return ok(read)
}

/** Reads a schema from parsed JSON; says what is wrong with it. */
export function readTracingSchema(json: unknown): Result<TracingSchema, TracingSchemaProblem> {
  const sides = (json ?? {}) as Partial<Record<TracingSide, unknown>>
  const cases = readColumns('cases', sides.cases)
  if (!cases.ok) return cases
  const requests = readColumns('requests', sides.requests)
  if (!requests.ok) return requests
  return checkTracingSchema({ cases: cases.value, requests: requests.value })
}

/** Whether requests can be held against cases by it: an id each, no kind twice, and something to compare. */
export function checkTracingSchema(schema: TracingSchema): Result<TracingSchema, TracingSchemaProblem> {
  for (const side of TRACING_SIDES) {
    for (const kind of TRACING_KINDS) {
      if (kind === 'ignored') continue
      const held = schema[side].filter((column) => column.kind === kind)
      if (held.length > 1)
        return problem(
          `Two columns of the ${side} are of the kind ${kind}: ${held.map(({ name }) => name).join(', ')}. Correct them with --schema.`,
        )
    }
    if (!schema[side].some(({ kind }) => kind === 'id')) return problem(`No column of the ${side} is their id.`)
    if (!schema[side].some(({ kind }) => kind === 'given_name' || kind === 'full_name'))
      return problem(
        `No column of the ${side} was recognised as the child’s name. Name one in a schema (--schema), with the kind given_name or full_name.`,
      )
  }
  const compared = schema.cases.filter(({ kind }) => !UNCOMPARED.includes(kind))
  const shared = compared.filter(({ kind }) => schema.requests.some((column) => column.kind === kind))
  if (shared.length < 2)
    return problem(
      'The cases and the requests have fewer than two kinds of columns in common: nothing can be compared.',
    )
  return ok(schema)
}
