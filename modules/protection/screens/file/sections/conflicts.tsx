import { fieldsById, parsePath, wordsIn } from '@gloact/forms'
import { asInstant } from '@gloact/kernel'
import { answerText, Button, Callout, Columns, Stack, Text, useMessages } from '@gloact/ui'
import { useState } from 'react'
import type { FormSectionView } from '../../../contract/files.ts'
import { newAction } from '../../new-action.ts'
import { actorWords } from '../actor-words.ts'
import { useFile } from '../file-context.tsx'

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

  const choose = async (value: Conflict['values'][number]) => {
    setBusy(true)
    await record([
      newAction(
        'answers_recorded',
        { form: formId, version: view.version, edits: { [conflict.path]: value.answer } },
        { replaces: conflict.values.map(({ actionId }) => actionId) },
      ),
    ])
    setBusy(false)
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
                    label={t('protection.file.conflict.choose_this', { value: shown })}
                    onPress={() => void choose(value)}
                  >
                    {t('protection.file.conflict.choose')}
                  </Button>
                )}
              </Stack>
            )
          })}
        </Columns>
      </Stack>
    </Callout>
  )
}
