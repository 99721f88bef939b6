import { newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  Columns,
  type Column,
  DataTable,
  EmptyState,
  KeyValueList,
  PageHeader,
  Row,
  Stack,
  Tag,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import {
  checkExample,
  type EvaluationView,
  readEvaluation,
  readEventReport,
  readYearReport,
  remind,
  type Reminder,
} from '../contract/evaluation.ts'
import { Asked, EVENT_LANGUAGES, saveBytes, useDoing, useEvent } from './asked.tsx'

/** What participants thought of an event and what they do with it: for its team; what leaves it is the report. */
export function FollowUpPage() {
  const { t } = useMessages()
  const client = useClient()
  const { eventId = '' }: { eventId?: string } = useParams({ strict: false })
  const event = useEvent(eventId)
  const found = useQuery({
    queryKey: ['training', 'evaluation', eventId],
    queryFn: () => client.callOrThrow(readEvaluation, { params: { eventId } }),
  })
  return (
    <Asked query={event}>
      {(page) => (
        <>
          <PageHeader
            title={t('training.evaluation.title')}
            about={<bdi>{page.event.title}</bdi>}
            back={{ to: `/training/events/${eventId}/results`, label: t('training.results.title') }}
          />
          <Asked query={found}>
            {(evaluation) => (
              <Stack>
                <Reports eventId={eventId} year={Number(page.event.endsOn.slice(0, 4))} />
                <Figures found={evaluation} />
                <Examples examples={evaluation.examples} />
                {page.event.followUp?.state === 'due' && <Reminders eventId={eventId} />}
              </Stack>
            )}
          </Asked>
        </>
      )}
    </Asked>
  )
}

function Reports({ eventId, year }: { readonly eventId: string; readonly year: number }) {
  const { t, language } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const spoken = EVENT_LANGUAGES.find((tag) => tag === language) ?? 'en'
  const save = (what: 'event' | 'year', format: 'docx' | 'pdf') =>
    run(async () => {
      const answer =
        what === 'event'
          ? await client.call(readEventReport, { params: { eventId }, query: { format, language: spoken } })
          : await client.call(readYearReport, { query: { year, format, language: spoken } })
      if (answer.ok) saveBytes(answer.value, what === 'event' ? `event-report.${format}` : `training-${year}.${format}`)
      return answer
    })
  return (
    <Card title={t('training.report.title')} level={2}>
      <Stack gap="sm">
        <Text tone="quiet">{t('training.report.small')}</Text>
        <Row>
          {(['event', 'year'] as const).flatMap((what) =>
            (['docx', 'pdf'] as const).map((format) => (
              <Button key={what + format} icon="download" busy={busy} onPress={() => void save(what, format)}>
                {t(`training.report.save_${what}`, { year: String(year), format: format === 'pdf' ? 'PDF' : 'Word' })}
              </Button>
            )),
          )}
        </Row>
        {note}
      </Stack>
    </Card>
  )
}

function Figures({ found }: { readonly found: EvaluationView }) {
  const { t, formatNumber } = useMessages()
  const { behaviour, satisfaction, comments } = found
  const number = (value: number | null) =>
    value === null ? t('training.undefined') : formatNumber(value, { maximumFractionDigits: 1 })
  const share = ({ count, of }: { readonly count: number; readonly of: number }) =>
    of === 0 ? t('training.undefined') : t('training.n_of_n', { n: count, of })
  return (
    <Columns>
      <Card title={t('training.satisfaction.results')} level={2}>
        <Stack gap="sm">
          <KeyValueList
            items={satisfaction.map(({ item, n, mean, spread }) => ({
              label: t(`training.satisfaction.${item}`),
              value: t('training.satisfaction.mean', { mean: number(mean), spread: number(spread), n }),
            }))}
          />
          {comments.length > 0 && (
            <ul>
              {comments.map((comment, at) => (
                <li key={at}>
                  <bdi>{comment}</bdi>
                </li>
              ))}
            </ul>
          )}
        </Stack>
      </Card>
      <Card title={t('training.follow_up')} level={2}>
        <KeyValueList
          items={[
            { label: t('training.behaviour.responses'), value: share(behaviour.responses) },
            { label: t('training.behaviour.uses'), value: share(behaviour.uses) },
            { label: t('training.behaviour.verified'), value: share(behaviour.verified) },
            { label: t('training.behaviour.in_post'), value: share(behaviour.inPost) },
            { label: t('training.behaviour.confirmed'), value: share(behaviour.confirmed) },
            ...behaviour.barriers
              .filter(({ count }) => count > 0)
              .map((barrier) => ({ label: t(`training.barrier.${barrier.barrier}`), value: share(barrier) })),
          ]}
        />
      </Card>
    </Columns>
  )
}

function Examples({ examples }: { readonly examples: EvaluationView['examples'] }) {
  const { t } = useMessages()
  if (examples.length === 0) return null
  return (
    <Card title={t('training.examples.title')} level={2}>
      <Stack>
        <Text tone="quiet">{t('training.examples.about')}</Text>
        {examples.map((example) => (
          <Example key={example.followUpId} example={example} />
        ))}
      </Stack>
    </Card>
  )
}

function Example({ example }: { readonly example: EvaluationView['examples'][number] }) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const { followUpId, text, verified } = example
  const check = (value: boolean) =>
    run(() => client.call(checkExample, { params: { followUpId }, body: { id: newId(), verified: value } }))
  return (
    <Stack gap="xs">
      <Text>
        <bdi>{text}</bdi>
      </Text>
      <Row>
        {verified !== null && <Tag>{t(verified ? 'training.examples.yes' : 'training.examples.no')}</Tag>}
        {verified !== true && (
          <Button
            size="sm"
            busy={busy}
            label={`${t('training.examples.verify')}: ${text}`}
            onPress={() => void check(true)}
          >
            {t('training.examples.verify')}
          </Button>
        )}
        {verified !== false && (
          <Button
            size="sm"
            kind="quiet"
            busy={busy}
            label={`${t('training.examples.reject')}: ${text}`}
            onPress={() => void check(false)}
          >
            {t('training.examples.reject')}
          </Button>
        )}
      </Row>
      {note}
    </Stack>
  )
}

function Reminders({ eventId }: { readonly eventId: string }) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const [shown, setShown] = useState<{ readonly items: readonly Reminder[]; readonly withheld: number } | null>(null)
  const show = () =>
    run(async () => {
      const answer = await client.call(remind, { params: { eventId } })
      if (answer.ok) setShown(answer.value)
      return answer
    })
  const columns: Column<Reminder>[] = [
    { id: 'name', header: t('training.person_name'), primary: true, cell: ({ name }) => <bdi>{name}</bdi> },
    { id: 'email', header: t('training.email'), cell: ({ email }) => <bdi dir="ltr">{email}</bdi> },
    {
      id: 'link',
      header: t('training.remind.link'),
      cell: ({ code }) => <bdi dir="ltr">{`${location.origin}/take-part#${code}`}</bdi>,
    },
    {
      id: 'supervisor',
      header: t('training.remind.supervisor'),
      cell: ({ supervisorCode }) => <bdi dir="ltr">{`${location.origin}/confirm#${supervisorCode}`}</bdi>,
    },
  ]
  return (
    <Card title={t('training.remind.title')} level={2}>
      <Stack>
        <Text tone="quiet">{t('training.remind.about')}</Text>
        {note}
        {shown === null ? (
          <Row>
            <Button busy={busy} onPress={() => void show()}>
              {t('training.remind.show')}
            </Button>
          </Row>
        ) : (
          <>
            {shown.withheld > 0 && <Callout>{t('training.remind.withheld', { count: shown.withheld })}</Callout>}
            <DataTable
              caption={t('training.remind.title')}
              columns={columns}
              items={shown.items}
              itemKey={({ participantId }) => participantId}
              empty={
                <EmptyState icon="users" title={t('training.remind.none')} about={t('training.remind.none_about')} />
              }
            />
          </>
        )}
      </Stack>
    </Card>
  )
}
