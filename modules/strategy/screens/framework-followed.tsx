import { useQuery } from '@tanstack/react-query'
import { labelOf, type CodeList } from '@gloact/codes'
import type { PartialDate } from '@gloact/kernel'
import type { RegisterRow } from '@gloact/registers/contract'
import { DataTable, Disclosure, QueryState, Section, Stack, Text, useClient, useMessages } from '@gloact/ui'
import { readFollowed, type FollowedView } from '../contract/in-force.ts'
import { FOLLOW_UP_LISTS } from '../domain/follow-up-lists.ts'

/** How often each edition of a framework was followed, in the quarters that are over. */
export function FrameworkFollowed({ row }: { readonly row: RegisterRow }) {
  const { t, language } = useMessages()
  const client = useClient()
  const query = { language: language.slice(0, 2) }
  const found = useQuery({
    queryKey: ['strategy', 'followed', row.id, row.version, query.language],
    queryFn: () => client.callOrThrow(readFollowed, { params: { id: row.id }, query }),
  })
  const title = t('strategy.followed.title')
  if (!found.isSuccess) return <QueryState query={found} loading={title} />
  const { items, rule } = found.data
  if (items.length === 0) return null
  return (
    <Section title={title} about={t('strategy.followed.about')}>
      <Stack>
        {items.map((item) => (
          <OfEdition key={`${item.use} ${item.edition} ${item.from}`} item={item} />
        ))}
        {rule.length > 0 && (
          <Disclosure summary={t('strategy.response.rule')}>
            <Stack gap="xs">
              {rule.map((each) => (
                <Text key={each}>{each}</Text>
              ))}
            </Stack>
          </Disclosure>
        )}
      </Stack>
    </Section>
  )
}

function OfEdition({ item }: { readonly item: FollowedView }) {
  const { t, language, formatDate } = useMessages()
  const { use, edition, from, until, counted } = item
  const [first, last] = [formatDate(from as PartialDate), until === null ? '' : formatDate(until as PartialDate)]
  const of = labelOf(FOLLOW_UP_LISTS['framework_use'] as CodeList, use, language)
  const name = t(until === null ? 'strategy.followed.since' : 'strategy.followed.between', {
    edition,
    use: of,
    from: first,
    until: last,
  })
  return (
    <Stack gap="xs">
      <Text>{name}</Text>
      {counted.length > 0 && <Quarters name={name} counted={counted} />}
    </Stack>
  )
}

function Quarters({ name, counted }: Pick<FollowedView, 'counted'> & { readonly name: string }) {
  const { t, formatNumber } = useMessages()
  return (
    <DataTable
      caption={name}
      columns={[
        {
          id: 'quarter',
          header: t('strategy.followed.quarter'),
          primary: true,
          cell: ({ quarter, partly }) => (partly ? t('strategy.followed.partly', { quarter }) : quarter),
        },
        { id: 'what', header: t('strategy.upcoming.what'), cell: ({ what }) => what },
        {
          id: 'count',
          header: t('strategy.followed.count'),
          numeric: true,
          cell: ({ count }) => (count === null ? t('strategy.response.withheld') : formatNumber(count)),
        },
      ]}
      items={counted}
      itemKey={({ what, quarter }) => `${what} ${quarter}`}
      itemTo={({ to }) => to ?? undefined}
      empty={null}
    />
  )
}
