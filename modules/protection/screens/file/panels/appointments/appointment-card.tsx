import { asInstant, type Instant } from '@gloact/kernel'
import {
  Button,
  Card,
  Disclosure,
  KeyValueList,
  Row,
  Stack,
  Tag,
  Text,
  Timeline,
  useMessages,
  type IconName,
} from '@gloact/ui'
import type { AppointmentView } from '../../../../contract/calendar/calendar.ts'
import type { AppointmentStatus } from '../../../../domain/file/appointments.ts'
import { clockTime, daysOf } from '../../../calendar/appointment-times.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { Paragraphs } from '../../../panel/paragraphs.tsx'
import { useWords } from '../../../panel/use-words.ts'

const ICONS: Readonly<Record<AppointmentStatus, IconName>> = {
  planned: 'calendar',
  kept: 'done',
  missed: 'minus',
  cancelled_by_person: 'close',
  cancelled_by_us: 'close',
  declined: 'stop',
  recorded_by_mistake: 'undo',
  file_closed: 'folder',
}

export interface AppointmentCardProps {
  readonly appointment: AppointmentView
  readonly onOutcome?: () => void
  readonly onMove?: () => void
}

/** One appointment: what for, when, where, who goes along, and what happened to it. */
export function AppointmentCard({ appointment, onOutcome, onMove }: AppointmentCardProps) {
  const { t, staff, label } = useWords()
  const { formatInstant, formatList } = useMessages()
  const { file, now } = useFile()
  const { payload, status, outcomes } = appointment
  const { place } = appointment.changes.at(-1)?.payload ?? payload
  const kind = label('appointment_kind', payload.kind)
  const service = file.services.find(({ actionId }) => actionId === payload.serviceId)
  const past = appointment.endsAt <= now
  const when = useWhen(appointment)
  const outcomeWords = t(
    status !== 'planned'
      ? 'protection.appointment.correct_outcome'
      : past
        ? 'protection.appointment.say_outcome'
        : 'protection.appointment.call_off',
  )
  const items = [
    ...(place === null ? [] : [{ label: t('protection.appointment.place'), value: <bdi>{place}</bdi> }]),
    ...(payload.with === null ? [] : [{ label: t('protection.appointment.with'), value: <bdi>{payload.with}</bdi> }]),
    ...(appointment.staffIds.length === 0
      ? []
      : [
          {
            label: t('protection.appointment.going_with'),
            value: <bdi>{formatList(appointment.staffIds.map(staff))}</bdi>,
          },
        ]),
    ...(service
      ? [{ label: t('protection.appointment.service'), value: label('service_type', service.payload.type) }]
      : []),
  ]
  return (
    <div id={appointment.actionId} tabIndex={-1}>
      <Card
        title={`${kind} · ${when}`}
        level={4}
        tone={status === 'planned' ? 'plain' : 'quiet'}
        actions={
          <Tag
            icon={past && status === 'planned' ? 'clock' : ICONS[status]}
            tone={past && status === 'planned' ? 'notice' : 'neutral'}
          >
            {t(
              past && status === 'planned'
                ? 'protection.appointment.what_came'
                : `protection.appointment.status.${status}`,
            )}
          </Tag>
        }
      >
        <Stack gap="sm">
          {items.length > 0 && <KeyValueList items={items} />}
          {status === 'planned' && !payload.safeContactRead && (
            <Text tone="quiet">{t('protection.appointment.safe_not_read')}</Text>
          )}
          {(appointment.changes.length > 0 || outcomes.length > 0) && (
            <Disclosure
              summary={t('protection.appointment.more')}
              open={outcomes.some((each) => each.payload.note !== null)}
            >
              <Timeline
                label={t('protection.appointment.more')}
                entries={[
                  ...appointment.changes.map((change) => ({
                    id: change.actionId,
                    order: change.happenedAt,
                    icon: 'edit' as const,
                    title: t('protection.appointment.was_moved'),
                    at: formatInstant(change.happenedAt as Instant),
                    who: staff(change.actor),
                    body: <Paragraphs text={change.payload.reasons} />,
                  })),
                  ...outcomes.map((outcome) => ({
                    id: outcome.actionId,
                    order: outcome.happenedAt,
                    icon: ICONS[outcome.payload.outcome],
                    title: t(`protection.appointment.status.${outcome.payload.outcome}`),
                    at: formatInstant(asInstant(outcome.happenedAt), 'date'),
                    who: staff(outcome.actor),
                    body: outcome.payload.note === null ? undefined : <Paragraphs text={outcome.payload.note} />,
                  })),
                ].toSorted((a, b) => (a.order < b.order ? 1 : -1))}
              />
            </Disclosure>
          )}
          {(onOutcome ?? onMove) && (
            <Row>
              {onOutcome && (
                <Button
                  size="sm"
                  kind={past && status === 'planned' ? 'primary' : 'secondary'}
                  icon="check"
                  label={`${outcomeWords}: ${kind}, ${when}`}
                  onPress={onOutcome}
                >
                  {outcomeWords}
                </Button>
              )}
              {onMove && (
                <Button
                  size="sm"
                  kind="quiet"
                  icon="calendar"
                  label={`${t('protection.appointment.move')}: ${kind}, ${when}`}
                  onPress={onMove}
                >
                  {t('protection.appointment.move')}
                </Button>
              )}
            </Row>
          )}
        </Stack>
      </Card>
    </div>
  )
}

/** When it is, in the country's time: "24 Nov 2026, 15:00–16:00", or the day alone. */
export function useWhen({ startsAt, endsAt, allDay }: Pick<AppointmentView, 'startsAt' | 'endsAt' | 'allDay'>): string {
  const { rules } = useFile()
  const { t, formatDate } = useMessages()
  const { on } = daysOf({ startsAt, endsAt }, rules.timeZone)
  if (allDay) return formatDate(on)
  return t('protection.appointment.when', {
    date: formatDate(on),
    from: clockTime(startsAt as Instant, rules.timeZone),
    until: clockTime(endsAt as Instant, rules.timeZone),
  })
}
