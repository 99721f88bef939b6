/** A report as data: what it says, in order. Renderers make HTML, Word and PDF of it. */
export interface ReportDocument {
  readonly title: string
  readonly subtitle?: string
  /** BCP 47: `en`, `ar`. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly blocks: readonly ReportBlock[]
  /** What stands at the end: who made it, from what. */
  readonly colophon: readonly string[]
}

export type ReportBlock =
  /** `newPage`: begins a page of its own where there are pages, as each of several letters does. */
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string; readonly newPage?: boolean }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Something that must not be passed over. Its title says what it is; colour only adds to that. */
  | {
      readonly kind: 'notice'
      readonly tone: 'refused' | 'warning'
      readonly title: string
      readonly items: readonly string[]
    }
  /** A few figures, large. */
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | ({ readonly kind: 'table' } & ReportTable)
  | ({ readonly kind: 'figure' } & ReportFigure)

export interface Fact {
  readonly label: string
  readonly value: string
  readonly note?: string
}

export interface ReportColumn {
  readonly label: string
  /** Its cells are numbers, and stand at the line's end. */
  readonly numeric?: boolean
}

/** The first cell of a row names the row. */
export interface ReportTable {
  readonly caption: string
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly (readonly string[])[]
}

export interface ReportFigure {
  /** A whole SVG element, as `plot` makes it. */
  readonly svg: string
  /** What the figure shows, for who does not see it. */
  readonly alternative: string
  readonly caption: string
  /** In CSS pixels. */
  readonly width: number
  readonly height: number
}
