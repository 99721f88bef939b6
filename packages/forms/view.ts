import type { Answer } from '@gloact/kernel'
import { nest, rowsIn, type FormAnswers, type NestedAnswers, type Row } from './answers.ts'
import { calculate, type CalculationScope } from './calculate.ts'
import { fieldsById, type PlacedField } from './field-index.ts'
import type { FormDefinition } from './form.ts'
import { rowPath } from './paths.ts'
import { truthOf } from './truth.ts'

/**
 * A form with its answers: what shows, and what is calculated. An answer whose question does not show counts as not
 * given (it is kept, and comes back when the question does), so that nothing depends on what nobody sees.
 */
export interface FormView {
  isVisible(fieldId: string, rowId?: string): boolean
  /** The answer that counts: given or calculated, and visible. */
  answer(fieldId: string, rowId?: string): Answer | undefined
  rows(groupId: string): readonly Row[]
  /** Where the conditions of a field, or of a field in a row, read from. */
  scope(rowId?: string): CalculationScope
}

const pathOf = (placed: PlacedField, rowId?: string): string =>
  placed.group && rowId !== undefined ? rowPath(placed.group.id, rowId, placed.field.id) : placed.field.id

/** Looks at answers through their form. Results are kept: make a new view for other answers. */
export function viewForm(form: FormDefinition, answers: FormAnswers): FormView {
  const index = fieldsById(form)
  const rowsOf = new Map<string, readonly Row[]>()
  let nested: NestedAnswers | undefined
  const visible = new Map<string, boolean>()
  const calculated = new Map<string, Answer | undefined>()
  const scopes = new Map<string | undefined, CalculationScope>()

  const view: FormView = {
    rows(groupId) {
      let rows = rowsOf.get(groupId)
      if (!rows) rowsOf.set(groupId, (rows = rowsIn((nested ??= nest(answers)), groupId)))
      return rows
    },
    isVisible(fieldId, rowId) {
      const placed = index.get(fieldId)
      if (!placed || (placed.group && rowId === undefined)) return false
      const path = pathOf(placed, rowId)
      let shown = visible.get(path)
      if (shown === undefined) {
        visible.set(path, false) // a form that runs in a circle is refused elsewhere; here it only must not hang
        const { showWhen } = placed.field
        shown =
          (!placed.group || view.isVisible(placed.group.id)) &&
          (!showWhen || truthOf(showWhen, view.scope(placed.group && rowId)) === true)
        visible.set(path, shown)
      }
      return shown
    },
    answer(fieldId, rowId) {
      const placed = index.get(fieldId)
      if (!placed || !view.isVisible(fieldId, rowId)) return undefined
      const path = pathOf(placed, rowId)
      if (placed.field.type !== 'calculated') return Object.hasOwn(answers, path) ? answers[path] : undefined
      if (!calculated.has(path)) {
        calculated.set(path, undefined)
        const result = calculate(placed.field.calculation, view.scope(placed.group && rowId))
        if (result !== undefined) calculated.set(path, { value: result })
      }
      return calculated.get(path)
    },
    scope(rowId) {
      let scope = scopes.get(rowId)
      if (!scope) {
        scope = {
          answer: (id) => view.answer(id, index.get(id)?.group ? rowId : undefined),
          rowCount: (id) =>
            index.get(id)?.field.type !== 'group' ? undefined : view.isVisible(id) ? view.rows(id).length : 0,
          column: (groupId, id) => view.rows(groupId).map((row) => view.answer(id, row.id)),
        }
        scopes.set(rowId, scope)
      }
      return scope
    },
  }
  return view
}

/** Every place of a form that could be answered: fields, groups, and the fields of the rows that are there. */
export function* placesOf(
  form: FormDefinition,
  view: Pick<FormView, 'rows'>,
): Generator<{ readonly path: string; readonly placed: PlacedField; readonly rowId?: string }> {
  const index = fieldsById(form)
  for (const section of form.sections) {
    for (const field of section.fields) {
      yield { path: field.id, placed: index.get(field.id)! }
      if (field.type !== 'group') continue
      for (const row of view.rows(field.id)) {
        for (const inner of field.fields) {
          yield { path: rowPath(field.id, row.id, inner.id), placed: index.get(inner.id)!, rowId: row.id }
        }
      }
    }
  }
}

/**
 * The answers to what shows, with the rows of groups that show: for what is sent once. Where answers are kept with their form, those to questions
 * that do not show are kept as well, and come back with them.
 */
export function shownAnswers(form: FormDefinition, answers: FormAnswers): FormAnswers {
  const shown = visibleFields(form, answers)
  return Object.fromEntries(
    Object.entries(answers).filter(([path]) => {
      const [group, , field] = path.split('/')
      return shown.has(field === undefined ? group! : path)
    }),
  )
}

/** The paths of what shows, in the order of the form: fields, groups by their id, and fields of rows. */
export function visibleFields(form: FormDefinition, answers: FormAnswers): ReadonlySet<string> {
  const view = viewForm(form, answers)
  const paths = new Set<string>()
  for (const { path, placed, rowId } of placesOf(form, view))
    if (view.isVisible(placed.field.id, rowId)) paths.add(path)
  return paths
}

/** The calculated fields that have a result, by path. One whose sources do not settle it is not there. */
export function evaluateCalculated(form: FormDefinition, answers: FormAnswers): FormAnswers {
  const view = viewForm(form, answers)
  const results: Record<string, Answer> = {}
  for (const { path, placed, rowId } of placesOf(form, view)) {
    const answer = placed.field.type === 'calculated' ? view.answer(placed.field.id, rowId) : undefined
    if (answer) results[path] = answer
  }
  return results
}
