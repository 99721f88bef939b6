import type { Answer } from '@gloact/kernel'
import type { FormAnswers } from './answers.ts'
import { mayReadField, type MayRead } from './field-index.ts'
import type { FormDefinition } from './form.ts'
import { rowPath } from './paths.ts'
import { placesOf, viewForm } from './view.ts'

/** What a reader is given of a form's answers. */
export interface PresentedAnswers {
  /** What the reader may see, with the results of calculations; of rows those that are there. */
  readonly answers: FormAnswers
  /** The places that are kept from the reader, answered or not: it does not say which. A hidden group is named alone. */
  readonly hidden: readonly string[]
  /** The readable places that show. Settled on all answers: what a condition reads may be hidden from the reader. */
  readonly visible: readonly string[]
}

/**
 * The answers that a reader may see. A field inside a group needs the group to be readable as well. Answers that this
 * version of the form has no place for are left out: present them through the version they were given under.
 */
export function present(form: FormDefinition, answers: FormAnswers, mayRead: MayRead): PresentedAnswers {
  const view = viewForm(form, answers)
  const readable: Record<string, Answer> = {}
  const hidden: string[] = []
  const visible: string[] = []
  for (const { path, placed, rowId } of placesOf(form, view)) {
    const { field } = placed
    if (!mayReadField(placed, mayRead)) {
      const groupIsHidden = placed.group && !mayRead(placed.group.sensitivity, placed.group.audience)
      if (!groupIsHidden) hidden.push(path)
      continue
    }
    if (view.isVisible(field.id, rowId)) visible.push(path)
    if (field.type === 'group') {
      for (const row of view.rows(field.id)) readable[rowPath(field.id, row.id)] = { value: true }
      continue
    }
    const answer =
      field.type === 'calculated'
        ? view.answer(field.id, rowId)
        : Object.hasOwn(answers, path)
          ? answers[path]
          : undefined
    if (answer) readable[path] = answer
  }
  return { answers: readable, hidden, visible }
}
