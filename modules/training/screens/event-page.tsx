import { asPlainDate } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  KeyValueList,
  PageHeader,
  Row,
  Stack,
  Tabs,
  Tag,
  Text,
  useClient,
  useConfirm,
  useMessages,
} from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { readCalendar } from '../contract/practitioners.ts'
import { type EventPageView, publishEvent } from '../contract/training-events.ts'
import { Asked, saveBytes, useDoing, useEvent, useLanguageName } from './asked.tsx'
import { Arrangements } from './event/arrangements.tsx'
import { Attendance } from './event/attendance.tsx'
import { EventCourses } from './event/courses.tsx'
import { Nominations } from './event/nominations.tsx'
import { Tests } from './event/tests.tsx'

const TABS = ['about', 'nominations', 'attendance', 'tests', 'courses'] as const
type Tab = (typeof TABS)[number]

/** One event: what it is, who was nominated, who attends, and its tests. */
export function EventPage() {
  const { eventId = '' }: { eventId?: string } = useParams({ strict: false })
  const event = useEvent(eventId)
  return <Asked query={event}>{(page) => <Shown key={page.event.id} page={page} />}</Asked>
}

function Shown({ page }: { readonly page: EventPageView }) {
  const { t, formatDate } = useMessages()
  const { event, mayRun } = page
  const [tab, setTab] = useState<Tab>(() => TABS.find((one) => `#${one}` === location.hash) ?? 'about')
  const day = (text: string) => formatDate(asPlainDate(text))
  const tabs = mayRun ? TABS : TABS.slice(0, 2)
  return (
    <>
      <PageHeader
        title={<bdi>{event.title}</bdi>}
        back={{ to: '/training', label: t('training.events.title') }}
        meta={
          <Row>
            <Text as="span" tone="quiet">
              {t('training.from_to', { from: day(event.startsOn), to: day(event.endsOn) })} · <bdi>{event.place}</bdi>
            </Text>
            {!event.published && <Tag>{t('training.not_published')}</Tag>}
          </Row>
        }
        actions={
          <>
            <SaveCalendar eventId={event.id} />
            {mayRun && <Button to={`/training/events/${event.id}/results`}>{t('training.results.title')}</Button>}
          </>
        }
      />
      <Tabs
        label={event.title}
        value={tab}
        onChange={(next) => setTab(TABS.find((one) => one === next) ?? 'about')}
        tabs={tabs.map((value) => ({ value, label: t(`training.tab.${value}`) }))}
      >
        {tab === 'about' && <About page={page} />}
        {tab === 'nominations' && <Nominations page={page} />}
        {tab === 'attendance' && mayRun && <Attendance page={page} />}
        {tab === 'tests' && mayRun && <Tests page={page} />}
        {tab === 'courses' && mayRun && <EventCourses page={page} />}
      </Tabs>
    </>
  )
}

function SaveCalendar({ eventId }: { readonly eventId: string }) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const save = () =>
    run(async () => {
      const answer = await client.call(readCalendar, { params: { eventId } })
      if (answer.ok) saveBytes(answer.value, 'event.ics')
      return answer
    })
  return (
    <>
      <Button icon="download" busy={busy} onPress={() => void save()}>
        {t('training.calendar.save')}
      </Button>
      {note}
    </>
  )
}

function About({ page }: { readonly page: EventPageView }) {
  const { t, formatDate, formatList, formatNumber } = useMessages()
  const percent = (of100: number) => formatNumber(of100 / 100, { style: 'percent' })
  const nameOf = useLanguageName()
  const { event, criteria } = page
  const day = (text: string) => formatDate(asPlainDate(text))
  return (
    <Stack>
      {page.mayPlan && !event.published && <Publish eventId={event.id} />}
      <Card title={t('training.plan.whom')} level={2}>
        <KeyValueList
          items={[
            { label: t('training.seats'), value: event.seats },
            {
              label: t('training.professions'),
              value:
                criteria.professions.length === 0
                  ? t('training.any')
                  : formatList(
                      criteria.professions.map((one) => t(`training.profession.${one}`)),
                      'or',
                    ),
            },
            { label: t('training.years_in_post'), value: criteria.yearsInPost },
            { label: t('training.seats_an_agency'), value: criteria.seatsAnAgency ?? t('training.any') },
            { label: t('training.nominate_by'), value: day(event.nominateBy) },
            ...(page.criteriaText === ''
              ? []
              : [{ label: t('training.criteria_text'), value: <bdi>{page.criteriaText}</bdi> }]),
          ]}
        />
      </Card>
      <Card title={t('training.plan.how')} level={2}>
        <KeyValueList
          items={[
            { label: t('training.language'), value: nameOf(page.language) },
            { label: t('training.hours'), value: page.hours },
            { label: t('training.pass_mark'), value: percent(page.passMark) },
            { label: t('training.attendance_needed'), value: percent(page.attendanceNeeded) },
            { label: t('training.repeats'), value: t(page.repeats ? 'training.yes' : 'training.no') },
          ]}
        />
      </Card>
      {page.mayRun && <Arrangements eventId={event.id} mayPlan={page.mayPlan} />}
      {event.counts && (
        <Card title={t('training.figures')} level={2}>
          <KeyValueList
            items={[
              { label: t('training.selected'), value: event.counts.selected },
              { label: t('training.attended'), value: event.counts.attended },
              { label: t('training.certificates'), value: event.counts.certificates },
              ...(event.followUp
                ? [
                    {
                      label: t('training.follow_up'),
                      value: t(`training.follow_up.${event.followUp.state}`, {
                        from: day(event.followUp.from),
                        to: day(event.followUp.to),
                        n: event.followUp.answered,
                        of: event.counts.attended,
                      }),
                    },
                  ]
                : []),
            ]}
          />
        </Card>
      )}
    </Stack>
  )
}

function Publish({ eventId }: { readonly eventId: string }) {
  const { t } = useMessages()
  const client = useClient()
  const confirm = useConfirm()
  const { busy, run, note } = useDoing()
  const publish = async () => {
    const sure = await confirm({
      title: t('training.publish.title'),
      body: t('training.publish.body'),
      confirm: t('training.publish.button'),
    })
    if (sure) await run(() => client.call(publishEvent, { params: { eventId } }))
  }
  return (
    <Callout
      title={t('training.publish.not_yet')}
      actions={
        <Button kind="primary" busy={busy} onPress={() => void publish()}>
          {t('training.publish.button')}
        </Button>
      }
    >
      {note}
    </Callout>
  )
}
