/** What a thread is asked for: a function by its module and name. */
export interface ApartTask {
  readonly module: string
  readonly name: string
  readonly input: unknown
}

/** What it answers with. An error is told by its kind and places: its words may quote what was read. */
export type ApartAnswer =
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly name: string; readonly places: readonly string[] }
