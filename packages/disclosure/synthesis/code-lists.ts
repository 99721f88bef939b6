import { type Failure, type Result, err, failure, ok } from '@gloact/kernel'
import type { StructuralZero } from './graphical-model.ts'
import { type ColumnDomain, marginalOf } from './records.ts'
import { leavesSomethingPossible } from './structural-zeros.ts'
import { sortedPairs } from './workload.ts'

/** What a release may say, from public metadata and never from the data: columns, codes, and what cannot be. */
export interface CodeLists {
  readonly version: string
  /**
   * `reviewed` where the lists say that people have looked at the values; `proposed` where they were taken from the data and nobody
   * has yet; `not stated` where they say neither.
   */
  readonly status: 'reviewed' | 'proposed' | 'not stated'
  readonly columns: readonly ColumnDomain[]
  readonly zeros: readonly StructuralZero[]
  /** Columns of tables that are published as such and are measured with a share of their own. */
  readonly official: readonly (readonly number[])[]
}

export type CodeListFailure = Failure<
  | 'disclosure.codes_shape'
  | 'disclosure.codes_column'
  | 'disclosure.codes_impossible'
  | 'disclosure.codes_impossible_shape'
  | 'disclosure.codes_nothing_possible'
  | 'disclosure.codes_official'
  | 'disclosure.codes_columns_number'
  | 'disclosure.codes_cells'
  | 'disclosure.codes_sensitivity'
>

/** Releases of more columns than this say almost nothing about each. */
export const MOST_RELEASED_COLUMNS = 60
const MOST_CODES = 2000
/** All pairs of columns together: each cell takes some 65 bytes while a release is made. */
const MOST_PAIR_CELLS = 20_000_000
const MOST_ZERO_CELLS = 2 ** 20
const MOST_OFFICIAL_CELLS = 50_000

/** How an empty cell stands in every list: "not recorded" is a code like the others, so that it is counted and protected too. */
export const NOT_RECORDED = ''

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain => value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * Code lists from JSON: `{ "version": "2026-1", "columns": { "gender": ["Woman", "Man"], … }, "impossible": [{ "age": ["0-8"],
 * "education": ["University"] }], "official": [["year", "gender"]] }`; of a column also `{ "codes": […], "required": true }`, and
 * the `"sensitivity"` that its form gives it, of which only `"statistical"` leaves.
 * A plain object of columns is enough. Every column may also be not recorded unless it is required.
 */
export function parseCodeLists(json: unknown): Result<CodeLists, CodeListFailure> {
  if (!isPlain(json)) return err(failure('disclosure.codes_shape'))
  const listed = isPlain(json['columns']) ? json['columns'] : json['columns'] === undefined ? json : undefined
  if (!listed) return err(failure('disclosure.codes_shape'))
  const isFull = json['columns'] !== undefined
  const columns: ColumnDomain[] = []
  for (const [name, value] of Object.entries(listed)) {
    const codes = Array.isArray(value) ? value : isPlain(value) ? value['codes'] : undefined
    const required = isPlain(value) && value['required'] === true
    const at = columns.length + 1
    const sensitivity = isPlain(value) ? value['sensitivity'] : undefined
    if (sensitivity !== undefined && sensitivity !== 'statistical') {
      return err(failure('disclosure.codes_sensitivity', { params: { column: at } }))
    }
    const wrong = failure('disclosure.codes_column', { params: { column: at } })
    if (!Array.isArray(codes)) return err(wrong)
    const texts = codes.map((code: unknown) =>
      typeof code === 'string' || typeof code === 'number' ? `${code}` : null,
    )
    if (texts.includes(null)) return err(wrong)
    const unique = [...new Set(texts as string[])].filter((code) => code !== NOT_RECORDED)
    if (unique.length === 0 || unique.length > MOST_CODES) return err(wrong)
    columns.push(required ? { name, codes: unique } : { name, codes: [NOT_RECORDED, ...unique], notRecorded: 0 })
  }
  if (columns.length === 0 || columns.length > MOST_RELEASED_COLUMNS) {
    return err(
      failure('disclosure.codes_columns_number', { params: { columns: columns.length, most: MOST_RELEASED_COLUMNS } }),
    )
  }
  const sizes = columns.map(({ codes }) => codes.length)
  const cells = sortedPairs(columns.length).reduce((sum, [a, b]) => sum + sizes[a]! * sizes[b]!, 0)
  if (cells > MOST_PAIR_CELLS) {
    return err(failure('disclosure.codes_cells', { params: { cells, most: MOST_PAIR_CELLS } }))
  }
  const impossible = isFull ? json['impossible'] : undefined
  if (!areListsOfCodes(impossible)) return err(failure('disclosure.codes_impossible_shape'))
  const zeros = structuralZeros(impossible, columns)
  if (!zeros) return err(failure('disclosure.codes_impossible'))
  if (!leavesSomethingPossible(zeros, sizes)) return err(failure('disclosure.codes_nothing_possible'))
  const official = officialTables(isFull ? json['official'] : undefined, columns)
  if (!official) return err(failure('disclosure.codes_official', { params: { cells: MOST_OFFICIAL_CELLS } }))
  const version = isFull && typeof json['version'] === 'string' ? json['version'] : 'not stated'
  return ok({ version, status: isFull ? statusOf(json['status']) : 'not stated', columns, zeros, official })
}

function statusOf(stated: unknown): CodeLists['status'] {
  const status = typeof stated === 'string' ? stated.trim().toLowerCase() : ''
  return status === 'reviewed' || status === 'proposed' ? status : 'not stated'
}

type Declared = readonly Readonly<Record<string, readonly unknown[]>>[]

/** Whether what is declared impossible is an array of objects, each with arrays of codes. */
const areListsOfCodes = (declared: unknown): declared is Declared | undefined =>
  declared === undefined ||
  (Array.isArray(declared) && declared.every((rule) => isPlain(rule) && Object.values(rule).every(Array.isArray)))

function structuralZeros(
  declared: Declared | undefined,
  columns: readonly ColumnDomain[],
): StructuralZero[] | undefined {
  if (declared === undefined) return []
  const sizes = columns.map(({ codes }) => codes.length)
  const zeros = new Map<string, { columns: readonly number[]; impossible: Uint8Array }>()
  for (const rule of declared) {
    const sides: { column: number; codes: Set<number> }[] = []
    for (const [name, value] of Object.entries(rule)) {
      const column = columns.findIndex((each) => each.name === name)
      if (column < 0) return undefined
      const codes = value.map((code: unknown) => columns[column]!.codes.indexOf(String(code)))
      if (codes.length === 0 || codes.includes(-1)) return undefined
      sides.push({ column, codes: new Set(codes) })
    }
    if (sides.length < 2) return undefined
    sides.sort((a, b) => a.column - b.column)
    const { columns: held, size } = marginalOf(
      sides.map(({ column }) => column),
      sizes,
    )
    if (size > MOST_ZERO_CELLS) return undefined
    const key = held.join('.')
    const zero = zeros.get(key) ?? { columns: held, impossible: new Uint8Array(size) }
    zeros.set(key, zero)
    for (let cell = 0; cell < size; cell++) {
      let rest = cell
      let holds = true
      for (let at = held.length - 1; at >= 0; at--) {
        const width = sizes[held[at]!]!
        if (!sides[at]!.codes.has(rest % width)) holds = false
        rest = Math.floor(rest / width)
      }
      if (holds) zero.impossible[cell] = 1
    }
  }
  return [...zeros.values()]
}

function officialTables(declared: unknown, columns: readonly ColumnDomain[]): number[][] | undefined {
  if (declared === undefined) return []
  if (!Array.isArray(declared)) return undefined
  const tables: number[][] = []
  for (const names of declared as unknown[]) {
    if (!Array.isArray(names) || names.length === 0 || names.length > 3) return undefined
    const held = names.map((name: unknown) => columns.findIndex((each) => each.name === name))
    if (held.includes(-1) || new Set(held).size < held.length) return undefined
    const table = marginalOf(
      held,
      columns.map(({ codes }) => codes.length),
    )
    if (table.size > MOST_OFFICIAL_CELLS) return undefined
    tables.push([...table.columns])
  }
  return tables
}
