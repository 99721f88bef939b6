import { LongText, Text, useMessages } from '@gloact/ui'
import { ActionForm } from '../panel/action-form.tsx'
import { missingText, wordsOrNull } from '../panel/text-problem.ts'
import { usePanelForm } from '../panel/use-panel-form.ts'

type Fields = { readonly reason: string }

/** Takes an attachment out of the file, with a reason. The record of it stays. */
export function RemoveAttachment({ attachmentId, onDone }: { attachmentId: string; onDone: () => void }) {
  const { t } = useMessages()
  const form = usePanelForm<Fields>(`attachment_removed:${attachmentId}`, { reason: '' })
  const reason = wordsOrNull(form.fields.reason)
  const submit = () =>
    void form.send({
      type: 'attachment_removed',
      payload: reason === null ? null : { attachmentId, reason },
      said: t('protection.attachment.removed'),
    })
  return (
    <ActionForm
      form={{ ...form, giveUp: () => (form.giveUp(), onDone()) }}
      title={t('protection.attachment.remove_title')}
      submit={t('protection.attachment.remove_it')}
      level={4}
      onSubmit={submit}
    >
      <Text>{t('protection.attachment.remove_about')}</Text>
      <LongText
        label={t('protection.attachment.remove_reason')}
        required
        rows={2}
        maxLength={2000}
        value={form.fields.reason}
        error={missingText(t, form.tried, form.fields.reason)}
        onChange={(typed) => form.set({ reason: typed })}
      />
    </ActionForm>
  )
}
