import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { labelOf } from '@gloact/codes'
import type { PartialDate } from '@gloact/kernel'
import {
  amountText,
  Button,
  Callout,
  DataTable,
  PageHeader,
  Row,
  Section,
  Stack,
  Text,
  useClient,
  useMessages,
  type Column,
  QueryState,
} from '@gloact/ui'
import { readCosting } from '../contract/planned.ts'
import type { Cut, Sum } from '../domain/costing.ts'
import { FOLLOW_UP_LISTS } from '../domain/follow-up-lists.ts'
import { STRATEGY_LISTS } from '../domain/lists.ts'
import { useAgencies } from './use-agencies.ts'

const LIST_OF: Readonly<Partial<Record<Cut, string>>> = { pillar: 'pillar', source: 'funding', heading: 'heading' }

interface CutRow extends Sum {
  readonly key: string
}

/** What a plan costs, cut five ways; every cut adds up to the same. */
export function CostingPage() {
  const messages = useMessages()
  const { t, language, formatNumber, formatDate } = messages
  const client = useClient()
  const lists = { ...useAgencies(), ...STRATEGY_LISTS, ...FOLLOW_UP_LISTS }
  const { rowId = '' }: { readonly rowId?: string } = useParams({ strict: false })
  const costing = useQuery({
    queryKey: ['strategy', 'costing', rowId],
    queryFn: () => client.callOrThrow(readCosting, { params: { id: rowId } }),
  })
  const title = t('strategy.costing.title')
  if (!costing.isSuccess) return <QueryState query={costing} loading={title} />
  const { currency, rates, total, cuts, unrated } = costing.data
  const words = (cut: Cut, key: string): string => {
    if (key === '') return t('strategy.costing.none')
    if (key === 'several') return t('strategy.costing.several')
    const list = lists[cut === 'agency' ? 'agencies' : (LIST_OF[cut] ?? '')]
    return list ? labelOf(list, key, language) : key
  }
  const money = (amount: number) => amountText({ amount, currency: currency ?? '' }, messages)
  const column = (id: keyof Sum): Column<CutRow> => ({
    id,
    header: t(`strategy.money.${id}`),
    numeric: true,
    cell: (row) => money(row[id]),
  })
  return (
    <>
      <PageHeader
        title={title}
        about={t('strategy.costing.about')}
        back={{ to: `/strategy/plans/${rowId}`, label: t('strategy.overview.plan') }}
        actions={
          <Row>
            <Button to="/strategy/costs">{t('strategy.cost_line.many')}</Button>
            <Button to="/strategy/unit-costs">{t('strategy.unit_cost.many')}</Button>
          </Row>
        }
      />
      <Stack gap="lg">
        {currency === null && <Callout tone="notice">{t('strategy.costing.no_currency')}</Callout>}
        {unrated.map((each) => (
          <Callout key={each.currency} tone="notice">
            {t('strategy.costing.unrated', { currency: each.currency, count: each.amounts })}
          </Callout>
        ))}
        {rates.map((rate) => (
          <Text key={rate.currency} tone="quiet">
            {t('strategy.costing.rate', {
              from: rate.currency,
              worth: formatNumber(rate.worth, { maximumFractionDigits: 6 }),
              to: currency ?? '',
              on: formatDate(rate.on as PartialDate),
              source: rate.source,
            })}
          </Text>
        ))}
        {currency !== null &&
          cuts.map(({ cut, rows }) => (
            <Section key={cut} title={t(`strategy.costing.cut.${cut}`)}>
              <DataTable
                caption={t(`strategy.costing.cut.${cut}`)}
                columns={[
                  {
                    id: 'key',
                    header: t(`strategy.costing.cut.${cut}`),
                    primary: true,
                    cell: ({ key }) => (key === 'total' ? t('strategy.costing.total') : words(cut, key)),
                  },
                  column('cost'),
                  column('secured'),
                  column('spent'),
                  {
                    id: 'missing',
                    header: t('strategy.money.missing'),
                    numeric: true,
                    cell: ({ cost, secured }) => money(Math.max(0, cost - secured)),
                  },
                ]}
                items={[...rows, { key: 'total', ...total }]}
                itemKey={({ key }) => key}
                empty={null}
              />
            </Section>
          ))}
      </Stack>
    </>
  )
}
