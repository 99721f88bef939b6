import { ChoiceField, LongText } from '@gloact/ui'
import { APPOINTMENT_OUTCOMES, type AppointmentOutcome } from '../../../../domain/file/service-payloads.ts'
import { daysOf } from '../../../calendar/appointment-times.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { DayField } from '../../../panel/day-field.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { missingChoice, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm, type PanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = {
  readonly appointmentId: string | null
  readonly outcome: AppointmentOutcome | null
  readonly on: string | null
  readonly note: string
}

export function useOutcomeForm(): PanelForm<Fields> {
  const { today } = useFile()
  return usePanelForm<Fields>('appointment_ended', { appointmentId: null, outcome: null, on: today, note: '' })
}

/** The outcome of an appointment. Whether the person came is not blamed on anybody: the note says why, where it matters. */
export function AppointmentOutcomeForm({ form }: { form: PanelForm<Fields> }) {
  const { file, rules, today } = useFile()
  const { t, label, formatDate } = useWords()
  const { appointmentId, outcome, on, note } = form.fields
  const appointment = file.appointments.find(({ actionId }) => actionId === appointmentId)
  if (!appointment) return null
  const day = daysOf(appointment, rules.timeZone).on
  const toCome = day > today
  const offered = APPOINTMENT_OUTCOMES.filter((each) => !toCome || (each !== 'kept' && each !== 'missed'))
  const happenedOn = soundDay(on, { from: file.openedOn, today })
  const submit = () =>
    void form.send({
      type: 'appointment_ended',
      payload:
        outcome && happenedOn
          ? { appointmentId: appointment.actionId, outcome, note: wordsOrNull(note), happenedOn }
          : null,
      on: happenedOn,
      said: t('protection.appointment.outcome_recorded'),
    })
  return (
    <ActionForm
      form={form}
      title={t('protection.appointment.outcome_of', {
        kind: label('appointment_kind', appointment.payload.kind),
        when: formatDate(day),
      })}
      submit={t('protection.appointment.outcome_submit')}
      level={4}
      onSubmit={submit}
    >
      <ChoiceField
        label={t('protection.appointment.outcome')}
        required
        as="radio"
        error={missingChoice(t, form.tried, outcome)}
        value={outcome}
        onChange={(next) => form.set({ outcome: offered.find((each) => each === next) ?? null })}
        options={offered.map((each) => ({ value: each, label: t(`protection.appointment.status.${each}`) }))}
      />
      <DayField
        label={t('protection.appointment.outcome_on')}
        value={on}
        onChange={(next) => form.set({ on: next })}
        tried={form.tried}
      />
      <LongText
        label={t('protection.appointment.outcome_note')}
        help={t('protection.appointment.outcome_note_help')}
        rows={3}
        maxLength={4_000}
        value={note}
        onChange={(text) => form.set({ note: text })}
      />
    </ActionForm>
  )
}
