import { Button, LongText, Stack, Text } from '@gloact/ui'
import { EraseFile } from '../../../erasure/erase-file.tsx'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { ClosureWritten } from './closure-requested.tsx'
import { DayField } from '../../../panel/day-field.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = { readonly on: string | null; readonly reasons: string }

/** A closed file: why, and opening it again when the person comes back. */
export function ClosedFile() {
  const { file, today, may } = useFile()
  const { t } = useWords()
  const form = usePanelForm<Fields>('file_reopened', { on: today, reasons: '' })
  const reopenedOn = soundDay(form.fields.on, { from: file.closedOn, today })
  const reasons = wordsOrNull(form.fields.reasons)
  const mayReopen = may('action.file_reopened') && file.status === 'closed'
  const submit = () =>
    void form.send({
      type: 'file_reopened',
      payload: reopenedOn && reasons ? { reopenedOn, reasons } : null,
      on: reopenedOn,
      said: t('protection.closure.reopened_said'),
    })
  return (
    <Stack>
      <ClosureWritten title={t('protection.closure.closed')} />
      <Text tone="quiet">{t('protection.closure.closed_about')}</Text>
      {mayReopen && !form.open && (
        <div>
          <Button icon="undo" onPress={() => form.begin()}>
            {t('protection.closure.reopen')}
          </Button>
        </div>
      )}
      {mayReopen && form.open && (
        <ActionForm
          form={form}
          title={t('protection.closure.reopen_title')}
          submit={t('protection.closure.reopen_submit')}
          onSubmit={submit}
        >
          <Text>{t('protection.closure.reopen_about')}</Text>
          <LongText
            label={t('protection.closure.reopen_reasons')}
            required
            error={missingText(t, form.tried, form.fields.reasons)}
            maxLength={4000}
            value={form.fields.reasons}
            onChange={(text) => form.set({ reasons: text })}
          />
          <DayField
            label={t('protection.closure.reopened_on')}
            value={form.fields.on}
            onChange={(on) => form.set({ on })}
            tried={form.tried}
          />
        </ActionForm>
      )}
      <EraseFile />
    </Stack>
  )
}
