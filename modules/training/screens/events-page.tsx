import { asPlainDate } from '@gloact/kernel'
import {
  Button,
  type Column,
  DataTable,
  EmptyState,
  PageHeader,
  Row,
  Stack,
  Tag,
  Text,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type EventSummary, listEvents } from '../contract/training-events.ts'
import { Asked, EVENTS } from './asked.tsx'

/** The events that somebody holds, or may nominate for. */
export function EventsPage() {
  const { t } = useMessages()
  const client = useClient()
  const events = useQuery({ queryKey: EVENTS, queryFn: () => client.callOrThrow(listEvents) })
  return (
    <>
      <PageHeader
        title={t('training.events.title')}
        about={t('training.events.about')}
        actions={
          events.data?.mayPlan === true && (
            <Button kind="primary" icon="plus" to="/training/plan">
              {t('training.events.plan')}
            </Button>
          )
        }
      />
      <Asked query={events}>
        {({ items, mayPlan, totals }) => (
          <Stack>
            {totals !== null && totals.entries > 0 && <Text>{t('training.totals', totals)}</Text>}
            <EventList items={items} mayPlan={mayPlan} />
          </Stack>
        )}
      </Asked>
    </>
  )
}

function EventList({ items, mayPlan }: { readonly items: readonly EventSummary[]; readonly mayPlan: boolean }) {
  const { t } = useMessages()
  const [wanted, setWanted] = useState('')
  const columns = useColumns()
  const fold = (text: string) => text.toLocaleLowerCase()
  const shown = items.filter(({ title, place }) => fold(`${title} ${place}`).includes(fold(wanted.trim())))
  return (
    <Stack>
      {items.length > 3 && (
        <TextField type="search" hideLabel label={t('training.events.find')} value={wanted} onChange={setWanted} />
      )}
      <DataTable
        caption={t('training.events.title')}
        columns={columns}
        items={shown}
        itemKey={({ id }) => id}
        itemTo={({ id }) => `/training/events/${id}`}
        total={shown.length}
        empty={
          <EmptyState
            icon="calendar"
            title={t('training.events.none')}
            about={t(mayPlan ? 'training.events.none_plan' : 'training.events.none_nominate')}
            action={mayPlan && <Button to="/training/plan">{t('training.events.plan')}</Button>}
          />
        }
      />
    </Stack>
  )
}

function useColumns(): Column<EventSummary>[] {
  const { t, formatDate } = useMessages()
  const day = (text: string) => formatDate(asPlainDate(text))
  return [
    {
      id: 'title',
      header: t('training.event'),
      primary: true,
      cell: ({ title }) => <bdi>{title}</bdi>,
    },
    { id: 'place', header: t('training.place'), hideOnPhone: true, cell: ({ place }) => <bdi>{place}</bdi> },
    {
      id: 'when',
      header: t('training.when'),
      cell: ({ startsOn, endsOn }) => t('training.from_to', { from: day(startsOn), to: day(endsOn) }),
    },
    {
      id: 'people',
      header: t('training.attended_of_selected'),
      cell: ({ counts, seats }) =>
        counts === null
          ? t('training.seats_count', { count: seats })
          : t('training.n_of_n', { n: counts.attended, of: counts.selected }),
    },
    {
      id: 'state',
      header: t('training.state'),
      cell: ({ published, counts, followUp }) => {
        const undecided = counts?.undecided ?? 0
        const awaited = followUp?.state === 'due' && counts !== null && counts.attended > followUp.answered
        // Nothing, not an empty line: on a phone the card then leaves it out.
        if (published && undecided === 0 && !awaited) return null
        return (
          <Row>
            {!published && <Tag>{t('training.not_published')}</Tag>}
            {undecided > 0 && <Tag tone="notice">{t('training.undecided', { count: undecided })}</Tag>}
            {awaited && <Tag tone="notice">{t('training.follow_up_due')}</Tag>}
          </Row>
        )
      },
    },
  ]
}
