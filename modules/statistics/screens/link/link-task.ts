import type { Column, Decision, LinkageStep } from '@gloact/linkage/plain'
import type { Made } from '../worker/made.ts'
import type { ReportCatalogues } from '../worker/report-catalogues.ts'

/** What the worker of this page is asked: what stands in the lists, or to link them. */
export type LinkTask =
  | { readonly kind: 'look'; readonly lists: readonly File[] }
  | {
      readonly kind: 'link'
      readonly lists: readonly File[]
      readonly columns: readonly Column[]
      readonly threshold: number
      /** What people have decided about pairs of these lists, by the places of their records. */
      readonly decisions: readonly Decision[]
      /** A file of decisions, as they are saved here or by the command; null where there is none. */
      readonly decided: File | null
      readonly language: ReportCatalogues
    }

export interface LookedLists {
  /** How each list is called, and how many rows it has. */
  readonly lists: readonly { readonly name: string; readonly rows: number }[]
  /** How the columns are read; the first is the id. */
  readonly columns: readonly Column[]
  readonly warnings: readonly string[]
}

/** A pair for people to decide on, with what both records say: shown to the person who chose the lists, and sent nowhere. */
export interface PairToDecide {
  readonly a: number
  readonly b: number
  readonly ids: readonly [one: string, other: string]
  /** Null where there is one list. */
  readonly lists: readonly [one: string, other: string] | null
  readonly probability: number
  readonly band: string
  /** For how many pairs of its band it stands. */
  readonly standsFor: number
  /** The package’s own words, in English. */
  readonly reasons: readonly string[]
  readonly cells: readonly { readonly column: string; readonly one: string; readonly other: string }[]
}

export interface LinkMade extends Made {
  readonly toDecide: readonly PairToDecide[]
}

export type LinkStepName = 'reading' | LinkageStep
