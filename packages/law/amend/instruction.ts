/**
 * What an amending law does with a provision of the law that it amends:
 * `insert` provisions after it or `insert_before` it, `append` them under it, `replace` or `delete` it whole; exchange `words` that
 * stand in it once, or `all_words` wherever they stand in it; give it another `heading`; `wrap` its words as its first subsection.
 */
export const INSTRUCTION_ACTIONS = [
  'insert',
  'insert_before',
  'append',
  'replace',
  'delete',
  'words',
  'all_words',
  'heading',
  'wrap',
] as const
export type InstructionAction = (typeof INSTRUCTION_ACTIONS)[number]

export interface Instruction {
  readonly action: InstructionAction
  /** The provision's address (`sec_6__subsec_2`), or how a law refers to it: `6(2)`, `Part I`, `2 “child”` for a definition. Empty: the law. */
  readonly at: string
  /** New provisions as plain text, the new words, the new heading; the number for `wrap`. */
  readonly words: string
  /** For `words`: those that are exchanged. */
  readonly old: string
}

/** Why an instruction could not be applied. */
export const NOT_APPLIED = [
  /** No such provision. */
  'missing',
  /** The words do not stand there. */
  'words_missing',
  /** They stand there more than once, and which are meant is not said. */
  'words_twice',
  /** An earlier instruction of the same law changed what this one changes. */
  'overlaps',
  /** A provision of this number is there. */
  'number_taken',
  /** Nothing is said that could be put there. */
  'no_words',
  /** What the amending law says was not understood. */
  'not_understood',
] as const
export type NotApplied = (typeof NOT_APPLIED)[number]

export interface Outcome {
  readonly instruction: Instruction
  /** The address at which it was applied, in the text after; empty where it was not. */
  readonly eId: string
  readonly problem: NotApplied | null
  /** The provision before and after, as plain text. */
  readonly before: string
  readonly after: string
}
