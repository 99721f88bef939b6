import type { CodeLists } from '@gloact/codes'
import { checkEdit, type FormAnswers, type FormDefinition, normaliseEdit, parsePath } from '@gloact/forms'
import type { Answer, FieldFailure, PlainDate } from '@gloact/kernel'

export interface EditedForm {
  readonly form: FormDefinition
  readonly codeLists: CodeLists
  /** What can be recorded, as it stands. */
  readonly answers: FormAnswers
  /** What was typed and cannot be recorded yet. */
  readonly pending: FormAnswers
  readonly today: PlainDate
  readonly callingCode?: string | undefined
}

export interface TakenEdit {
  /** What can be recorded now: normalised and checked. */
  readonly made: FormAnswers
  readonly pending: FormAnswers
  readonly failures: readonly FieldFailure[]
}

/**
 * An answer that was typed, with what waited: an end that was before its beginning can be recorded once the beginning is another. What
 * was typed into a row goes with the row.
 */
export const takeEdit = (of: EditedForm, path: string, answer: Answer): TakenEdit => {
  const removed = isRemoval(path, answer) ? `${path}/` : undefined
  const others = Object.entries(of.pending).filter(
    ([other]) => other !== path && !(removed !== undefined && other.startsWith(removed)),
  )
  return settle(of, [[path, answer], ...others])
}

/** What waits, looked at again: with what is wrong with each. */
export const lookAgain = (of: EditedForm): TakenEdit => settle(of, Object.entries(of.pending))

const isRemoval = (path: string, answer: Answer): boolean => {
  const parts = parsePath(path)
  return parts?.rowId !== undefined && parts.inner === undefined && 'value' in answer && answer.value === false
}

function settle(of: EditedForm, typed: readonly (readonly [string, Answer])[]): TakenEdit {
  const { form, codeLists, answers, today, callingCode } = of
  const options = callingCode === undefined ? {} : { callingCode }
  let made: FormAnswers = {}
  let waiting = typed
  for (;;) {
    const still: (readonly [string, Answer])[] = []
    const failures: FieldFailure[] = []
    for (const [path, answer] of waiting) {
      const edit = normaliseEdit(form, { [path]: answer }, options)
      const failed = checkEdit(form, codeLists, { ...answers, ...made }, edit, { today })
      if (failed.length === 0) made = { ...made, ...edit }
      else {
        still.push([path, answer])
        failures.push(...failed)
      }
    }
    // What could be taken may let in what could not before it.
    if (still.length === 0 || still.length === waiting.length)
      return { made, pending: Object.fromEntries(still), failures }
    waiting = still
  }
}
