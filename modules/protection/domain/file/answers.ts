import type { FormAnswers } from '@gloact/forms'
import { answersOf, type FieldValues } from '@gloact/ledger'

/** Where a form's answer lies among a file's fields: `identity/birth_date`. */
export const formPath = (form: string, path: string): string => `${form}/${path}`

/** The answers of one form in a file, by their path within the form. */
export function answersOfForm(fields: FieldValues, form: string): FormAnswers {
  const prefix = `${form}/`
  return Object.fromEntries(
    Object.entries(answersOf(fields))
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, answer]) => [path.slice(prefix.length), answer]),
  )
}
