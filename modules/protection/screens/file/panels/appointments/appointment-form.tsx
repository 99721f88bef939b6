import { useQuery } from '@tanstack/react-query'
import { offeredCodes } from '@gloact/codes'
import { isPlainDate, type Instant, type PartialDate, type PlainDate } from '@gloact/kernel'
import {
  Callout,
  CheckboxField,
  ChoiceField,
  ChoicesField,
  DateField,
  FieldGroup,
  LongText,
  Text,
  TextField,
  TimeField,
  useClient,
} from '@gloact/ui'
import { readCalendar, type AppointmentView } from '../../../../contract/calendar/calendar.ts'
import { clockTime, daysOf, overlapping, spanOf, timeFrom } from '../../../calendar/appointment-times.ts'
import { queryKeys } from '../../../keys.ts'
import { usePrincipal } from '../../../principal.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { missingChoice, missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm, type PanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = {
  readonly kind: string | null
  readonly on: string | null
  readonly time: string | null
  readonly minutes: number
  readonly place: string
  readonly with: string
  readonly goingWith: readonly string[]
  readonly safeContactRead: boolean
  readonly remindOn: string | null
  readonly serviceId: string | null
  /** The appointment that is moved; null makes a new one. */
  readonly moves: string | null
  readonly reasons: string
}

export interface AppointmentFormState extends PanelForm<Fields> {
  /** Begins with an appointment as it stands, to move it. */
  readonly move: (appointment: AppointmentView) => void
}

export function useAppointmentForm(): AppointmentFormState {
  const { rules } = useFile()
  const me = usePrincipal()?.userId
  const start: Fields = {
    kind: null,
    on: null,
    time: null,
    minutes: 60,
    place: '',
    with: '',
    goingWith: [],
    safeContactRead: false,
    remindOn: null,
    serviceId: null,
    moves: null,
    reasons: '',
  }
  const form = usePanelForm<Fields>('appointment_made', start)
  return {
    ...form,
    begin: (changed) => form.begin({ ...(me === undefined ? {} : { goingWith: [me] }), ...changed }),
    move: (appointment) => {
      const { payload } = appointment
      const now = appointment.changes.at(-1)?.payload ?? payload
      form.begin({
        kind: payload.kind,
        on: daysOf(appointment, rules.timeZone).on,
        time: appointment.allDay ? null : clockTime(appointment.startsAt as Instant, rules.timeZone),
        minutes: now.minutes,
        place: now.place ?? '',
        goingWith: now.goingWith,
        moves: appointment.actionId,
      })
    },
  }
}

const MINUTES = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480]

/** Makes an appointment, or moves one. */
export function AppointmentForm({ form }: { form: AppointmentFormState }) {
  const { t, list, label } = useWords()
  const { file, rules, directory } = useFile()
  const { kind, on, time, minutes, place, goingWith, safeContactRead, remindOn, serviceId, moves, reasons } =
    form.fields
  const day = on !== null && isPlainDate(on) ? on : null
  const dayError =
    day === null
      ? form.tried
        ? t('protection.panel.day.missing')
        : undefined
      : day < file.openedOn
        ? t('protection.panel.day.before_contact')
        : undefined
  const when = day === null ? null : timeFrom(day, time, rules.timeZone)
  const remindSound = remindOn === null || (isPlainDate(remindOn) && day !== null && remindOn <= day)
  const common = when && dayError === undefined ? { when, minutes, place: wordsOrNull(place), goingWith } : null
  const submit = () => {
    if (moves === null) {
      void form.send({
        type: 'appointment_made',
        payload:
          common && kind && remindSound
            ? {
                ...common,
                kind,
                with: wordsOrNull(form.fields.with),
                safeContactRead,
                remindOn,
                serviceId,
              }
            : null,
        said: t('protection.appointment.made'),
      })
      return
    }
    const why = wordsOrNull(reasons)
    void form.send({
      type: 'appointment_changed',
      payload: common && why ? { ...common, appointmentId: moves, reasons: why } : null,
      said: t('protection.appointment.moved'),
    })
  }
  const services = file.services.filter(({ state }) => ['planned', 'waiting', 'under_way'].includes(state))
  return (
    <ActionForm
      form={form}
      title={
        moves === null
          ? t('protection.appointment.new')
          : t('protection.appointment.move_title', { kind: kind === null ? '' : label('appointment_kind', kind) })
      }
      submit={t(moves === null ? 'protection.appointment.submit' : 'protection.appointment.move_submit')}
      level={3}
      before={<Overlaps day={day} time={time} minutes={minutes} staffIds={goingWith} except={moves} />}
      onSubmit={submit}
    >
      {moves === null && (
        <ChoiceField
          label={t('protection.appointment.kind')}
          required
          as="select"
          error={missingChoice(t, form.tried, kind)}
          value={kind}
          onChange={(next) => form.set({ kind: next })}
          options={offeredCodes(list('appointment_kind')).map(({ code }) => ({
            value: code,
            label: label('appointment_kind', code),
          }))}
        />
      )}
      <DateField
        label={t('protection.appointment.on')}
        precision="day"
        required
        error={dayError}
        value={on as PartialDate | null}
        onChange={(next) => form.set({ on: next })}
      />
      <FieldGroup label={t('protection.appointment.at')} help={t('protection.appointment.at_help')}>
        <TimeField
          label={t('protection.appointment.time')}
          value={time}
          onChange={(next) => form.set({ time: next })}
        />
        {time !== null && (
          <ChoiceField
            label={t('protection.appointment.minutes')}
            as="select"
            value={String(minutes)}
            onChange={(next) => form.set({ minutes: next === null ? 60 : Number(next) })}
            options={[...new Set([...MINUTES, minutes])]
              .toSorted((a, b) => a - b)
              .map((each) => ({
                value: String(each),
                label: t('protection.appointment.long', { hours: Math.floor(each / 60), minutes: each % 60 }),
              }))}
          />
        )}
      </FieldGroup>
      <TextField
        label={t('protection.appointment.place')}
        help={t('protection.appointment.place_help')}
        maxLength={500}
        value={place}
        onChange={(text) => form.set({ place: text })}
      />
      {moves === null && (
        <TextField
          label={t('protection.appointment.with')}
          help={t('protection.appointment.with_help')}
          maxLength={300}
          value={form.fields.with}
          onChange={(text) => form.set({ with: text })}
        />
      )}
      <ChoicesField
        label={t('protection.appointment.going_with')}
        help={t('protection.appointment.going_with_help')}
        value={goingWith}
        onChange={(next) => form.set({ goingWith: next })}
        options={directory.colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {moves === null && (
        <>
          {services.length > 0 && (
            <ChoiceField
              label={t('protection.appointment.service')}
              as="select"
              value={serviceId}
              onChange={(next) => form.set({ serviceId: next })}
              options={services.map(({ actionId, payload }) => ({
                value: actionId,
                label: label('service_type', payload.type),
              }))}
            />
          )}
          <DateField
            label={t('protection.appointment.remind_on')}
            help={t('protection.appointment.remind_help')}
            precision="day"
            error={remindSound ? undefined : t('protection.appointment.remind_late')}
            value={remindOn as PartialDate | null}
            onChange={(next) => form.set({ remindOn: next })}
          />
          <CheckboxField
            label={t('protection.appointment.safe_contact')}
            help={t('protection.appointment.safe_contact_help')}
            value={safeContactRead}
            onChange={(next) => form.set({ safeContactRead: next })}
          />
        </>
      )}
      {moves !== null && (
        <LongText
          label={t('protection.appointment.reasons')}
          required
          error={missingText(t, form.tried, reasons)}
          rows={2}
          maxLength={2_000}
          value={reasons}
          onChange={(text) => form.set({ reasons: text })}
        />
      )}
    </ActionForm>
  )
}

interface OverlapsProps {
  readonly day: PlainDate | null
  readonly time: string | null
  readonly minutes: number
  readonly staffIds: readonly string[]
  readonly except: string | null
}

/** Says who has something else at that time, of what the reader may see. It warns and stops nobody. */
function Overlaps({ day, time, minutes, staffIds, except }: OverlapsProps) {
  const { t, staff } = useWords()
  const { rules } = useFile()
  const client = useClient()
  const asked = day !== null && time !== null && staffIds.length > 0
  const shown = { from: day ?? '', until: day ?? '', of: 'agency' } as const
  const { data } = useQuery({
    queryKey: queryKeys.calendar(shown),
    queryFn: () => client.callOrThrow(readCalendar, { query: shown }),
    enabled: asked,
  })
  if (!asked || !data) return null
  const span = spanOf(timeFrom(day, time, rules.timeZone), minutes, rules.timeZone)
  const found = overlapping(span, staffIds, data.entries, except)
  if (found.length === 0) return null
  return (
    <Callout tone="notice" title={t('protection.appointment.overlap')}>
      {found.map(({ staffId, startsAt, endsAt }) => (
        <Text key={`${staffId} ${startsAt}`}>
          {t('protection.appointment.overlap_of', {
            who: staff(staffId),
            from: clockTime(startsAt as Instant, rules.timeZone),
            until: clockTime(endsAt as Instant, rules.timeZone),
          })}
        </Text>
      ))}
    </Callout>
  )
}
