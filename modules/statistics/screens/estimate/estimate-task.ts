import type { EstimateStage, PrintedWarning } from '@gloact/estimation'
import type { EstimateLimits } from '../../contract/limits.ts'

/** What the worker of this page is asked: to estimate from the table of a file. */
export interface EstimateTask {
  readonly table: File
  readonly limits: EstimateLimits
}

export type EstimateStep = EstimateStage

/** What an estimate is shown from. Where it is refused there is no figure in it. */
export interface MadeEstimate {
  readonly lists: readonly string[]
  readonly observed: number
  readonly figure:
    | {
        readonly all: number
        readonly unseen: number
        readonly interval: { readonly level: number; readonly lower: number; readonly upper: number | null } | null
      }
    | undefined
  /** Pairs of lists that are taken to be independent given the rest. */
  readonly independent: readonly (readonly [string, string])[]
  readonly warnings: readonly PrintedWarning[]
  readonly json: Blob
  readonly report: Blob
}
