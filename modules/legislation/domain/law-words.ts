/** Kinds of provision, as `@gloact/law` has them. */
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

/** What an amending law does, as `@gloact/law/amend` has it. */
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

/** Why an instruction could not be applied. */
export const NOT_APPLIED = [
  'missing',
  'words_missing',
  'words_twice',
  'overlaps',
  'number_taken',
  'no_words',
  'not_understood',
] as const
