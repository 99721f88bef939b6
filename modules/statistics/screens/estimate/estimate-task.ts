import type { EstimateStage } from '@gloact/estimation'
import type { EstimateLimits } from '../../contract/limits.ts'
import type { ReportCatalogues } from '../worker/report-catalogues.ts'

/** What the analyst asks for beside the table; as the command does it where nothing is chosen. */
export interface EstimateAsked {
  /** Columns by which the estimate is divided, and the one of them that is a line or a parabola. */
  readonly strata: readonly string[]
  readonly trend: string | null
  readonly residents: File | null
  /** Tables that a linkage drew of what it leaves open, as JSON or as CSV. */
  readonly draws: File | null
  readonly method: 'usual' | 'bic' | 'aic' | 'main' | 'fixed'
  /** Of `fixed`: the pairs of lists that depend on each other, by their names. */
  readonly model: string
  /** In per cent. */
  readonly level: number
  readonly assumption: string
  readonly atLeast: number | null
  readonly atMost: number | null
}

/** What the worker of this page is asked: to look at the table of a file, or to estimate from it. */
export type EstimateTask =
  | { readonly kind: 'look'; readonly table: File }
  | {
      readonly kind: 'estimate'
      readonly table: File
      readonly limits: EstimateLimits
      readonly asked: EstimateAsked
      readonly language: ReportCatalogues
    }

export interface LookedTable {
  readonly rows: number
  readonly lists: readonly string[]
  /** Whether a row is a history with its count, or one person. */
  readonly hasCounts: boolean
  /** Columns that an estimate can be divided by. */
  readonly others: readonly string[]
  readonly warnings: readonly string[]
}

export type EstimateStep = EstimateStage | 'grouping'

interface Span {
  readonly lower: number
  readonly upper: number | null
}

/** A group of people, by its levels. */
export interface EstimatedGroup {
  readonly name: string
  readonly seen: number
  readonly all: number
  readonly interval: Span | null
  /** Per 100,000 residents. */
  readonly rate: number | null
}

/** What an estimate is shown from. Where it is refused there is no figure in it. */
export interface MadeEstimate {
  readonly lists: readonly string[]
  readonly observed: number
  readonly figure:
    | {
        readonly all: number
        readonly unseen: number
        readonly interval: (Span & { readonly level: number }) | null
        readonly standardError: number | null
        readonly rate: number | null
        /** How much of the uncertainty is the linkage’s, where its draws were given. */
        readonly ofLinkage: number | null
      }
    | undefined
  /** What the models say that fit well, in place of a figure that lies far from all of them. */
  readonly range: { readonly units: number; readonly lowest: number; readonly highest: number } | undefined
  readonly tables: readonly {
    readonly by: string
    readonly merged: boolean
    readonly groups: readonly EstimatedGroup[]
  }[]
  /** Pairs of lists that are taken to be independent given the rest. */
  readonly independent: readonly (readonly [string, string])[]
  readonly stated: string | null
  /** What was found, in the reader’s language. */
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly refuses: boolean }[]
  readonly json: Blob
  readonly report: Blob
  /** Figures of the groups, all models, the resampled counts: where there are any. */
  readonly groups: Blob | null
  readonly models: Blob | null
  readonly resamples: Blob | null
}
