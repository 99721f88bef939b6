import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { dateIn } from '@gloact/kernel'
import {
  Button,
  Calendar,
  Callout,
  ChoiceField,
  daysShown,
  EmptyState,
  isNarrowScreen,
  LoadingState,
  PageHeader,
  QueryError,
  Stack,
  Text,
  useClient,
  useMessages,
  useNavigation,
  weekStartOf,
} from '@gloact/ui'
import { useState } from 'react'
import { CALENDAR_OF, readCalendar, type CalendarOf } from '../../contract/calendar/calendar.ts'
import { appointmentWords } from '../contact/code-words.ts'
import { queryKeys } from '../keys.ts'
import { usePrincipal } from '../principal.ts'
import { useCountryTimeZone, useFileRules } from '../rules.ts'
import { useNow } from '../use-now.ts'
import { calendarAddress, calendarOf, type CalendarAddress } from './calendar-address.ts'
import { calendarEvents } from './calendar-events.ts'

/** Appointments of mine, of my team or of my agency: the number of the file and the kind, nobody's name. */
export function CalendarPage() {
  const messages = useMessages()
  const { t, language } = messages
  const { go } = useNavigation()
  const client = useClient()
  const timeZone = useCountryTimeZone()
  const { rules } = useFileRules()
  const today = dateIn(useNow(), timeZone)
  const address = calendarOf(useRouterState({ select: ({ location }) => location.searchStr }))
  // On a phone the list reads best; who chooses another keeps it in the address.
  const [narrow] = useState(isNarrowScreen)
  const view = address.view ?? (narrow ? 'list' : 'week')
  const day = address.on ?? today
  const show = (next: Partial<CalendarAddress>) => go(calendarAddress({ ...address, ...next }), { replace: true })
  const { from, until } = daysShown(view, day, weekStartOf(language))
  const asked = { from, until, of: address.of }
  const calendar = useQuery({
    queryKey: queryKeys.calendar(asked),
    queryFn: () => client.callOrThrow(readCalendar, { query: asked }),
    placeholderData: keepPreviousData,
  })
  const kindWord = (code: string) => appointmentWords(rules?.codeLists, code, language)
  const events = calendarEvents(calendar.data?.entries ?? [], messages, kindWord, timeZone)
  return (
    <>
      <PageHeader
        title={t('protection.calendar.title')}
        about={t('protection.calendar.about')}
        actions={
          <>
            <Button icon="print" onPress={() => window.print()}>
              {t('protection.calendar.print')}
            </Button>
            <Button kind="quiet" icon="link" to="/account/calendar-feed">
              {t('protection.nav.feed')}
            </Button>
          </>
        }
      />
      <Stack>
        <Whose of={address.of} onChoose={(of) => show({ of })} />
        {calendar.isPending ? (
          <LoadingState what={t('protection.calendar.loading')} />
        ) : calendar.isError && !calendar.data ? (
          <QueryError query={calendar} />
        ) : (
          <>
            {calendar.data?.more === true && (
              <Callout tone="notice">
                <Text>{t('protection.calendar.more')}</Text>
              </Callout>
            )}
            <Calendar
              label={t('protection.calendar.title')}
              view={view}
              day={day}
              today={today}
              events={events}
              busy={calendar.isFetching}
              onChange={(next) => show({ view: next.view, on: next.day })}
              empty={
                <EmptyState
                  icon="calendar"
                  title={t('protection.calendar.empty')}
                  about={t(`protection.calendar.empty_${address.of}`)}
                />
              }
            />
          </>
        )}
      </Stack>
    </>
  )
}

/** Whose appointments are shown. Each is offered to the person who has more to see by it. */
function Whose({ of, onChoose }: { of: CalendarOf; onChoose: (of: CalendarOf) => void }) {
  const { t } = useMessages()
  const principal = usePrincipal()
  const offered = CALENDAR_OF.filter(
    (each) =>
      each === 'mine' ||
      (each === 'team' && (principal?.teamIds.length ?? 0) > 0 && principal?.scope !== 'own') ||
      (each === 'agency' && principal?.scope === 'agency'),
  )
  if (offered.length < 2) return null
  return (
    <ChoiceField
      label={t('protection.calendar.of')}
      as="select"
      value={of}
      onChange={(next) => onChoose(offered.find((each) => each === next) ?? 'mine')}
      options={offered.map((each) => ({ value: each, label: t(`protection.calendar.of.${each}`) }))}
    />
  )
}
