import type { CodeLists } from '@gloact/codes'
import {
  failureParams,
  type Field,
  fieldsById,
  type FormAnswers,
  type FormDefinition,
  outOfOrder,
  pathOfPointer,
  pointerOf,
  rowLabelIn,
  rowPath,
  type SimpleField,
  viewForm,
  wordsIn,
} from '@gloact/forms'
import { type Answer, dateIn, type FieldFailure, type Instant, newId, type PlainDate } from '@gloact/kernel'
import { Fragment, type ReactNode, useMemo, useState } from 'react'
import { Stack } from '../layout/layout.tsx'
import { Section } from '../layout/page-header.tsx'
import { Text } from '../layout/text.tsx'
import { Button } from '../press/button.tsx'
import { FieldGroup } from '../fields/field-chrome.tsx'
import { useWrongInput } from '../fields/wrong-input.tsx'
import { RepeatingGroup } from '../fields/repeating-group.tsx'
import { useMessages } from '../providers/messages.tsx'
import { AnswerList, ReadAnswers, WholeAnswers } from './answer-list.tsx'
import { bySight, isInSight, isSaid, isShown } from './by-sight.ts'
import { FieldGrid } from './field-grid.tsx'
import type { FileSource } from '../fields/document-field.tsx'
import type { ReferenceSource } from '../fields/reference-field.tsx'
import { Fold } from './fold.tsx'
import { useGivenRows } from './given-rows.tsx'
import { KeptBack } from './kept-back.tsx'
import { saidIn, type SaidIn, saidInRow, type SaidOf } from './said-in.ts'
import { FormField, type FormFieldContext } from './form-field.tsx'
import { type EditedForm, lookAgain, takeEdit } from './take-edit.ts'

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
  /** Paths or field ids that the reader may not see: shown as hidden. */
  readonly hidden?: ReadonlySet<string>
  /** Whether a new answer may be entered to a question whose answer is hidden. */
  readonly addsUnseen?: boolean
  /** The country's calling code, for phone numbers written without one. */
  readonly callingCode?: string
  /** The currency of what the form is about: of the plan, of the project. Where it is not given, that of the form's other amounts. */
  readonly currency?: string | undefined
  /** The day in the country. */
  readonly today?: PlainDate
  /** Whether what stands at a path is recorded: where it is not, removing a row leaves nothing of it. Taken for recorded where it is not said. */
  readonly isRecorded?: (path: string) => boolean
  /** What the page says of an answer as soon as it is given, below its question; by the field's id. */
  readonly notes?: Readonly<Record<string, ReactNode>> | undefined
  /** Where fields of the type `reference` find the rows that they refer to. */
  readonly references?: ReferenceSource
  /** Where fields of the type `file` send their documents, and open them. */
  readonly files?: FileSource | undefined
  /** Where it is read: what was answered, and in a line what was not asked. */
  readonly reading?: {
    /** Begins to fill in a section; left out where the reader may not. */
    readonly onEdit?: (section: string) => void
  }
  /** The section, or the row by its path, that is open at first where the form folds. */
  readonly opened?: string
  /** Leaves out the sections' headings, where the page has them. */
  readonly bare?: boolean
  /** Folds sections and rows to what was said in them: for a form that is longer than a few screens. */
  readonly fold?: FoldWords | undefined
}

export interface FoldWords {
  /** "3 of 11 answered". */
  readonly count: (of: { readonly answered: number; readonly asked: number }) => string
  readonly openAll: string
  readonly foldAll: string
}

/** Which parts of the form are open, for as long as it is shown. */
function useFolds(opened: string | undefined) {
  const [open, setOpen] = useState<Readonly<Record<string, boolean>>>(opened === undefined ? {} : { [opened]: true })
  return {
    isOpen: (id: string) => open[id] === true,
    /** `opens`: whether something in it has to be seen. It stays open then: nothing folds away while somebody types in it. */
    of: (id: string, opens: boolean) => {
      if (opens && open[id] === undefined) setOpen((before) => ({ ...before, [id]: true }))
      return {
        open: open[id] ?? opens,
        onOpenChange: (next: boolean) => {
          if (next !== (open[id] ?? opens)) setOpen((before) => ({ ...before, [id]: next }))
        },
      }
    },
    setAll: (ids: readonly string[], next: boolean) => setOpen(Object.fromEntries(ids.map((id) => [id, next]))),
  }
}

/** The currency of the first amount that is given in a form. */
function currencyIn(form: FormDefinition, answers: FormAnswers): string | undefined {
  const index = fieldsById(form)
  for (const [path, answer] of Object.entries(answers)) {
    if (index.get(path.split('/').at(-1) ?? path)?.field.type !== 'amount' || !('value' in answer)) continue
    const { currency } = answer.value as { readonly currency?: unknown }
    if (typeof currency === 'string') return currency
  }
  return undefined
}

/** Draws a form that is data: its conditions, repeating groups, absences and failures. */
export function FormRenderer(props: FormRendererProps) {
  const { form, codeLists, answers, onChange, readOnly = false, hidden, callingCode, bare = false } = props
  const messages = useMessages()
  const { t, language, timeZone } = messages
  const folds = useFolds(props.opened)
  const givenRows = useGivenRows()
  // Edits that cannot be recorded yet, by path: shown with what is wrong.
  const [pending, setPending] = useState<FormAnswers>(props.pending ?? {})
  const edited = (waiting: FormAnswers): EditedForm => ({
    form,
    codeLists,
    answers,
    pending: waiting,
    today: props.today ?? dateIn(new Date().toISOString() as Instant, timeZone),
    callingCode,
  })
  const [own, setOwn] = useState<readonly FieldFailure[]>(() =>
    Object.keys(props.pending ?? {}).length === 0 ? [] : lookAgain(edited(props.pending ?? {})).failures,
  )
  const shown = useMemo(() => ({ ...answers, ...pending }), [answers, pending])
  const view = useMemo(() => viewForm(form, shown), [form, shown])

  // The form around it sends nothing while something in it is no answer: it would go as "not asked".
  useWrongInput(!readOnly && Object.keys(pending).some((path) => view.isVisible(path.split('/')[0] ?? path)))

  const edit = (path: string, answer: Answer) => {
    const taken = takeEdit(edited(pending), path, answer)
    setOwn(taken.failures)
    setPending(taken.pending)
    if (Object.keys(pending).length > 0 || Object.keys(taken.pending).length > 0) props.onPending?.(taken.pending)
    if (Object.keys(taken.made).length > 0) onChange(taken.made)
  }

  // Two dates that do not fit show at both, whoever recorded which.
  const failures = useMemo(
    () => [
      ...own,
      ...(props.failures ?? []),
      ...outOfOrder(form, shown).map(({ path, failure }) => ({ pointer: pointerOf(path), ...failure })),
    ],
    [own, props.failures, form, shown],
  )
  const errorAt = (path: string): string | undefined => {
    const failed = failures.find(({ pointer }) => pathOfPointer(pointer) === path)
    if (!failed) return undefined
    const check = form.checks?.find(({ id }) => id === failed.params?.['check'])
    return check ? wordsIn(check.message, language) : t(failed.code, failureParams(form, failed, language))
  }

  const { references, files } = props
  const context: FormFieldContext = {
    codeLists,
    view,
    shown,
    edit,
    errorAt,
    hidden,
    callingCode,
    currency: props.currency ?? currencyIn(form, shown),
    references,
    files,
    addsUnseen: props.addsUnseen ?? false,
  }
  const of: SaidOf = { view, shown, hidden, codeLists, messages, titles: references?.titles }
  const failedPaths = failures.map(({ pointer }) => pathOfPointer(pointer))
  /** What is wrong in a part that is folded would be found by nobody. */
  const hasFailed = (fields: readonly Field[]) =>
    failedPaths.some((path) => fields.some(({ id }) => path === id || path.startsWith(`${id}/`)))

  /** The questions of a part: those of every day, and below them, folded, those for which there is not always time. */
  const asked = (
    id: string,
    fields: readonly Field[],
    rowId: string | undefined,
    drawn: (field: Field) => ReactNode,
  ) => {
    const { daily, more } = bySight(fields, of, rowId === undefined ? undefined : { group: id, id: rowId })
    return (
      <Stack gap="lg">
        <FieldGrid>{daily.map(drawn)}</FieldGrid>
        {more.length > 0 && (
          <Fold
            level={4}
            title={t('ui.form.more')}
            {...foldedTo(rowId === undefined ? saidIn(more, of) : saidInRow(id, more as SimpleField[], rowId, of))}
            {...folds.of(
              rowId === undefined ? `${id}/more` : `${rowPath(id, rowId)}/more`,
              rowId === undefined
                ? hasFailed(more)
                : more.some((inner) => failedPaths.includes(rowPath(id, rowId, inner.id))),
            )}
          >
            <FieldGrid>{more.map(drawn)}</FieldGrid>
          </Fold>
        )}
      </Stack>
    )
  }

  const draw = (field: Field) => {
    if (!view.isVisible(field.id)) return null
    if (field.type !== 'group') {
      const note = props.notes?.[field.id]
      return (
        <Fragment key={field.id}>
          <FormField field={field} context={context} />
          {note !== undefined && <div data-wide>{note}</div>}
        </Fragment>
      )
    }
    if (hidden?.has(field.id)) {
      return (
        <FieldGroup key={field.id} label={wordsIn(field.label, language)}>
          <KeptBack />
        </FieldGroup>
      )
    }
    const rows = view.rows(field.id)
    const given = givenRows(field.id, shown)
    const fields = given ? field.fields.filter(({ id }) => id !== given.by) : field.fields
    return (
      <RepeatingGroup
        key={field.id}
        label={wordsIn(field.label, language)}
        help={field.help && wordsIn(field.help, language)}
        error={errorAt(field.id)}
        required={field.required ?? false}
        addLabel={t('ui.rows.add')}
        {...(field.maxRows === undefined ? {} : { max: field.maxRows })}
        fixed={given !== undefined}
        onAdd={() => edit(rowPath(field.id, newId()), { value: true })}
        onRemove={(rowId) => edit(rowPath(field.id, rowId), { value: false })}
        rows={rows.map((row, index) => ({
          id: row.id,
          ...(props.fold &&
            !readOnly && {
              fold: {
                ...folds.of(
                  rowPath(field.id, row.id),
                  props.isRecorded?.(rowPath(field.id, row.id)) === false ||
                    failedPaths.some((path) => path.startsWith(rowPath(field.id, row.id))),
                ),
                ...foldedTo(saidInRow(field.id, field.fields, row.id, of)),
              },
            }),
          title: given
            ? t('ui.rows.title_given', { group: rowLabelIn(field, language), name: given.of(row.id).name })
            : t('ui.rows.title', { group: rowLabelIn(field, language), number: index + 1 }),
          about: given?.of(row.id).about,
          empty: !fields.some((inner) => isSaid(shown[rowPath(field.id, row.id, inner.id)])),
          unsaved: props.isRecorded?.(rowPath(field.id, row.id)) === false,
          content: asked(field.id, fields, row.id, (inner) => (
            <FormField key={inner.id} field={inner as SimpleField} group={field.id} rowId={row.id} context={context} />
          )),
        }))}
      />
    )
  }

  const foldedTo = ({ asked, answered, said }: SaidIn) => ({
    count: props.fold?.count({ asked, answered }),
    said: messages.formatFacts(said),
  })

  const sections = form.sections.filter(({ id }) => props.sections === undefined || props.sections.includes(id))
  const { reading } = props
  const read = (fields: readonly Field[]) =>
    reading ? (
      <ReadAnswers
        fields={fields}
        context={context}
        of={of}
        unasked={bare ? 'counted' : 'named'}
        {...(props.fold && { foldRows: (rows: SaidIn) => foldedTo(rows) })}
      />
    ) : (
      <AnswerList fields={fields} context={context} />
    )
  if (bare && (reading || readOnly)) {
    const parts = sections.map(({ id, fields }) => ({ id, fields: fields.filter((field) => isShown(field, of)) }))
    return <WholeAnswers parts={parts} context={context} draw={read} />
  }
  const folding = props.fold !== undefined && !readOnly && !reading && !bare && sections.length > 1
  const foldable = folding
    ? sections.flatMap((section) => [
        section.id,
        `${section.id}/more`,
        ...section.fields.flatMap((field) =>
          field.type === 'group'
            ? view.rows(field.id).flatMap(({ id }) => [rowPath(field.id, id), `${rowPath(field.id, id)}/more`])
            : [],
        ),
      ])
    : []
  const allOpen = foldable.length > 0 && foldable.every((id) => folds.isOpen(id))
  return (
    <>
      {folding && props.fold && (
        <div>
          <Button kind="quiet" size="sm" onPress={() => folds.setAll(foldable, !allOpen)}>
            {allOpen ? props.fold.foldAll : props.fold.openAll}
          </Button>
        </div>
      )}
      {sections.map((section) => {
        const fields = reading || readOnly ? read(section.fields) : asked(section.id, section.fields, undefined, draw)
        // What holds only what nobody was asked, and imports fill, is no part of the page.
        if (!isInSight(section.fields, of)) return null
        if (bare) return <div key={section.id}>{fields}</div>
        if (folding) {
          return (
            <Fold
              key={section.id}
              level={2}
              title={wordsIn(section.title, language)}
              {...foldedTo(saidIn(section.fields, of))}
              {...folds.of(section.id, hasFailed(section.fields))}
            >
              {section.help && <Text tone="quiet">{wordsIn(section.help, language)}</Text>}
              {fields}
            </Fold>
          )
        }
        return (
          <Section
            key={section.id}
            title={wordsIn(section.title, language)}
            {...(reading ? {} : { about: section.help && wordsIn(section.help, language) })}
            {...(reading?.onEdit && {
              actions: (
                <Button
                  kind="quiet"
                  size="sm"
                  label={t('ui.form.edit_named', { section: wordsIn(section.title, language) })}
                  onPress={() => reading.onEdit?.(section.id)}
                >
                  {t('ui.form.edit')}
                </Button>
              ),
            })}
          >
            {fields}
          </Section>
        )
      })}
    </>
  )
}
