import { Button, Callout, ChoiceField, EmptyState, LongText, Text, useCodeOptions } from '@gloact/ui'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { ClosureStops } from './closure-stops.tsx'
import { missingChoice, missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = { readonly reason: string | null; readonly summary: string }

/** Asks for a file to be closed. Not while a body has still to decide. */
export function RequestClosure() {
  const { file, may } = useFile()
  const { t, agency, list } = useWords()
  const form = usePanelForm<Fields>('closure_requested', { reason: null, summary: '' })
  const reasons = useCodeOptions(list('closure_reason'))
  const { reason, summary } = form.fields
  const words = wordsOrNull(summary)
  if (!may('action.closure_requested')) {
    return <EmptyState icon="folder" title={t('protection.closure.open')} about={t('protection.closure.open_about')} />
  }
  if (file.awaited) {
    return (
      <Callout title={t('protection.closure.not_yet')}>
        <Text>{t('protection.closure.not_yet_about', { body: agency(file.awaited.bodyAgencyId) })}</Text>
      </Callout>
    )
  }
  if (!form.open) {
    return (
      <EmptyState
        icon="folder"
        title={t('protection.closure.open')}
        about={t('protection.closure.open_about')}
        action={<Button onPress={() => form.begin()}>{t('protection.closure.request')}</Button>}
      />
    )
  }
  const submit = () =>
    void form.send({
      type: 'closure_requested',
      payload: reason && words ? { reason, summary: words } : null,
      said: t('protection.closure.requested_said'),
    })
  return (
    <ActionForm
      form={form}
      title={t('protection.closure.request_title')}
      submit={t('protection.closure.request_submit')}
      before={<ClosureStops />}
      onSubmit={submit}
    >
      <ChoiceField
        label={t('protection.closure.reason')}
        required
        as="select"
        error={missingChoice(t, form.tried, reason)}
        value={reason}
        onChange={(next) => form.set({ reason: next })}
        options={reasons}
      />
      <LongText
        label={t('protection.closure.summary')}
        help={t('protection.closure.summary_help')}
        required
        error={missingText(t, form.tried, summary)}
        rows={5}
        maxLength={10_000}
        value={summary}
        onChange={(text) => form.set({ summary: text })}
      />
    </ActionForm>
  )
}
