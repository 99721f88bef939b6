import type { Answer } from '@gloact/kernel'
import type { FormAnswers } from './answers.ts'
import { mayReadField, type MayRead, type PlacedField } from './field-index.ts'
import { CODED_TYPES, type FieldType } from './field.ts'
import type { FormDefinition } from './form.ts'
import { rowPath } from './paths.ts'
import { placesOf, viewForm } from './view.ts'

export interface SplitAnswers {
  /**
   * For columns in clear: codes, numbers and results that are `case` or `statistical`, and whatever is `open`, with their
   * kinds of absence.
   */
  readonly clear: FormAnswers
  /** For the sealed state: everything else. */
  readonly sealed: FormAnswers
}

const CODED: ReadonlySet<FieldType> = new Set([...CODED_TYPES, 'group'])
const isOpen: MayRead = (sensitivity) =>
  sensitivity === 'case' || sensitivity === 'statistical' || sensitivity === 'open'
/** Concerns no person: text as well as codes. */
const concernsNobody: MayRead = (sensitivity) => sensitivity === 'open'
const mayLieInClear = (placed: PlacedField): boolean =>
  mayReadField(placed, concernsNobody) || (CODED.has(placed.field.type) && mayReadField(placed, isOpen))

/**
 * Splits the whole of a form's answers (its conditions need them all) into what a derived row may hold in clear and what
 * is sealed. Every answer is in exactly one of the two, and results of calculations are added. An answer whose question does
 * not show, a removed row, and what this version of the form has no place for are sealed: kept, and not counted.
 */
export function splitForStorage(form: FormDefinition, answers: FormAnswers): SplitAnswers {
  const view = viewForm(form, answers)
  const clear: Record<string, Answer> = {}
  const sealed: Record<string, Answer> = { ...answers }
  for (const { path, placed, rowId } of placesOf(form, view)) {
    const { field } = placed
    if (field.type === 'calculated') {
      const result = view.answer(field.id, rowId)
      delete sealed[path]
      if (result) (mayLieInClear(placed) ? clear : sealed)[path] = result
      continue
    }
    // Most questions of a form have no answer.
    if (field.type !== 'group' && !Object.hasOwn(answers, path)) continue
    if (!mayLieInClear(placed) || !view.isVisible(field.id, rowId)) continue
    const paths = field.type === 'group' ? view.rows(field.id).map((row) => rowPath(field.id, row.id)) : [path]
    for (const own of paths) {
      if (!Object.hasOwn(answers, own)) continue
      clear[own] = answers[own]!
      delete sealed[own]
    }
  }
  return { clear, sealed }
}
