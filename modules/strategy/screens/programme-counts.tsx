import { useQuery } from '@tanstack/react-query'
import type { RegisterRow } from '@gloact/registers/contract'
import { titleIn } from '@gloact/registers/screens'
import { DataTable, QueryState, Section, useClient, useMessages } from '@gloact/ui'
import type { GapView } from '../contract/gaps.ts'
import { readAssistance } from '../contract/response.ts'
import { Part } from './response-parts.tsx'

/** Intake and results of a programme, as referrals and case files count them, and its gaps. */
export function ProgrammeCounts({ row }: { readonly row: RegisterRow }) {
  const { t, language } = useMessages()
  const client = useClient()
  const query = { language: language.slice(0, 2) }
  const found = useQuery({
    queryKey: ['strategy', 'assistance', row.id, row.version, query.language],
    queryFn: () => client.callOrThrow(readAssistance, { params: { id: row.id }, query }),
  })
  if (!found.isSuccess) return <QueryState query={found} loading={t('strategy.programme.counted')} />
  return (
    <>
      {found.data.parts.map((part) => (
        <Part key={part.id} part={part} />
      ))}
      <ProgrammeGaps gaps={found.data.gaps} />
    </>
  )
}

/** What is lacking of what a programme gives, and of the needs that it meets. */
function ProgrammeGaps({ gaps }: { readonly gaps: readonly GapView[] }) {
  const { t, language, formatNumber } = useMessages()
  const title = t('strategy.programme.gaps')
  return (
    <Section title={title} about={t('strategy.programme.gaps_about')}>
      <DataTable
        caption={title}
        columns={[
          {
            id: 'gap',
            header: t('strategy.gaps.lacking'),
            primary: true,
            cell: ({ label }) => <bdi>{titleIn(label, language)}</bdi>,
          },
          { id: 'list', header: t('strategy.gaps.what'), cell: ({ list }) => t(`strategy.gaps.${list}`) },
          {
            id: 'answered',
            header: t('strategy.programme.gaps_answered'),
            numeric: true,
            cell: ({ answered }) => formatNumber(answered),
          },
        ]}
        items={gaps}
        itemKey={({ list, code }) => `${list}:${code}`}
        itemTo={({ list, code }) => (list === 'needs' ? `/strategy/needs/${code}` : undefined)}
        empty={t('strategy.programme.no_gaps')}
      />
    </Section>
  )
}
