import type { CodeLists } from '@gloact/codes'
import {
  type FormAnswers,
  type FormView,
  offeredAbsences,
  rowPath,
  type SimpleField,
  truthOf,
  wordsIn,
} from '@gloact/forms'
import { type Answer, isAbsent } from '@gloact/kernel'
import { useState } from 'react'
import { AbsenceMenu } from '../fields/absence-menu.tsx'
import { FieldGroup } from '../fields/field-chrome.tsx'
import { Disclosure } from '../layout/disclosure.tsx'
import { Button } from '../press/button.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Absent } from '../show/key-value-list.tsx'
import { answerText } from './answer-text.ts'
import type { FileSource } from '../fields/document-field.tsx'
import type { ReferenceSource } from '../fields/reference-field.tsx'
import { FieldInput } from './field-input.tsx'
import { KeptBack } from './kept-back.tsx'
import styles from './form-field.module.css'

/** What the fields of one form share. */
export interface FormFieldContext {
  readonly codeLists: CodeLists
  readonly view: FormView
  readonly shown: FormAnswers
  readonly edit: (path: string, answer: Answer) => void
  readonly errorAt: (path: string) => string | undefined
  readonly hidden: ReadonlySet<string> | undefined
  readonly callingCode: string | undefined
  readonly currency?: string | undefined
  readonly references?: ReferenceSource | undefined
  readonly files?: FileSource | undefined
  /** Whether a new answer may be entered where the one that is there is hidden: a new number is told at the door. */
  readonly addsUnseen?: boolean
}

export interface FormFieldProps {
  readonly field: SimpleField
  readonly group?: string
  readonly rowId?: string
  readonly context: FormFieldContext
}

/** What takes the whole line where questions stand side by side. */
const isWide = ({ type }: SimpleField): boolean =>
  type === 'long_text' || type === 'location' || type === 'multilingual'

/** One question of a form: its input, or why there is no answer, and the menu that says so. */
export function FormField({ field, group, rowId, context }: FormFieldProps) {
  const messages = useMessages()
  const { t, language } = messages
  const [entersNew, setEntersNew] = useState(false)
  const { codeLists, view, shown, edit, errorAt, hidden } = context
  const path = group !== undefined && rowId !== undefined ? rowPath(group, rowId, field.id) : field.id
  const label = wordsIn(field.label, language)
  const help = field.help && wordsIn(field.help, language)
  const error = errorAt(path)
  const required =
    field.required === true ||
    (field.requiredWhen !== undefined && truthOf(field.requiredWhen, view.scope(rowId)) === true)

  if (!entersNew && (hidden?.has(path) || hidden?.has(field.id))) {
    const mayAdd = context.addsUnseen === true && field.sensitivity === 'identifying' && field.type !== 'calculated'
    return (
      <FieldGroup label={label}>
        <KeptBack />
        {mayAdd && (
          <div>
            <Button
              kind="quiet"
              size="sm"
              label={t('ui.form.enter_new_named', { field: label })}
              onPress={() => setEntersNew(true)}
            >
              {t('ui.form.enter_new')}
            </Button>
          </div>
        )}
      </FieldGroup>
    )
  }

  const answer: Answer = (field.type === 'calculated' ? view.answer(field.id, rowId) : shown[path]) ?? {
    absent: 'not_asked',
  }

  if (field.type === 'calculated') {
    return (
      <FieldGroup label={label} help={help ?? t('ui.form.calculated')}>
        {isAbsent(answer) ? (
          <Absent kind={answer.absent} />
        ) : (
          <bdi>{answerText(field, answer, codeLists, messages)}</bdi>
        )}
      </FieldGroup>
    )
  }

  const absent = isAbsent(answer) && answer.absent !== 'not_asked' ? answer.absent : null
  // "Not known" is one of the three answers that are shown: it need not stand in the menu as well.
  const threeAnswers = field.type === 'yes_no_unknown'
  const offered = offeredAbsences(field).filter((kind) => !(threeAnswers && kind === 'not_known'))
  const showsAbsent = absent !== null && !(threeAnswers && absent === 'not_known')
  const menuFor = showsAbsent || offered.some((kind) => kind !== 'not_asked')
  return (
    <div className={styles.field} data-wide={isWide(field) || undefined}>
      {showsAbsent ? (
        <FieldGroup label={label} help={help} error={error} required={required}>
          <Absent kind={absent} />
        </FieldGroup>
      ) : (
        <FieldInput
          field={field}
          answer={answer}
          onAnswer={(given) => edit(path, given)}
          codeLists={codeLists}
          around={{ label, help, error, required }}
          callingCode={context.callingCode}
          currency={context.currency}
          references={context.references}
          files={context.files}
        />
      )}
      <div className={styles.below}>
        {menuFor && (
          <AbsenceMenu
            label={label}
            value={showsAbsent ? absent : null}
            offered={offered}
            onChange={(kind) => edit(path, { absent: kind ?? 'not_asked' })}
          />
        )}
        {field.guidance && <Disclosure summary={t('ui.form.guidance')}>{wordsIn(field.guidance, language)}</Disclosure>}
      </div>
    </div>
  )
}
