/**
 * Kinds of provision, by the names that Akoma Ntoso 3.0 gives them. `schedule` and `text` are its `hcontainer`s of that name:
 * a schedule at the end of an act, and words that stand in no numbered provision.
 */
export const PROVISION_KINDS = [
  'book',
  'title',
  'part',
  'chapter',
  'division',
  'schedule',
  'section',
  'article',
  'subsection',
  'paragraph',
  'subparagraph',
  'point',
  'indent',
  'text',
] as const

export type ProvisionKind = (typeof PROVISION_KINDS)[number]

/** A provision as it is written: its number and heading, its words before and after what stands below it. */
export interface Provision {
  readonly kind: ProvisionKind
  /** As printed, `(a)`, `12A.`, `§ 232`; empty where it has none. */
  readonly num: string
  readonly heading: string
  /** Its own words, paragraph by paragraph, before its children. */
  readonly text: readonly string[]
  readonly children: readonly Provision[]
  /** Its own words after its children: "shall be punished …". */
  readonly after: readonly string[]
}

/** A law as words in their structure. */
export interface LawText {
  /** BCP 47, as far as it is known: `en`. */
  readonly language: string
  readonly longTitle: string
  /** What stands before the preamble. */
  readonly preface: readonly string[]
  readonly preamble: readonly string[]
  readonly body: readonly Provision[]
}

/** Why a line was left out, or is to be looked at. The words are the reader's. */
export const LINE_REMARKS = [
  /** Left out: not the law's words. */
  'metadata',
  'contents',
  'page',
  'note',
  /** Kept, and to be looked at. */
  'no_number',
  'out_of_order',
  'twice',
  'no_words',
  'joined_heading',
  'outside',
  'too_deep',
] as const

export type LineRemark = (typeof LINE_REMARKS)[number]

/** A line, or several that belong together, that was not understood or was left out. Lines are counted from 1. */
export interface NotUnderstood {
  readonly line: number
  readonly lastLine: number
  readonly text: string
  readonly remark: LineRemark
}

export const LEFT_OUT: readonly LineRemark[] = ['metadata', 'contents', 'page', 'note']

/** What was made of a text. Every line that is not in `law` is in `notUnderstood`. */
export interface ReadLaw {
  readonly law: LawText
  readonly notUnderstood: readonly NotUnderstood[]
}
