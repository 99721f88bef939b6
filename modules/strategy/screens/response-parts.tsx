import { useQuery } from '@tanstack/react-query'
import {
  AreaMap,
  BarChart,
  Columns,
  Disclosure,
  Grid,
  Link,
  MOST_SERIES,
  QueryState,
  Section,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { readResponse, type ResponsePartView } from '../contract/response.ts'
import { MissingData } from './missing-data.tsx'

/** The protected figures of every module that the country runs, each with its rule, and for those who may its list. */
export function ResponseParts() {
  const { t, language } = useMessages()
  const client = useClient()
  const query = { language: language.slice(0, 2) }
  const response = useQuery({
    queryKey: ['strategy', 'response', query.language],
    queryFn: () => client.callOrThrow(readResponse, { query }),
  })
  if (!response.isSuccess) return <QueryState query={response} loading={t('strategy.response.title')} />
  const { parts, missing } = response.data
  return (
    <>
      {parts.map((part) => (
        <Part key={part.id} part={part} />
      ))}
      <MissingData {...missing} />
    </>
  )
}

/** More bars than these are no picture. */
const MOST_BARS = 20
/** A table with more columns needs the whole width. */
const MOST_BESIDE = 3

/** A figure of a module with its picture and its rule. */
export function Part({ part }: { readonly part: ResponsePartView }) {
  const { t, formatNumber } = useMessages()
  const { title, rows, columns, outlines } = part
  const said = (count: number | null | undefined) =>
    count === null || count === undefined ? t('strategy.response.withheld') : formatNumber(count)
  const drawn = rows.filter(({ id, counts }) => id !== 'all' && counts.some((count) => count !== null && count > 0))
  const of = new Map(rows.map((row) => [row.id, row]))
  // Few bars say more than many: of a wide table only the first column is drawn.
  const bars = drawn.length * columns.length <= MOST_BARS ? columns.slice(0, MOST_SERIES) : columns.slice(0, 1)
  const table = (
    <Grid
      caption={title}
      columns={[part.of, ...columns]}
      rows={rows.map(({ id, label, counts }) => ({
        id,
        header: <bdi>{label}</bdi>,
        cells: columns.map((_, at) => said(counts[at])),
      }))}
    />
  )
  const picture =
    outlines.length > 0 ? (
      <Stack gap="xs">
        <AreaMap
          label={t('strategy.response.map', { title })}
          areas={outlines.map(({ id, points }) => {
            const count = of.get(id)?.counts[0]
            return { id, points, said: of.has(id) ? said(count) : '', some: typeof count === 'number' && count > 0 }
          })}
        />
        <Text size="sm" tone="quiet">
          {t('strategy.response.map_about')}
        </Text>
      </Stack>
    ) : (
      drawn.length * bars.length > 1 && (
        <BarChart
          label={t('strategy.response.chart', { title })}
          series={bars}
          rows={drawn.map(({ id, label, counts }) => ({
            id,
            label,
            values: counts.slice(0, bars.length).map((count) => count ?? 0),
            said: counts.slice(0, bars.length).map(said),
          }))}
        />
      )
    )
  return (
    <Section title={title}>
      <Stack>
        {columns.length > MOST_BESIDE ? (
          <>
            {table}
            {picture}
          </>
        ) : (
          <Columns min="22rem">
            {table}
            {picture}
          </Columns>
        )}
        <Disclosure summary={t('strategy.response.rule')}>
          <Text>{part.rule}</Text>
        </Disclosure>
        {part.to !== null && <Link to={part.to}>{`${t('strategy.response.opens')}: ${title}`}</Link>}
      </Stack>
    </Section>
  )
}
