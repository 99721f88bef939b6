import { viewForm, type Field, type FormDefinition } from '@gloact/forms'
import { isAbsent } from '@gloact/kernel'
import type { FormSectionView } from '../../../contract/reading/files.ts'
import { answeredFields, isHidden, type AnsweredField } from '../../reading/form-views.ts'

/** A row of a group as one line: what was answered in it. */
export interface FactRow {
  readonly number: number
  readonly said: readonly AnsweredField[]
}

export interface FactGroup {
  readonly group: Field
  readonly rows: readonly FactRow[]
}

/** What of a form stands in the summary of a file. */
export interface FormFacts {
  /** Each with its answer, or why there is none: that is information too. */
  readonly single: readonly AnsweredField[]
  readonly groups: readonly FactGroup[]
  /** Whether some of it is kept from the reader: nobody is to think then that it was never said. */
  readonly keptBack: boolean
}

const inSummary = (field: Field): boolean =>
  field.summary === true || (field.type === 'group' && field.fields.some(({ summary }) => summary === true))

/** The facts of a form, as far as the reader may see them; undefined where the country puts none of it in the summary. */
export function factsOf(form: FormDefinition, view: FormSectionView): FormFacts | undefined {
  const marked = form.sections.flatMap(({ fields }) => fields.filter(inSummary))
  if (marked.length === 0) return undefined
  const shown = viewForm(form, view.answers)
  const read = answeredFields(form, view).filter(({ field }) => field.summary === true)
  const groups = marked.flatMap((group): FactGroup[] => {
    if (group.type !== 'group' || !shown.isVisible(group.id) || isHidden(view.hidden, group.id)) return []
    const rows = shown.rows(group.id).flatMap((_row, index): FactRow[] => {
      const number = index + 1
      const said = read.filter(
        ({ row, answer }) => row?.group.id === group.id && row.number === number && !isAbsent(answer),
      )
      return said.length === 0 ? [] : [{ number, said }]
    })
    return [{ group, rows }]
  })
  const keptBack = marked.some((field) =>
    field.type === 'group'
      ? isHidden(view.hidden, field.id) ||
        field.fields.some(
          (inner) => inner.summary === true && view.hidden.some((path) => path.split('/').at(-1) === inner.id),
        )
      : isHidden(view.hidden, field.id),
  )
  return {
    single: read.filter(({ row }) => row === undefined),
    groups: groups.filter(({ group }) => !isEmptyAndKept(group, view)),
    keptBack,
  }
}

/** A group whose every line is hidden says nothing of itself: "none recorded" would not be true. */
const isEmptyAndKept = (group: Field, view: FormSectionView): boolean =>
  group.type === 'group' &&
  group.fields.filter(({ summary }) => summary === true).every(({ id }) => isHidden(view.hidden, id))
