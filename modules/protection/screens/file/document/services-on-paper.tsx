import { KeyValueList, PaperBlock, PaperEntry, useMessages } from '@gloact/ui'
import type { AppointmentView, ServiceView } from '../../../contract/calendar/calendar.ts'
import type { FileView } from '../../../contract/reading/files.ts'
import { useWhen } from '../panels/appointments/appointment-card.tsx'
import { usePlanGoals } from '../panels/plan/use-plan-goals.ts'
import { useWords } from '../../panel/use-words.ts'

/** Services with where each stands and every outcome. What was corrected by a later entry is left to the history. */
export function ServicesOnPaper({ file }: { file: FileView }) {
  const { t, label } = useWords()
  const services = file.services.filter(({ state }) => state !== 'corrected' && state !== 'mistake')
  if (services.length === 0) return null
  return (
    <PaperBlock title={t('protection.service.title')}>
      <KeyValueList
        items={services.map((service) => ({
          label: label('service_type', service.payload.type),
          value: <ServiceInWords service={service} />,
        }))}
      />
    </PaperBlock>
  )
}

function ServiceInWords({ service: { payload, state, results } }: { service: ServiceView }) {
  const { t, label, agency, formatDate } = useWords()
  const goal = usePlanGoals().find(({ id }) => id === payload.goalId)
  const days = [
    payload.plannedOn !== null && t('protection.service.planned_for', { date: formatDate(payload.plannedOn) }),
    payload.startedOn !== null && t('protection.service.since', { date: formatDate(payload.startedOn) }),
    payload.endedOn !== null && t('protection.service.until', { date: formatDate(payload.endedOn) }),
  ].filter((day) => day !== false)
  return (
    <>
      <div>
        <bdi>{payload.providerAgencyId === null ? payload.provider : agency(payload.providerAgencyId)}</bdi>
        {[...days, t(`protection.service.state.${state}`)].map((each) => ` · ${each}`)}
      </div>
      {goal && (
        <div>
          {t('protection.service.for_goal')} <bdi>{goal.text}</bdi>
        </div>
      )}
      {payload.note !== null && (
        <div>
          <bdi>{payload.note}</bdi>
        </div>
      )}
      {results.map((result) => (
        <div key={result.actionId}>
          {formatDate(result.payload.resultOn)} · {label('service_result', result.payload.result)}
          {result.payload.reason !== null && (
            <>
              {' · '}
              <bdi>{result.payload.reason}</bdi>
            </>
          )}
        </div>
      ))}
    </>
  )
}

/** Appointments with what happened to each, by their time. Anyone who has the file by a share is sent none. */
export function AppointmentsOnPaper({ file }: { file: FileView }) {
  const { t } = useWords()
  const appointments = file.appointments
    .filter(({ status }) => status !== 'recorded_by_mistake')
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
  if (appointments.length === 0) return null
  return (
    <PaperBlock title={t('protection.file.section.appointments')}>
      {appointments.map((appointment) => (
        <PaperEntry key={appointment.actionId}>
          <AppointmentOnPaper appointment={appointment} />
        </PaperEntry>
      ))}
    </PaperBlock>
  )
}

function AppointmentOnPaper({ appointment }: { appointment: AppointmentView }) {
  const { t, label, staff } = useWords()
  const { formatList } = useMessages()
  const when = useWhen(appointment)
  const { payload, status, staffIds, changes, outcomes } = appointment
  const { place } = changes.at(-1)?.payload ?? payload
  const note = outcomes.at(-1)?.payload.note ?? null
  return (
    <KeyValueList
      items={[
        {
          label: label('appointment_kind', payload.kind),
          value: `${when} · ${t(`protection.appointment.status.${status}`)}`,
        },
        ...(place === null ? [] : [{ label: t('protection.appointment.place'), value: <bdi>{place}</bdi> }]),
        ...(payload.with === null
          ? []
          : [{ label: t('protection.appointment.with'), value: <bdi>{payload.with}</bdi> }]),
        ...(staffIds.length === 0
          ? []
          : [{ label: t('protection.appointment.going_with'), value: <bdi>{formatList(staffIds.map(staff))}</bdi> }]),
        ...(note === null ? [] : [{ label: t('protection.appointment.outcome_note'), value: <bdi>{note}</bdi> }]),
      ]}
    />
  )
}
