import { ChoiceField, LongText, Text } from '@gloact/ui'
import { RECONSIDERATION_ASKERS, type ReconsiderationAsker } from '../../../../domain/file/words.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { DayField } from '../../../panel/day-field.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { missingChoice, missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm, type PanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = {
  readonly decisionId: string | null
  readonly by: ReconsiderationAsker | null
  readonly on: string | null
  readonly reasons: string
}

export function useReconsideration(): PanelForm<Fields> {
  const { today } = useFile()
  return usePanelForm<Fields>('reconsideration_requested', { decisionId: null, by: null, on: today, reasons: '' })
}

/** Asks the body that decided to look at it again, with reasons. */
export function RequestReconsideration({ form }: { form: PanelForm<Fields> }) {
  const { file, today } = useFile()
  const { t } = useWords()
  const { decisionId, by, on, reasons } = form.fields
  const requestedOn = soundDay(on, { from: file.openedOn, today })
  const words = wordsOrNull(reasons)
  const submit = () =>
    void form.send({
      type: 'reconsideration_requested',
      payload:
        decisionId && by && requestedOn && words ? { decisionId, requestedBy: by, requestedOn, reasons: words } : null,
      on: requestedOn,
      said: t('protection.decision.reconsideration_requested'),
    })
  return (
    <ActionForm
      form={form}
      title={t('protection.decision.reconsider_title')}
      level={4}
      submit={t('protection.decision.reconsider_submit')}
      onSubmit={submit}
    >
      <Text>{t('protection.decision.reconsider_about')}</Text>
      <ChoiceField
        label={t('protection.decision.who_asks')}
        required
        error={missingChoice(t, form.tried, by)}
        value={by}
        onChange={(next) => form.set({ by: RECONSIDERATION_ASKERS.find((asking) => asking === next) ?? null })}
        options={RECONSIDERATION_ASKERS.map((asking) => ({
          value: asking,
          label: t(`protection.decision.requested_by.${asking}`),
        }))}
      />
      <LongText
        label={t('protection.decision.reconsider_reasons')}
        help={t('protection.decision.reconsider_reasons_help')}
        required
        error={missingText(t, form.tried, reasons)}
        maxLength={10_000}
        value={reasons}
        onChange={(text) => form.set({ reasons: text })}
      />
      <DayField
        label={t('protection.decision.requested_on')}
        value={on}
        onChange={(day) => form.set({ on: day })}
        tried={form.tried}
      />
    </ActionForm>
  )
}
