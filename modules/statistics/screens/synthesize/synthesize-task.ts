export interface SynthesizeAsked {
  readonly epsilon: number
  /** What all releases of these people may come to; null: the ledger’s own, or the usual one. */
  readonly budget: number | null
  readonly universe: string
  readonly approvedBy: string
}

/** What the worker of this page is asked: to propose code lists from the records, or to make synthetic ones by reviewed lists. */
export type SynthesizeTask =
  | { readonly kind: 'propose'; readonly records: File }
  | {
      readonly kind: 'synthesize'
      readonly records: File
      readonly codes: File
      readonly ledger: File | null
      readonly asked: SynthesizeAsked
      /** No count below this is shown. */
      readonly floor: number
    }

export type SynthesizeStep = 'reading' | 'synthesizing'
