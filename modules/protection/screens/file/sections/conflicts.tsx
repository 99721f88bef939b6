import { fieldsById, parsePath, wordsIn, type FormDefinition, type SimpleField } from '@gloact/forms'
import { asInstant, type Answer } from '@gloact/kernel'
import { draftKey } from '@gloact/offline'
import {
  answerText,
  Button,
  Callout,
  Columns,
  Disclosure,
  FormRenderer,
  Row,
  Stack,
  Text,
  useDraft,
  useMessages,
} from '@gloact/ui'
import { useMemo, useState } from 'react'
import type { FormSectionView } from '../../../contract/reading/files.ts'
import { newAction } from '../../new-action.ts'
import { ofThird } from '../../outbox/draft-places.ts'
import { actorWords } from '../../reading/actor-words.ts'
import { useFile } from '../../reading/file-context.tsx'

type Conflict = FormSectionView['conflicts'][number]

/** Fields that hold two values, neither of which took the other's place: both are shown, and somebody chooses. */
export function Conflicts({ forms }: { forms?: readonly string[] }) {
  const { file, formView } = useFile()
  const found = file.forms
    .filter(({ form }) => forms === undefined || forms.includes(form))
    .flatMap(({ form }) => (formView(form)?.conflicts ?? []).map((conflict) => ({ form, conflict })))
  if (found.length === 0) return null
  return (
    <Stack>
      {found.map(({ form, conflict }) => (
        <ConflictCard key={`${form}/${conflict.path}`} formId={form} conflict={conflict} />
      ))}
    </Stack>
  )
}

function ConflictCard({ formId, conflict }: { formId: string; conflict: Conflict }) {
  const messages = useMessages()
  const { t, language, formatInstant } = messages
  const { rules, directory, record, may, formView } = useFile()
  const [busy, setBusy] = useState(false)
  const form = rules.forms.find(({ id }) => id === formId)
  const view = formView(formId)
  const parts = parsePath(conflict.path)
  const field = form && parts && fieldsById(form).get(parts.inner ?? parts.id)?.field
  if (!form || !view || !field) return null
  const isRow = field.type === 'group'

  const settle = async (answer: Answer): Promise<boolean> => {
    setBusy(true)
    const recorded = await record([
      newAction(
        'answers_recorded',
        { form: formId, version: view.version, edits: { [conflict.path]: answer } },
        { replaces: conflict.values.map(({ actionId }) => actionId) },
      ),
    ])
    setBusy(false)
    return recorded.ok
  }
  return (
    <Callout
      tone="notice"
      title={t('protection.file.conflict.title', {
        field: wordsIn(field.label, language),
        form: wordsIn(form.title, language),
      })}
    >
      <Stack gap="sm">
        <Text>{t('protection.file.conflict.about')}</Text>
        <Columns min="14rem">
          {conflict.values.map((value) => {
            const shown = isRow
              ? t(
                  'value' in value.answer && value.answer.value === true
                    ? 'protection.file.conflict.kept'
                    : 'protection.file.conflict.removed',
                )
              : answerText(field, value.answer, rules.codeLists, messages)
            return (
              <Stack key={value.actionId} gap="xs">
                <Text tone="strong">{shown}</Text>
                <Text tone="quiet" size="sm">
                  {t('protection.file.conflict.by', {
                    who: actorWords(messages, directory, value.actor),
                    when: formatInstant(asInstant(value.at)),
                  })}
                </Text>
                {may('action.answers_recorded') && (
                  <Button
                    busy={busy}
                    label={`${t('protection.file.conflict.choose')}: ${shown}`}
                    onPress={() => void settle(value.answer)}
                  >
                    {t('protection.file.conflict.choose')}
                  </Button>
                )}
              </Stack>
            )
          })}
        </Columns>
        {!isRow && may('action.answers_recorded') && (
          <Disclosure summary={t('protection.file.conflict.third')}>
            <ThirdAnswer form={form} field={field} path={conflict.path} busy={busy} onAnswer={settle} />
          </Disclosure>
        )}
      </Stack>
    </Callout>
  )
}

interface ThirdAnswerProps {
  readonly form: FormDefinition
  readonly field: SimpleField
  readonly path: string
  readonly busy: boolean
  /** Records it in the place of both; answers whether it was. */
  readonly onAnswer: (answer: Answer) => Promise<boolean>
}

/** Where neither of two values is right: the same question once more, by itself. */
function ThirdAnswer({ form, field, path, busy, onAnswer }: ThirdAnswerProps) {
  const { t } = useMessages()
  const { file, rules, today } = useFile()
  const draft = useDraft<Answer | null>(draftKey(ofThird(file.id, form.id, path)), null)
  const [tried, setTried] = useState(false)
  const alone = useMemo(() => questionAlone(form, field), [form, field])
  const answer = draft.value
  const submit = async () => {
    setTried(true)
    if (answer !== null && (await onAnswer(answer))) await draft.discard()
  }
  if (!draft.ready) return null
  return (
    <Stack gap="sm">
      <Text tone="quiet" size="sm">
        {t('protection.file.conflict.third_about')}
      </Text>
      <FormRenderer
        bare
        form={alone}
        codeLists={rules.codeLists}
        answers={answer === null ? {} : { [field.id]: answer }}
        today={today}
        onChange={(edit) => {
          const given = edit[field.id]
          if (given) draft.change(given)
        }}
        {...(rules.callingCode === undefined ? {} : { callingCode: rules.callingCode })}
      />
      {tried && answer === null && <Text>{t('protection.file.conflict.third_empty')}</Text>}
      <Row>
        <Button busy={busy} onPress={() => void submit()}>
          {t('protection.file.conflict.third_record')}
        </Button>
      </Row>
    </Stack>
  )
}

/** One question of a form as a form of its own, asked whatever else was answered. */
function questionAlone(form: FormDefinition, field: SimpleField): FormDefinition {
  const { showWhen: _, ...asked } = field
  return {
    id: form.id,
    version: form.version,
    title: form.title,
    sections: [{ id: 'alone', title: form.title, fields: [asked] }],
  }
}
