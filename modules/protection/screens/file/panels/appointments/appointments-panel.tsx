import { useRouterState } from '@tanstack/react-router'
import { Button, EmptyState, Section, Stack } from '@gloact/ui'
import { useEffect } from 'react'
import type { AppointmentView } from '../../../../contract/calendar/calendar.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { AppointmentCard } from './appointment-card.tsx'
import { AppointmentForm, useAppointmentForm } from './appointment-form.tsx'
import { AppointmentOutcomeForm, useOutcomeForm } from './appointment-outcome-form.tsx'
import { isInWork } from '../../../panel/file-status.ts'
import { useWords } from '../../../panel/use-words.ts'

/** Where the person is to be and when, who goes along, and the outcome. */
export function AppointmentsPanel() {
  const { file, may, now } = useFile()
  const { t } = useWords()
  const form = useAppointmentForm()
  const outcome = useOutcomeForm()
  const mayMake = may('action.appointment_made') && isInWork(file)
  const mayEnd = may('action.appointment_ended') && isInWork(file)
  useShownFromAddress(file.appointments)
  const waiting = file.appointments.filter(({ status, endsAt }) => status === 'planned' && endsAt <= now)
  const coming = file.appointments.filter(({ status, endsAt }) => status === 'planned' && endsAt > now)
  const past = file.appointments.filter(({ status }) => status !== 'planned')
  const add = mayMake && !form.open && (
    <Button kind="primary" icon="plus" onPress={() => form.begin()}>
      {t('protection.appointment.add')}
    </Button>
  )
  const cards = (appointments: readonly AppointmentView[], latestFirst: boolean) =>
    appointments
      .toSorted((a, b) => (a.startsAt < b.startsAt === latestFirst ? 1 : -1))
      .map((appointment) => (
        <AppointmentCard
          key={appointment.actionId}
          appointment={appointment}
          {...(mayEnd
            ? { onOutcome: () => outcome.begin({ appointmentId: appointment.actionId, outcome: null }) }
            : {})}
          {...(mayMake && appointment.status === 'planned' ? { onMove: () => form.move(appointment) } : {})}
        />
      ))
  return (
    <Section
      title={t('protection.appointment.title')}
      about={t('protection.appointment.about')}
      actions={file.appointments.length > 0 && add}
    >
      <Stack>
        {mayMake && form.open && <AppointmentForm form={form} />}
        {mayEnd && outcome.open && <AppointmentOutcomeForm form={outcome} />}
        {file.appointments.length === 0 && !form.open && (
          <EmptyState
            icon="calendar"
            title={t('protection.appointment.none')}
            about={t('protection.appointment.none_about')}
            action={add || undefined}
          />
        )}
        {waiting.length > 0 && (
          <Section title={t('protection.appointment.without_outcome')} level={3}>
            <Stack>{cards(waiting, false)}</Stack>
          </Section>
        )}
        {coming.length > 0 && (
          <Section title={t('protection.appointment.coming')} level={3}>
            <Stack>{cards(coming, false)}</Stack>
          </Section>
        )}
        {past.length > 0 && (
          <Section title={t('protection.appointment.past')} level={3}>
            <Stack>{cards(past, true)}</Stack>
          </Section>
        )}
      </Stack>
    </Section>
  )
}

/** The appointment that the address names (`#…`) is brought into sight, and reading goes on from there. */
function useShownFromAddress(appointments: readonly AppointmentView[]): void {
  const hash = useRouterState({ select: ({ location }) => location.hash })
  const there = appointments.some(({ actionId }) => actionId === hash)
  useEffect(() => {
    if (!there) return
    const element = document.getElementById(hash)
    element?.scrollIntoView({ block: 'center' })
    element?.focus({ preventScroll: true })
  }, [hash, there])
}
