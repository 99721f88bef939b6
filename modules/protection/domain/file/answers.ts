import type { FormAnswers } from '@gloact/forms'
import type { Answer } from '@gloact/kernel'
import { shown, type FieldValues } from '@gloact/ledger'

/** Where a form's answer lies among a file's fields: `identity/birth_date`. */
export const formPath = (form: string, path: string): string => `${form}/${path}`

/** The answers of one form in a file, by their path within the form. */
export function answersOfForm(fields: FieldValues, form: string): FormAnswers {
  const prefix = `${form}/`
  const answers: [path: string, answer: Answer][] = []
  // Asked for every form of a file whenever its row is derived: only the form's own paths are looked at.
  for (const path of Object.keys(fields)) {
    const value = path.startsWith(prefix) ? shown(fields, path) : undefined
    if (value) answers.push([path.slice(prefix.length), value.value])
  }
  return Object.fromEntries(answers)
}
