import { offeredCodes } from '@gloact/codes'
import { isPlainDate, type PartialDate, type PlainDate } from '@gloact/kernel'
import { Callout, ChoiceField, DateField, FieldGroup, LongText, Text, TextField } from '@gloact/ui'
import type { ServiceView } from '../../../../contract/calendar/calendar.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { dayProblem } from '../../../panel/entered-day.ts'
import { missingChoice, missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm, type PanelForm } from '../../../panel/use-panel-form.ts'
import { usePlanGoals } from '../plan/use-plan-goals.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = {
  readonly type: string | null
  /** `words` where the provider is no agency of the country. */
  readonly by: string | null
  readonly provider: string
  readonly plannedOn: string | null
  readonly startedOn: string | null
  readonly endedOn: string | null
  readonly goalId: string | null
  readonly note: string
  readonly corrects: string | null
}

const IN_WORDS = 'words'

export interface ServiceFormState extends PanelForm<Fields> {
  /** Begins with what another entry says, to put it right. */
  readonly correct: (service: ServiceView) => void
}

export function useServiceForm(): ServiceFormState {
  const { file } = useFile()
  const form = usePanelForm<Fields>('service_recorded', {
    type: null,
    by: file.agencyId,
    provider: '',
    plannedOn: null,
    startedOn: null,
    endedOn: null,
    goalId: null,
    note: '',
    corrects: null,
  })
  return {
    ...form,
    correct: ({ actionId, payload }) =>
      form.begin({
        type: payload.type,
        by: payload.providerAgencyId ?? IN_WORDS,
        provider: payload.provider ?? '',
        plannedOn: payload.plannedOn,
        startedOn: payload.startedOn,
        endedOn: payload.endedOn,
        goalId: payload.goalId,
        note: payload.note ?? '',
        corrects: actionId,
      }),
  }
}

/** Records a service, or puts an entry right with another one. */
export function ServiceForm({ form }: { form: ServiceFormState }) {
  const { t, list, label, agency } = useWords()
  const { directory, file, rules, today } = useFile()
  const goals = usePlanGoals()
  const { type, by, provider, plannedOn, startedOn, endedOn, goalId, note, corrects } = form.fields
  const agencies = [
    ...new Set([
      file.agencyId,
      ...directory.agencies.map(({ id }) => id),
      ...rules.competentBodies.map(({ id }) => id),
    ]),
  ]
  const startedProblem = startedOn === null ? null : dayProblem(startedOn, { from: null, today })
  const endedProblem = endedOn === null ? null : dayProblem(endedOn, { from: startedOn, today })
  const endedBefore = endedOn !== null && (startedOn === null || endedOn < startedOn)
  const noDay = plannedOn === null && startedOn === null
  const sound =
    type !== null &&
    by !== null &&
    (by !== IN_WORDS || wordsOrNull(provider) !== null) &&
    !noDay &&
    startedProblem === null &&
    endedProblem === null &&
    !endedBefore &&
    (plannedOn === null || isPlainDate(plannedOn))
  const submit = () =>
    void form.send({
      type: 'service_recorded',
      payload: sound
        ? {
            type,
            providerAgencyId: by === IN_WORDS ? null : by,
            provider: by === IN_WORDS ? wordsOrNull(provider) : null,
            plannedOn,
            startedOn: startedOn as PlainDate | null,
            endedOn: endedOn as PlainDate | null,
            goalId,
            note: wordsOrNull(note),
            corrects,
          }
        : null,
      said: t(corrects === null ? 'protection.service.recorded' : 'protection.service.corrected'),
    })
  return (
    <ActionForm
      form={form}
      title={t(corrects === null ? 'protection.service.new' : 'protection.service.correct_title')}
      submit={t(corrects === null ? 'protection.service.submit' : 'protection.service.correct_submit')}
      level={4}
      onSubmit={submit}
    >
      {corrects !== null && (
        <Callout tone="info">
          <Text>{t('protection.service.correct_about')}</Text>
        </Callout>
      )}
      <ChoiceField
        label={t('protection.service.type')}
        required
        as="select"
        error={missingChoice(t, form.tried, type)}
        value={type}
        onChange={(next) => form.set({ type: next })}
        options={offeredCodes(list('service_type')).map(({ code }) => ({
          value: code,
          label: label('service_type', code),
        }))}
      />
      <ChoiceField
        label={t('protection.service.provider')}
        required
        as="select"
        error={missingChoice(t, form.tried, by)}
        value={by}
        onChange={(next) => form.set({ by: next })}
        options={[
          ...agencies.map((id) => ({ value: id, label: agency(id) })),
          { value: IN_WORDS, label: t('protection.service.provider_other') },
        ]}
      />
      {by === IN_WORDS && (
        <TextField
          label={t('protection.service.provider_words')}
          required
          error={missingText(t, form.tried, provider)}
          maxLength={300}
          value={provider}
          onChange={(text) => form.set({ provider: text })}
        />
      )}
      <FieldGroup
        label={t('protection.service.days')}
        help={t('protection.service.days_help')}
        error={form.tried && noDay ? t('protection.service_date_missing') : undefined}
      >
        <DateField
          label={t('protection.service.planned_on')}
          precision="day"
          value={plannedOn as PartialDate | null}
          onChange={(day) => form.set({ plannedOn: day })}
        />
        <DateField
          label={t('protection.service.started_on')}
          precision="day"
          error={startedProblem ? t(`protection.panel.day.${startedProblem}`) : undefined}
          value={startedOn as PartialDate | null}
          onChange={(day) => form.set({ startedOn: day })}
        />
        <DateField
          label={t('protection.service.ended_on')}
          precision="day"
          error={
            endedBefore
              ? t('protection.ended_before_start')
              : endedProblem
                ? t(`protection.panel.day.${endedProblem}`)
                : undefined
          }
          value={endedOn as PartialDate | null}
          onChange={(day) => form.set({ endedOn: day })}
        />
      </FieldGroup>
      {goals.length > 0 && (
        <ChoiceField
          label={t('protection.service.goal')}
          as="select"
          value={goalId}
          onChange={(next) => form.set({ goalId: next })}
          options={goals.map(({ id, text }) => ({ value: id, label: text.slice(0, 120) }))}
        />
      )}
      <LongText
        label={t('protection.service.note')}
        rows={3}
        maxLength={4_000}
        value={note}
        onChange={(text) => form.set({ note: text })}
      />
    </ActionForm>
  )
}
