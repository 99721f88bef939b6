import { readRows, type FormAnswers } from '@gloact/forms'
import { valueOf } from '@gloact/kernel'

/**
 * Where a file's names are: rows of the group `names` in the form `identity`, each with parts. A country's form has these
 * ids; its words, order and everything else are its own.
 */
export const NAMES = { form: 'identity', group: 'names', parts: ['given', 'middle', 'family', 'nickname'] } as const

/** The names by which a person is known in their file, each as one text; none where nobody gave one. */
export function namesIn(identity: FormAnswers): readonly string[] {
  const rows = readRows(identity, NAMES.group)
  return rows
    .map((row) =>
      NAMES.parts
        .map((part) => valueOf(row.answers[part]))
        .filter((part): part is string => typeof part === 'string' && part.trim() !== '')
        .join(' '),
    )
    .filter((name) => name !== '')
}
