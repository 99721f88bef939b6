import type { FieldFailure } from '@gloact/kernel'
import { answerAt, type FormAnswers } from './answers.ts'
import { fieldsById } from './field-index.ts'
import type { Check, FormDefinition } from './form.ts'
import { outOfOrder } from './order.ts'
import { parsePath, pointerOf, rowPath } from './paths.ts'
import { fieldsOfCondition } from './references.ts'
import { truthOf } from './truth.ts'
import { placesOf, viewForm, type FormView } from './view.ts'
import { wordsIn } from './words.ts'

export interface CompleteOptions {
  /** Whether required answers are asked for; without them only rows and cross-field checks. Default: yes. */
  readonly required?: boolean
  /** The sections that are declared finished; all of them where it is left out. */
  readonly sections?: readonly string[]
  /** Where the answers stand in the request, so that pointers lead to them. */
  readonly under?: string
}

/**
 * What is still missing or does not fit together, for the moment a section is declared finished. Only what shows is asked
 * for. An absence with its kind answers a required question: nobody is made to say what they will not.
 */
export function checkComplete(
  form: FormDefinition,
  answers: FormAnswers,
  { required = true, sections, under }: CompleteOptions = {},
): FieldFailure[] {
  const view = viewForm(form, answers)
  const failures: FieldFailure[] = []
  const isMeant = (sectionId: string) => sections === undefined || sections.includes(sectionId)

  for (const { path, placed, rowId } of placesOf(form, view)) {
    const { field, sectionId } = placed
    if (!isMeant(sectionId) || !view.isVisible(field.id, rowId)) continue
    const needed =
      required &&
      (field.required === true ||
        (field.requiredWhen !== undefined && truthOf(field.requiredWhen, view.scope(rowId)) === true))
    if (field.type === 'group') {
      const rows = view.rows(field.id).length
      const min = Math.max(needed ? 1 : 0, required ? (field.minRows ?? 0) : 0)
      const max = field.maxRows ?? Infinity
      if (rows < min) failures.push({ pointer: pointerOf(path, under), code: 'forms.too_few_rows', params: { min } })
      if (rows > max) failures.push({ pointer: pointerOf(path, under), code: 'forms.too_many_rows', params: { max } })
    } else if (needed && field.type !== 'calculated') {
      const answer = answerAt(answers, path)
      if ('absent' in answer && answer.absent === 'not_asked')
        failures.push({ pointer: pointerOf(path, under), code: 'forms.required' })
    }
  }
  for (const { path, failure } of outOfOrder(form, answers)) {
    if (isMeant(fieldsById(form).get(parsePath(path)?.id ?? '')?.sectionId ?? ''))
      failures.push({ pointer: pointerOf(path, under), ...failure })
  }
  for (const check of form.checks ?? []) {
    if (!check.fields.some((id) => isMeant(fieldsById(form).get(id)?.sectionId ?? ''))) continue
    for (const path of brokenAt(form, check, view))
      failures.push({ pointer: pointerOf(path, under), code: 'forms.check_failed', params: { check: check.id } })
  }
  return failures
}

/** The paths at which a check does not hold: of the form once, of a group for each of its rows. */
function brokenAt(form: FormDefinition, check: Check, view: FormView): string[] {
  const index = fieldsById(form)
  const names = [...fieldsOfCondition(check.when), ...check.fields]
  const groupId = names.map((id) => index.get(id)?.group?.id).find((id) => id !== undefined)
  const rowIds = groupId === undefined ? [undefined] : view.rows(groupId).map((row) => row.id)
  const broken = rowIds.flatMap((rowId) =>
    truthOf(check.when, view.scope(rowId)) !== false
      ? []
      : check.fields.map((id) => {
          const group = index.get(id)?.group
          return group && rowId !== undefined ? rowPath(group.id, rowId, id) : id
        }),
  )
  return [...new Set(broken)]
}

/** The sentence of a cross-field check that failed (`params.check`), in a language. */
export function checkMessage(form: FormDefinition, checkId: string, language: string): string | undefined {
  const check = form.checks?.find((one) => one.id === checkId)
  return check && wordsIn(check.message, language)
}

/** What the sentence of a failure is made with: limits, and the label of the question that an answer does not fit (`params.other`). */
export function failureParams(
  form: FormDefinition,
  { params }: Pick<FieldFailure, 'params'>,
  language: string,
): FieldFailure['params'] {
  const other = params?.['other']
  const meant = typeof other === 'string' ? fieldsById(form).get(other)?.field : undefined
  return meant ? { ...params, other: wordsIn(meant.label, language) } : params
}
