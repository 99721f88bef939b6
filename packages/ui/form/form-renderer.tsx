import type { CodeLists } from '@gloact/codes'
import {
  checkEdit,
  type Field,
  type FormAnswers,
  type FormDefinition,
  normaliseEdit,
  pathOfPointer,
  rowPath,
  viewForm,
  wordsIn,
} from '@gloact/forms'
import { type Answer, dateIn, type FieldFailure, type Instant, isAbsent, newId, type PlainDate } from '@gloact/kernel'
import { useMemo, useState } from 'react'
import { Stack } from '../layout/layout.tsx'
import { Section } from '../layout/page-header.tsx'
import { FieldGroup } from '../fields/field-chrome.tsx'
import { RepeatingGroup } from '../fields/repeating-group.tsx'
import { useMessages } from '../providers/messages.tsx'
import { AnswerList } from './answer-list.tsx'
import type { ReferenceSource } from '../fields/reference-field.tsx'
import { KeptBack } from './kept-back.tsx'
import { FormField, type FormFieldContext } from './form-field.tsx'

export interface FormRendererProps {
  readonly form: FormDefinition
  readonly codeLists: CodeLists
  readonly answers: FormAnswers
  /**
   * The paths that changed, normalised and checked: what can be recorded as it is. What is not yet an answer (half a
   * date) stays on the screen, with what is wrong, and is not handed on.
   */
  readonly onChange: (edit: FormAnswers) => void
  /**
   * What was typed and cannot be recorded as it is, where the page keeps it: shown again with what is wrong. Read once,
   * when the form is drawn; told again whenever it changes.
   */
  readonly pending?: FormAnswers
  readonly onPending?: (pending: FormAnswers) => void
  /** The sections to draw, by id; all of them where it is left out. */
  readonly sections?: readonly string[]
  /** Of the server, or of `checkComplete` when a section is finished; shown beside their fields. */
  readonly failures?: readonly FieldFailure[]
  readonly readOnly?: boolean
  /** Paths or field ids that the reader may not see: shown as kept back. */
  readonly hidden?: ReadonlySet<string>
  /** The country's calling code, for phone numbers written without one. */
  readonly callingCode?: string
  /** The day in the country. */
  readonly today?: PlainDate
  /** Whether what stands at a path is recorded: where it is not, removing a row leaves nothing of it. Taken for recorded where it is not said. */
  readonly isRecorded?: (path: string) => boolean
  /** Where fields of the type `reference` find the rows that they refer to. */
  readonly references?: ReferenceSource
  /** Leaves out the sections' headings, where the page has them. */
  readonly bare?: boolean
}

/** Whether something was said, an absence with its kind included. */
const isSaid = (answer: Answer | undefined): boolean =>
  answer !== undefined && !(isAbsent(answer) && answer.absent === 'not_asked')

/** Draws a form that is data: its conditions, repeating groups, absences and failures. */
export function FormRenderer(props: FormRendererProps) {
  const { form, codeLists, answers, onChange, readOnly = false, hidden, callingCode, bare = false } = props
  const { t, language, timeZone } = useMessages()
  // Edits that cannot be recorded yet, by path: shown with what is wrong.
  const [pending, setPending] = useState<FormAnswers>(props.pending ?? {})
  const [own, setOwn] = useState<readonly FieldFailure[]>(() => {
    const kept = Object.entries(props.pending ?? {})
    if (kept.length === 0) return []
    const today = props.today ?? dateIn(new Date().toISOString() as Instant, timeZone)
    const around = callingCode === undefined ? {} : { callingCode }
    return kept.flatMap(([path, answer]) =>
      checkEdit(form, codeLists, answers, normaliseEdit(form, { [path]: answer }, around), { today }),
    )
  })
  const shown = useMemo(() => ({ ...answers, ...pending }), [answers, pending])
  const view = useMemo(() => viewForm(form, shown), [form, shown])

  const edit = (path: string, answer: Answer) => {
    const today = props.today ?? dateIn(new Date().toISOString() as Instant, timeZone)
    const made = normaliseEdit(form, { [path]: answer }, callingCode === undefined ? {} : { callingCode })
    const failed = checkEdit(form, codeLists, answers, made, { today })
    setOwn((before) => [...before.filter(({ pointer }) => pathOfPointer(pointer) !== path), ...failed])
    const { [path]: before, ...others } = pending
    const next = failed.length === 0 ? others : { ...others, [path]: answer }
    setPending(next)
    if (failed.length > 0 || before !== undefined) props.onPending?.(next)
    if (failed.length === 0) onChange(made)
  }

  const errorAt = (path: string): string | undefined => {
    const all = [...own, ...(props.failures ?? [])]
    const failed = all.find(({ pointer }) => pathOfPointer(pointer) === path)
    if (!failed) return undefined
    const check = form.checks?.find(({ id }) => id === failed.params?.['check'])
    return check ? wordsIn(check.message, language) : t(failed.code, failed.params)
  }

  const { references } = props
  const context: FormFieldContext = { codeLists, view, shown, edit, errorAt, hidden, callingCode, references }

  const draw = (field: Field) => {
    if (!view.isVisible(field.id)) return null
    if (field.type !== 'group') return <FormField key={field.id} field={field} context={context} />
    if (hidden?.has(field.id)) {
      return (
        <FieldGroup key={field.id} label={wordsIn(field.label, language)}>
          <KeptBack sensitivity={field.sensitivity} />
        </FieldGroup>
      )
    }
    const rows = view.rows(field.id)
    return (
      <RepeatingGroup
        key={field.id}
        label={wordsIn(field.label, language)}
        help={field.help && wordsIn(field.help, language)}
        error={errorAt(field.id)}
        required={field.required ?? false}
        addLabel={t('ui.rows.add')}
        {...(field.maxRows === undefined ? {} : { max: field.maxRows })}
        onAdd={() => edit(rowPath(field.id, newId()), { value: true })}
        onRemove={(rowId) => edit(rowPath(field.id, rowId), { value: false })}
        rows={rows.map((row, index) => ({
          id: row.id,
          title: t('ui.rows.title', { group: wordsIn(field.label, language), number: index + 1 }),
          empty: !field.fields.some((inner) => isSaid(shown[rowPath(field.id, row.id, inner.id)])),
          unsaved: props.isRecorded?.(rowPath(field.id, row.id)) === false,
          content: (
            <Stack gap="lg">
              {field.fields
                .filter((inner) => view.isVisible(inner.id, row.id))
                .map((inner) => (
                  <FormField key={inner.id} field={inner} group={field.id} rowId={row.id} context={context} />
                ))}
            </Stack>
          ),
        }))}
      />
    )
  }

  const sections = form.sections.filter(({ id }) => props.sections === undefined || props.sections.includes(id))
  return (
    <>
      {sections.map((section) => {
        const fields = readOnly ? (
          <AnswerList fields={section.fields} context={context} />
        ) : (
          <Stack gap="lg">{section.fields.map(draw)}</Stack>
        )
        if (bare) return <div key={section.id}>{fields}</div>
        return (
          <Section
            key={section.id}
            title={wordsIn(section.title, language)}
            about={section.help && wordsIn(section.help, language)}
          >
            {fields}
          </Section>
        )
      })}
    </>
  )
}
