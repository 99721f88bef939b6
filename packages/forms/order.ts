import type { FormAnswers } from './answers.ts'
import type { ValueFailure } from './failures.ts'
import { fieldsById, type PlacedField } from './field-index.ts'
import type { Field } from './field.ts'
import type { FormDefinition } from './form.ts'
import { rowPath } from './paths.ts'
import { truthOf } from './truth.ts'
import { viewForm } from './view.ts'

/** One of two answers of which the later is before the earlier: each is reported at its own path. */
export interface OutOfOrder {
  readonly path: string
  readonly other: string
  readonly failure: ValueFailure
}

/** The fields that a date or a year may not be before. */
export const notBeforeOf = (field: Field): readonly string[] =>
  field.type === 'date' || field.type === 'number' ? (field.notBefore ?? []) : []

const ordered = new WeakMap<FormDefinition, readonly PlacedField[]>()

/** The fields that declare an order: most forms have few, or none. */
function orderedOf(form: FormDefinition): readonly PlacedField[] {
  let found = ordered.get(form)
  if (!found) {
    found = [...fieldsById(form).values()].filter(({ field }) => notBeforeOf(field).length > 0)
    ordered.set(form, found)
  }
  return found
}

/**
 * The answers that cannot stand together, because one that is `notBefore` another is before it: both of them, each with what is wrong
 * there. Of dates known to the month or the year, only what no days could put in order. An answer whose question does not show does not
 * count.
 */
export function outOfOrder(form: FormDefinition, answers: FormAnswers): OutOfOrder[] {
  const fields = orderedOf(form)
  if (fields.length === 0) return []
  const index = fieldsById(form)
  const view = viewForm(form, answers)
  return fields.flatMap(({ field, group }) => {
    const rowIds = group ? view.rows(group.id).map(({ id }) => id) : [undefined]
    return rowIds.flatMap((rowId) =>
      notBeforeOf(field).flatMap((earlier): OutOfOrder[] => {
        const isBefore = truthOf({ lt: [field.id, { field: earlier }] }, view.scope(rowId)) === true
        if (!isBefore) return []
        const path = pathIn(index.get(field.id), field.id, rowId)
        const other = pathIn(index.get(earlier), earlier, rowId)
        return [
          { path, other, failure: { code: 'forms.before_other', params: { other: earlier } } },
          { path: other, other: path, failure: { code: 'forms.after_other', params: { other: field.id } } },
        ]
      }),
    )
  })
}

const pathIn = (placed: PlacedField | undefined, id: string, rowId: string | undefined): string =>
  placed?.group && rowId !== undefined ? rowPath(placed.group.id, rowId, id) : id
