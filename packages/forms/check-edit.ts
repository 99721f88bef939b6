import type { CodeLists } from '@gloact/codes'
import { err, ok, type Absence, type FieldFailure, type Json, type PlainDate, type Result } from '@gloact/kernel'
import { readRows, type FormAnswers } from './answers.ts'
import { checkValue, type ValueContext } from './check-value.ts'
import type { ValueFailure } from './failures.ts'
import { fieldsById, isAnswerable } from './field-index.ts'
import { OFFERED_ABSENCES, type Field } from './field.ts'
import type { FormDefinition } from './form.ts'
import { normaliseEdit, type NormaliseOptions } from './normalise.ts'
import { outOfOrder } from './order.ts'
import { parsePath, pointerOf, rowPath, type PathParts } from './paths.ts'

export interface EditOptions {
  /** The day in the country, for dates that may not lie ahead. */
  readonly today: PlainDate
  /** Where the edit stands in the request (`/answers`), so that pointers lead to it. */
  readonly under?: string
  /**
   * Whether who made the edit could see what stands at a path beside it; they could where it is left out. A date that somebody else
   * recorded meanwhile refuses no edit: both are kept, and `checkComplete` reports that they do not fit.
   */
  readonly wasSeen?: (path: string) => boolean
}

/**
 * The kinds of absence to choose from at a field; `not_asked` is where it starts and is always taken. What concerns no person is
 * declined by nobody: there, none is offered unless the form says so, but for the third of three answers.
 */
export const offeredAbsences = (field: Field): readonly Absence[] =>
  field.absences ?? (field.sensitivity !== 'open' ? OFFERED_ABSENCES : (OPEN_ABSENCES[field.type] ?? []))

const OPEN_ABSENCES: Readonly<Partial<Record<Field['type'], readonly Absence[]>>> = { yes_no_unknown: ['not_known'] }

const UNKNOWN_PATH: ValueFailure = { code: 'forms.unknown_path' }
const WRONG_TYPE: ValueFailure = { code: 'forms.wrong_type' }

/** The one member of an answer, where it is one: exactly `value` or `absent`. */
function partsOf(answer: unknown): { readonly value: Json } | { readonly absent: Json } | undefined {
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return undefined
  const keys = Object.keys(answer)
  if (keys.length !== 1 || (keys[0] !== 'value' && keys[0] !== 'absent')) return undefined
  return answer as { readonly value: Json } | { readonly absent: Json }
}

const hasMarker = (answers: FormAnswers, path: string): boolean => Object.hasOwn(answers, path)

function checkAnswer(
  form: FormDefinition,
  path: string,
  answer: unknown,
  rowKnown: (markerPath: string) => boolean,
  context: ValueContext,
): ValueFailure | undefined {
  const where = parsePath(path)
  const field = where && fieldAt(form, where)
  if (!where || !field) return UNKNOWN_PATH
  const parts = partsOf(answer)
  if (!parts) return WRONG_TYPE
  if (field.type === 'group') return 'value' in parts && typeof parts.value === 'boolean' ? undefined : WRONG_TYPE
  if (!isAnswerable(field)) return { code: 'forms.not_answerable' }
  if (where.rowId !== undefined && !rowKnown(rowPath(where.id, where.rowId))) return { code: 'forms.no_such_row' }
  if ('value' in parts) return checkValue(field, parts.value, context)
  const kind = parts.absent
  if (kind === 'not_asked' || offeredAbsences(field).some((offered) => offered === kind)) return undefined
  return { code: 'forms.absence_not_offered' }
}

/** The field that a path names; for a row's marker its group; undefined where the form has no such place. */
function fieldAt(form: FormDefinition, where: PathParts): Field | undefined {
  const index = fieldsById(form)
  const outer = index.get(where.id)
  if (!outer || outer.group) return undefined
  const isGroup = outer.field.type === 'group'
  if (where.rowId === undefined) return isGroup ? undefined : outer.field
  if (!isGroup) return undefined
  if (where.inner === undefined) return outer.field
  const inner = index.get(where.inner)
  return inner?.group === outer.field ? inner.field : undefined
}

/**
 * Whether an edit may be recorded: what keeps it from that, per answer, and nothing where it may. The screen and the
 * server ask the same question. It says nothing of what is missing (`checkComplete` does), and an edit of a row that
 * was meanwhile removed passes: it is merged, and seen again should the row come back. Dates that cannot stand together
 * (`notBefore`) are refused at what is edited.
 *
 * Strict: texts must be as `normaliseEdit` leaves them. Use `acceptEdit` to have both. Never throws, whatever the JSON.
 */
export function checkEdit(
  form: FormDefinition,
  codeLists: CodeLists,
  current: FormAnswers,
  edit: FormAnswers,
  { today, under, wasSeen }: EditOptions,
): FieldFailure[] {
  if (edit === null || typeof edit !== 'object' || Array.isArray(edit)) return [{ pointer: under ?? '', ...WRONG_TYPE }]
  const rowKnown = (path: string) => hasMarker(edit, path) || hasMarker(current, path)
  const failures: FieldFailure[] = []
  for (const [path, answer] of Object.entries(edit)) {
    const failed = checkAnswer(form, path, answer, rowKnown, { codeLists, today })
    if (failed) failures.push({ pointer: pointerOf(path, under), ...failed })
  }
  if (failures.length > 0) return failures
  for (const { field } of fieldsById(form).values()) {
    if (field.type !== 'group' || field.maxRows === undefined) continue
    // Counted over the edit alone: two people may each have added a row out of reach of one another.
    if (readRows(edit, field.id).length > field.maxRows)
      failures.push({
        pointer: pointerOf(field.id, under),
        code: 'forms.too_many_rows',
        params: { max: field.maxRows },
      })
  }
  const isMeant = (path: string) => Object.hasOwn(edit, path)
  for (const { path, other, failure } of outOfOrder(form, { ...current, ...edit })) {
    if (isMeant(path) && (isMeant(other) || (wasSeen?.(other) ?? true)))
      failures.push({ pointer: pointerOf(path, under), ...failure })
  }
  return failures
}

/** Normalises an edit and checks it: the answers to record, or what is wrong with them. */
export function acceptEdit(
  form: FormDefinition,
  codeLists: CodeLists,
  current: FormAnswers,
  edit: FormAnswers,
  options: EditOptions & NormaliseOptions,
): Result<FormAnswers, readonly FieldFailure[]> {
  const isObject = edit !== null && typeof edit === 'object' && !Array.isArray(edit)
  const normalised = isObject ? normaliseEdit(form, edit, options) : edit
  const failures = checkEdit(form, codeLists, current, normalised, options)
  return failures.length > 0 ? err(failures) : ok(normalised)
}
