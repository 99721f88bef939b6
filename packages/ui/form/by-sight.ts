import { type Field, type FormAnswers, type FormView, rowPath, type SimpleField } from '@gloact/forms'
import { type Answer, isAbsent } from '@gloact/kernel'

/** Whether something was said, an absence with its kind included. */
export const isSaid = (answer: Answer | undefined): boolean =>
  answer !== undefined && !(isAbsent(answer) && answer.absent === 'not_asked')

interface Of {
  readonly view: FormView
  readonly shown: FormAnswers
}

/** Whether a question has its place on the page: it applies, and where only imports fill it something stands in it. */
export function isShown(
  field: Field,
  { view, shown }: Of,
  row?: { readonly group: string; readonly id: string },
): boolean {
  if (!view.isVisible(field.id, row?.id)) return false
  if (field.aside !== 'imported') return true
  if (field.type === 'group') return view.rows(field.id).length > 0
  return isSaid(shown[row ? rowPath(row.group, row.id, field.id) : field.id])
}

export const isInSight = (fields: readonly Field[], of: Of): boolean => fields.some((field) => isShown(field, of))

/** Questions of every day, and those that wait folded below them: what is filled by imports stands among these. */
export function bySight<Asked extends Field | SimpleField>(
  fields: readonly Asked[],
  of: Of,
  row?: { readonly group: string; readonly id: string },
): { readonly daily: readonly Asked[]; readonly more: readonly Asked[] } {
  const shown = fields.filter((field) => isShown(field, of, row))
  return {
    daily: shown.filter(({ aside }) => aside === undefined),
    more: shown.filter(({ aside }) => aside !== undefined),
  }
}
