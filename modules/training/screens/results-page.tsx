import {
  Button,
  Card,
  type Column,
  Columns,
  DataTable,
  EmptyState,
  PageHeader,
  Stack,
  Tag,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { readResults, type ResultsView } from '../contract/tests.ts'
import { Asked } from './asked.tsx'

/** What was learnt at an event: of those who sat both tests, with "n of n attended" beside every figure. */
export function ResultsPage() {
  const { t } = useMessages()
  const client = useClient()
  const { eventId = '' }: { eventId?: string } = useParams({ strict: false })
  const results = useQuery({
    queryKey: ['training', 'results', eventId],
    queryFn: () => client.callOrThrow(readResults, { params: { eventId } }),
  })
  return (
    <Asked query={results}>
      {(found) => (
        <>
          <PageHeader
            title={t('training.results.title')}
            about={<bdi>{found.title}</bdi>}
            back={{ to: `/training/events/${eventId}`, label: t('training.event') }}
            actions={<Button to={`/training/events/${eventId}/follow-up`}>{t('training.evaluation.title')}</Button>}
          />
          <Results found={found} />
        </>
      )}
    </Asked>
  )
}

function Results({ found }: { readonly found: ResultsView }) {
  const { t, formatNumber } = useMessages()
  const points = (value: number | null) =>
    value === null ? t('training.undefined') : formatNumber(value, { maximumFractionDigits: 1 })
  const share = (value: number | null) =>
    value === null ? t('training.undefined') : formatNumber(value, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <Stack>
      <Columns min="14rem">
        <Figure
          title={t('training.results.gain')}
          value={found.comparable ? points(found.gain.mean) : t('training.results.no_gain')}
          of={t('training.results.paired', { n: found.paired, of: found.attended })}
          about={t(found.comparable ? 'training.results.gain_about' : 'training.results.not_comparable')}
        />
        <Figure
          title={t('training.results.normalised')}
          value={
            found.normalisedGain.mean === null
              ? t('training.undefined')
              : formatNumber(found.normalisedGain.mean, { maximumFractionDigits: 2 })
          }
          of={t('training.results.of_paired', { n: found.normalisedGain.n, of: found.paired })}
          about={t('training.results.normalised_about')}
        />
        <Figure
          title={t('training.results.passed', { mark: found.passMark })}
          value={share(found.passed.share)}
          of={t('training.results.passed_of', { n: found.passed.count, of: found.passed.n })}
        />
        <Figure
          title={t('training.results.pre')}
          value={points(found.pre.mean)}
          of={t('training.results.sat', { n: found.pre.n, of: found.attended })}
        />
        <Figure
          title={t('training.results.post')}
          value={points(found.post.mean)}
          of={t('training.results.sat', { n: found.post.n, of: found.attended })}
        />
      </Columns>
      <Items found={found} />
    </Stack>
  )
}

interface FigureProps {
  readonly title: string
  readonly value: string
  readonly of: string
  readonly about?: string
}

function Figure({ title, value, of, about }: FigureProps) {
  return (
    <Card title={title} level={2}>
      <Stack gap="xs">
        <Text as="span" size="lg" tone="strong">
          {value}
        </Text>
        <Text as="span">{of}</Text>
        {about && (
          <Text size="sm" tone="quiet">
            {about}
          </Text>
        )}
      </Stack>
    </Card>
  )
}

/** From here on a question tells those who know from those who do not worse than it should. */
const WEAK = 0.1

function Items({ found }: { readonly found: ResultsView }) {
  const { t, formatNumber } = useMessages()
  type Item = ResultsView['items'][number]
  const number = (value: number | null, digits = 2) =>
    value === null ? t('training.undefined') : formatNumber(value, { maximumFractionDigits: digits })
  const columns: Column<Item>[] = [
    { id: 'name', header: t('training.question'), primary: true, cell: ({ name }) => <bdi>{name}</bdi> },
    { id: 'test', header: t('training.test'), cell: ({ test }) => t(`training.test.${test}`) },
    { id: 'n', header: t('training.results.n'), numeric: true, cell: ({ n }) => n },
    {
      id: 'difficulty',
      header: t('training.results.difficulty'),
      numeric: true,
      cell: ({ difficulty }) =>
        difficulty === null
          ? t('training.undefined')
          : formatNumber(difficulty, { style: 'percent', maximumFractionDigits: 0 }),
    },
    {
      id: 'discrimination',
      header: t('training.results.discrimination'),
      numeric: true,
      cell: ({ discrimination }) => (
        <>
          {number(discrimination)}{' '}
          {discrimination !== null && discrimination < WEAK && <Tag tone="notice">{t('training.results.weak')}</Tag>}
        </>
      ),
    },
    {
      id: 'easier',
      header: t('training.results.easier'),
      numeric: true,
      hideOnPhone: true,
      cell: ({ easier }) => number(easier),
    },
  ]
  return (
    <Stack>
      <Text tone="quiet">{t('training.results.items_about')}</Text>
      <DataTable
        caption={t('training.results.items')}
        columns={columns}
        items={found.items}
        itemKey={({ questionId, test }) => `${test}${questionId}`}
        empty={<EmptyState icon="book" title={t('training.results.none')} about={t('training.results.none_about')} />}
      />
    </Stack>
  )
}
