import {
  answerAt,
  fieldsById,
  isAnswerable,
  rowPath,
  viewForm,
  type Field,
  type FormAnswers,
  type FormDefinition,
} from '@gloact/forms'
import { isAbsent, type Absence, type Answer } from '@gloact/kernel'
import type { FormSectionView } from '../../contract/reading/files.ts'

/** Whether a path is kept from the reader: a hidden group is named alone, and hides everything in it. */
export const isHidden = (hidden: readonly string[], path: string): boolean =>
  hidden.some((kept) => path === kept || path.startsWith(`${kept}/`))

/**
 * A form with what was opened for a purpose. Of what was opened only the places that are otherwise hidden are taken:
 * the rest is newer in the file itself.
 */
export function withOpened(view: FormSectionView, opened: FormSectionView | undefined): FormSectionView {
  if (!opened) return view
  const isOpened = (path: string) => isHidden(view.hidden, path)
  const taken = <Value>(from: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(from).filter(([path]) => isOpened(path)))
  return {
    ...view,
    answers: { ...view.answers, ...taken(opened.answers) },
    live: { ...view.live, ...taken(opened.live) },
    hidden: opened.hidden,
    conflicts: [...view.conflicts, ...opened.conflicts.filter(({ path }) => isOpened(path))],
  }
}

/** A form after an edit that was recorded: what was opened is not asked for again, since each opening is recorded. */
export function afterEdit(view: FormSectionView, edits: FormAnswers, actionId: string): FormSectionView {
  const paths = Object.keys(edits)
  return {
    ...view,
    answers: { ...view.answers, ...edits },
    live: { ...view.live, ...Object.fromEntries(paths.map((path) => [path, [actionId]])) },
    conflicts: view.conflicts.filter(({ path }) => !paths.includes(path)),
  }
}

/** A question of a form, with its answer. */
export interface AnsweredField {
  readonly path: string
  readonly field: Field
  readonly answer: Answer
  /** Which row of its group it stands in, counted from 1. */
  readonly row?: { readonly group: Field; readonly number: number }
}

/** The questions of a form that show and may be read, in order, each with its answer or the kind of its absence. */
export function answeredFields(form: FormDefinition, view: FormSectionView): readonly AnsweredField[] {
  const shown = viewForm(form, view.answers)
  const read = (field: Field, path: string, rowId?: string): Pick<AnsweredField, 'path' | 'field' | 'answer'>[] => {
    if (isHidden(view.hidden, path) || !shown.isVisible(field.id, rowId)) return []
    const answer = field.type === 'calculated' ? shown.answer(field.id, rowId) : answerAt(view.answers, path)
    return answer ? [{ path, field, answer }] : []
  }
  return form.sections.flatMap(({ fields }) =>
    fields.flatMap((field) => {
      if (field.type !== 'group') return read(field, field.id)
      if (!shown.isVisible(field.id)) return []
      return shown
        .rows(field.id)
        .flatMap(({ id }, index) =>
          field.fields
            .flatMap((inner) => read(inner, rowPath(field.id, id, inner.id), id))
            .map((one) => ({ ...one, row: { group: field, number: index + 1 } })),
        )
    }),
  )
}

const isNotAsked = (answer: Answer): boolean => isAbsent(answer) && answer.absent === 'not_asked'

export interface FormFigures {
  /** Questions that show and may be read. */
  readonly asked: number
  /** Those with an answer, absences with their kind included. */
  readonly answered: number
  readonly notGiven: readonly (AnsweredField & { readonly kind: Absence })[]
  /** Whether there are questions beside these that are hidden from the reader. */
  readonly keptBack: boolean
}

/** How far a form is filled in, and what was not answered, with its kind. */
export function figuresOf(form: FormDefinition, view: FormSectionView): FormFigures {
  const fields = answeredFields(form, view).filter(
    // What imports fill is asked of nobody.
    ({ field, answer }) => isAnswerable(field) && !(field.aside === 'imported' && isNotAsked(answer)),
  )
  const notGiven = fields.flatMap((one) => (isAbsent(one.answer) ? [{ ...one, kind: one.answer.absent }] : []))
  return {
    asked: fields.length,
    answered: fields.length - notGiven.filter(({ kind }) => kind === 'not_asked').length,
    notGiven,
    keptBack: view.hidden.length > 0,
  }
}

/** Whether some of what is hidden would open with a purpose (who the person is), rather than for a named few. */
export const hidesIdentity = (form: FormDefinition, hidden: readonly string[]): boolean =>
  hidesSome(form, hidden, 'identifying')

/** Whether some of it is for a named few, whatever the purpose. */
export const hidesRestricted = (form: FormDefinition, hidden: readonly string[]): boolean =>
  hidesSome(form, hidden, 'restricted')

function hidesSome(form: FormDefinition, hidden: readonly string[], sensitivity: Field['sensitivity']): boolean {
  const index = fieldsById(form)
  return hidden.some((path) => {
    const parts = path.split('/')
    const placed = index.get(parts.at(-1) ?? '') ?? index.get(parts[0] ?? '')
    return placed?.field.sensitivity === sensitivity
  })
}
