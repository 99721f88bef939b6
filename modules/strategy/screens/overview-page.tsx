import { useQuery } from '@tanstack/react-query'
import { labelOf, type CodeList } from '@gloact/codes'
import { addressOf, titleIn } from '@gloact/registers/screens'
import {
  amountText,
  Button,
  ChoiceField,
  DataTable,
  EmptyState,
  Link,
  PageHeader,
  saveFile,
  Section,
  Stack,
  Tag,
  useClient,
  useMessages,
  useToast,
  type Column,
  problemWords,
  QueryState,
} from '@gloact/ui'
import type { PartialDate } from '@gloact/kernel'
import { useState } from 'react'
import { ACTION_FIGURES, readOverview, RECOMMENDATION_FIGURES, type Counted } from '../contract/overview.ts'
import { printOverview } from '../contract/planned.ts'
import { STRATEGY_LISTS } from '../domain/lists.ts'
import { GapCounts } from './gap-counts.tsx'
import { PillarChart } from './pillar-chart.tsx'
import { ResponseParts } from './response-parts.tsx'
import { Upcoming } from './upcoming.tsx'
import { Waiting } from './waiting.tsx'

/** How the response stands by its plan: each number opens to the list that it counts. */
export function OverviewPage() {
  const messages = useMessages()
  const { t, language } = messages
  const client = useClient()
  const { say } = useToast()
  const [planId, setPlanId] = useState<string | null>(null)
  const overview = useQuery({
    queryKey: ['strategy', 'overview', planId],
    queryFn: () => client.callOrThrow(readOverview, { query: planId === null ? {} : { planId } }),
  })
  const print = async () => {
    const made = await client.call(printOverview, { query: { language, ...(planId !== null && { planId }) } })
    if (made.ok) saveFile(made.value as Blob, 'plan-overview.pdf')
    else say(problemWords(messages, made.error), { tone: 'notice' })
  }
  if (!overview.isSuccess) return <QueryState query={overview} loading={t('strategy.overview.title')} />
  const { data } = overview
  if (data.plans.length === 0) {
    return (
      <>
        <PageHeader title={t('strategy.overview.title')} about={t('strategy.overview.about')} />
        <EmptyState
          icon="book"
          title={t('strategy.plan.empty')}
          about={t('strategy.plan.begin')}
          action={<Button to="/strategy/plans">{t('strategy.plan.many')}</Button>}
        />
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={t('strategy.overview.title')}
        about={t('strategy.overview.about')}
        actions={
          <Button icon="download" onPress={() => void print()}>
            {t('strategy.overview.print')}
          </Button>
        }
      />
      <Stack gap="lg">
        <ChoiceField
          label={t('strategy.overview.plan')}
          as="select"
          options={data.plans.map(({ id, title }) => ({ value: id, label: titleIn(title, language) }))}
          value={data.planId}
          onChange={setPlanId}
        />
        <Figures
          title={t('strategy.overview.actions')}
          first={t('strategy.overview.pillar')}
          path="/strategy/actions"
          names={ACTION_FIGURES}
          word={(name) => t(`strategy.figure.${name}`)}
          rows={[
            { id: 'all', label: t('strategy.overview.whole_plan'), figures: data.actions },
            ...data.pillars.map(({ pillar, figures }) => ({
              id: pillar,
              label: labelOf(STRATEGY_LISTS['pillar'] as CodeList, pillar, language),
              figures,
            })),
          ]}
        />
        <PillarChart pillars={data.pillars} />
        <Money money={data.money} />
        <Urgent items={data.urgent} />
        <Waiting />
        <Upcoming />
        <Figures
          title={t('strategy.recommendation.many')}
          first={t('strategy.overview.body')}
          path="/strategy/recommendations"
          names={RECOMMENDATION_FIGURES}
          word={(name) => t(`strategy.figure.recommendations_${name}`)}
          rows={[
            { id: 'all', label: t('strategy.overview.all_bodies'), figures: data.recommendations },
            ...data.bodies.map(({ body, figures }) => ({
              id: body,
              label: labelOf(STRATEGY_LISTS['review_body'] as CodeList, body, language),
              figures,
            })),
          ]}
        />
        <GapCounts />
        <ResponseParts />
      </Stack>
    </>
  )
}

interface FigureRow<Name extends string> {
  readonly id: string
  readonly label: string
  readonly figures: Readonly<Partial<Record<Name, Counted>>>
}

interface FiguresProps<Name extends string> {
  readonly title: string
  readonly first: string
  readonly path: string
  readonly names: readonly Name[]
  readonly word: (name: Name) => string
  readonly rows: readonly FigureRow<Name>[]
}

function Figures<Name extends string>({ title, first, path, names, word, rows }: FiguresProps<Name>) {
  const { t, formatNumber } = useMessages()
  const columns: readonly Column<FigureRow<Name>>[] = [
    { id: 'what', header: first, primary: true, cell: ({ label }) => label },
    ...names.map((name): Column<FigureRow<Name>> => ({
      id: name,
      header: word(name),
      numeric: true,
      pressed: true,
      cell: ({ label, figures }) => {
        const figure = figures[name]
        if (!figure) return null
        const number = formatNumber(figure.count)
        if (figure.count === 0) return number
        return (
          <Link to={addressOf(path, { filters: figure.filters })}>
            <span aria-label={t('strategy.overview.opens', { number, figure: word(name), of: label })}>{number}</span>
          </Link>
        )
      },
    })),
  ]
  return (
    <Section title={title}>
      <DataTable caption={title} columns={columns} items={rows} itemKey={({ id }) => id} empty={null} />
    </Section>
  )
}

interface Money {
  readonly pillar: string | null
  readonly currency: string
  readonly cost: number
  readonly secured: number
  readonly spent: number
}

function Money({ money }: { readonly money: readonly Money[] }) {
  const messages = useMessages()
  const { t, language } = messages
  const column = (id: 'cost' | 'secured' | 'spent'): Column<Money> => ({
    id,
    header: t(`strategy.money.${id}`),
    numeric: true,
    cell: (row) => amountText({ amount: row[id], currency: row.currency }, messages),
  })
  return (
    <Section title={t('strategy.money.title')} about={t('strategy.money.about')}>
      <DataTable
        caption={t('strategy.money.title')}
        columns={[
          {
            id: 'pillar',
            header: t('strategy.overview.pillar'),
            primary: true,
            cell: ({ pillar }) =>
              pillar === null
                ? t('strategy.overview.whole_plan')
                : labelOf(STRATEGY_LISTS['pillar'] as CodeList, pillar, language),
          },
          { id: 'currency', header: t('strategy.money.currency'), cell: ({ currency }) => currency },
          column('cost'),
          column('secured'),
          column('spent'),
          {
            id: 'missing',
            header: t('strategy.money.missing'),
            numeric: true,
            cell: ({ cost, secured, currency }) =>
              amountText({ amount: Math.max(0, cost - secured), currency }, messages),
          },
        ]}
        items={money}
        itemKey={({ pillar, currency }) => `${pillar ?? 'all'} ${currency}`}
        empty={t('strategy.money.none')}
      />
    </Section>
  )
}

interface UrgentItem {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly dueOn: string | null
  readonly late: boolean
  readonly unfunded: boolean
}

function Urgent({ items }: { readonly items: readonly UrgentItem[] }) {
  const { t, language, formatDate } = useMessages()
  return (
    <Section title={t('strategy.urgent.title')}>
      <DataTable
        caption={t('strategy.urgent.title')}
        columns={[
          {
            id: 'title',
            header: t('strategy.urgent.action'),
            primary: true,
            cell: ({ title }) => <bdi>{titleIn(title, language)}</bdi>,
          },
          {
            id: 'due',
            header: t('strategy.urgent.due'),
            cell: ({ dueOn }) => (dueOn === null ? null : formatDate(dueOn as PartialDate)),
          },
          {
            id: 'why',
            header: t('strategy.urgent.why'),
            cell: ({ late, unfunded }) => (
              <>
                {late && <Tag tone="notice">{t('strategy.figure.late')}</Tag>}{' '}
                {unfunded && <Tag>{t('strategy.figure.unfunded')}</Tag>}
              </>
            ),
          },
        ]}
        items={items}
        itemKey={({ id }) => id}
        itemTo={({ id }) => `/strategy/actions/${id}`}
        empty={t('strategy.urgent.none')}
      />
    </Section>
  )
}
