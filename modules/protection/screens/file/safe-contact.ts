import { viewForm, type Field, type FormAnswers, type FormDefinition, type Pin } from '@gloact/forms'
import type { Answer } from '@gloact/kernel'
import type { FormSectionView } from '../../contract/reading/files.ts'
import { isHidden } from '../reading/form-views.ts'

/** One rule of how the person may be reached, as the form that asks for it pins it. */
export interface PinnedAnswer {
  readonly pin: Pin
  readonly field: Field
  readonly answer: Answer
  /** Every answer that was recorded, where two stand beside each other and nobody has chosen: none of them may be relied on. */
  readonly unsettled: readonly Answer[]
}

export interface SafeContact {
  /** The form that asks first of all; where to go to ask. */
  readonly form: string
  /** Whether it was said that reaching the person is not safe. */
  readonly unsafe: boolean
  /** Whether two answers about reaching the person stand beside each other: nobody calls until one was chosen. */
  readonly unsettled: boolean
  /** What was answered, absences with their kind included, in the order of the forms. */
  readonly told: readonly PinnedAnswer[]
  /** Whether some of what is pinned is kept from the reader: then nobody says that it was never asked. */
  readonly keptBack: boolean
}

/** A form that the reader may read, with what was typed and is not recorded yet. */
export interface ReadableForm {
  readonly form: FormDefinition
  readonly view: Pick<FormSectionView, 'hidden' | 'conflicts'>
  readonly answers: FormAnswers
}

const wasAsked = (answer: Answer | undefined): answer is Answer =>
  answer !== undefined && !('absent' in answer && answer.absent === 'not_asked')

/**
 * What is pinned to the top of a file. Undefined where the country pins nothing, or where the reader may read none of the
 * forms that do: nothing is said then, rather than that nobody asked.
 */
export function safeContactOf(forms: readonly ReadableForm[]): SafeContact | undefined {
  const asking = forms.flatMap(({ form, view, answers }) => {
    const shown = viewForm(form, answers)
    const pinned = form.sections.flatMap(({ fields }) => fields.filter(({ pinned: pin }) => pin !== undefined))
    if (pinned.length === 0) return []
    const told = pinned.flatMap((field): PinnedAnswer[] => {
      const answer = answers[field.id]
      if (isHidden(view.hidden, field.id) || !shown.isVisible(field.id) || !wasAsked(answer)) return []
      const open = view.conflicts.find(({ path }) => path === field.id || path.startsWith(`${field.id}/`))
      return [{ pin: field.pinned!, field, answer, unsettled: open?.values.map((value) => value.answer) ?? [] }]
    })
    return [{ id: form.id, told, keptBack: pinned.some(({ id }) => isHidden(view.hidden, id)) }]
  })
  const first = asking[0]
  if (!first) return undefined
  const told = asking.flatMap((one) => one.told)
  return {
    form: first.id,
    // Where one of two answers says so, it is not safe until the other was found to hold.
    unsafe: told.some(
      ({ pin, answer, unsettled }) =>
        pin === 'safe' && [answer, ...unsettled].some((one) => 'value' in one && one.value === 'no'),
    ),
    unsettled: told.some(({ unsettled }) => unsettled.length > 0),
    told,
    keptBack: asking.some((one) => one.keptBack),
  }
}

/** What has to be in sight even where there is room for a line alone: what must never be done, else how it is done safely. */
export function rulesToKeepInSight({ told, unsafe }: SafeContact): readonly PinnedAnswer[] {
  const open = told.filter(({ unsettled }) => unsettled.length > 0)
  if (open.length > 0) return open
  const said = (pin: Pin) => told.filter((one) => one.pin === pin && 'value' in one.answer)
  const never = said('never')
  if (never.length > 0 || unsafe) return never
  const safely = said('do')
  return safely.length > 0 ? safely : told
}
