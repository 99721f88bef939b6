import type { EstimateLimits } from '../../contract/limits.ts'

export interface ProtectAsked {
  /** Columns of the rows, one within the other; of the columns, where there are some. */
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** The column that says how many persons a row counts; null where each is one. */
  readonly count: string | null
  /** The column of amounts that are summed, and the one that says whose each is; null where persons are counted. */
  readonly amount: string | null
  readonly contributor: string | null
  /** When a sum tells of one contributor: the largest few with over so many per cent, the second so near the first. Null: the country’s. */
  readonly largest: number | null
  readonly percent: number | null
  readonly closeness: number | null
  readonly audience: 'agency' | 'public'
  readonly method: 'suppress' | 'round'
  /** Null: the country’s. */
  readonly threshold: number | null
}

/** What the worker of this page is asked: what stands in a table, or to count and protect it. */
export type ProtectTask =
  | { readonly kind: 'look'; readonly table: File }
  | {
      readonly kind: 'protect'
      readonly table: File
      /** What of these persons is out already; null where nothing is, or nobody says. */
      readonly register: File | null
      readonly asked: ProtectAsked
      readonly rules: EstimateLimits['disclosure']
      /** What heads totals. */
      readonly total: string
    }

export interface LookedColumns {
  readonly rows: number
  /** Columns that figures may be told by. */
  readonly columns: readonly string[]
  /** Those of whole numbers, which may be counts. */
  readonly numbers: readonly string[]
  /** Those of amounts, which may be summed. */
  readonly amounts: readonly string[]
  readonly all: readonly string[]
  /** Those that may tell who somebody is. */
  readonly leftOut: readonly string[]
  readonly warnings: readonly string[]
}

export type ProtectStep = 'reading' | 'protecting'
