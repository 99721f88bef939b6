import type { Column, LinkageStep } from '@gloact/linkage/plain'

/** What the worker of this page is asked: what stands in the lists, or to link them. */
export type LinkTask =
  | { readonly kind: 'look'; readonly lists: readonly File[] }
  | {
      readonly kind: 'link'
      readonly lists: readonly File[]
      readonly columns: readonly Column[]
      readonly threshold: number
    }

export interface LookedLists {
  /** How each list is called, and how many rows it has. */
  readonly lists: readonly { readonly name: string; readonly rows: number }[]
  /** How the columns are read; the first is the id. */
  readonly columns: readonly Column[]
  readonly warnings: readonly string[]
}

export type LinkStepName = 'reading' | LinkageStep
