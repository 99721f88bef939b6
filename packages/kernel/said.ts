/**
 * A sentence that is worded where it is read, in the reader’s language: its id, and what it is filled in with. What computes
 * speaks no language; `packages/reports` words it.
 */
export interface Said {
  readonly id: string
  readonly params?: Readonly<Record<string, SaidValue>>
}

/** A text as it is (a column’s name), a number that the language writes in its own way, a sentence within it, or several. */
export type SaidValue = string | number | Said | SaidList

/** Several things in one sentence: joined by “and”, set apart as items, or sentences one after another. */
export interface SaidList {
  readonly as: 'and' | 'items' | 'sentences'
  /** Names within an item are joined by “and”. */
  readonly of: readonly (string | Said | readonly string[])[]
}

export const said = (id: string, params?: Said['params']): Said => (params ? { id, params } : { id })
