import { useQuery } from '@tanstack/react-query'
import {
  Callout,
  ChoiceField,
  EmptyState,
  Grid,
  PageHeader,
  QueryState,
  Section,
  Stack,
  Tabs,
  useClient,
} from '@gloact/ui'
import { useState } from 'react'
import { readMeasures, SIDES, type MeasuresView, type Side } from '../contract/measures.ts'
import { useAreas } from './areas-beside.tsx'
import { EndingsTable, MeasureLines, PlacesTable, type MeasureLine } from './measures-parts.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

const PERIODS = ['30', '90', '365'] as const

/** The outcome of the agency’s own referrals. */
export function MeasuresPage() {
  const { t } = useReferralWords()
  const [side, setSide] = useState<Side>('sent')
  const [days, setDays] = useState<string>('90')
  return (
    <>
      <PageHeader
        title={t('referral.figures.title')}
        about={t('referral.figures.about')}
        back={{ to: '/referral', label: t('referral.title') }}
      />
      <Stack>
        <ChoiceField
          as="select"
          label={t('referral.figures.period')}
          options={PERIODS.map((value) => ({ value, label: t(`referral.figures.days.${value}`) }))}
          value={days}
          onChange={(next) => setDays(next ?? '90')}
        />
        <Tabs
          label={t('referral.figures.title')}
          value={side}
          onChange={(next) => setSide(next as Side)}
          tabs={SIDES.map((value) => ({ value, label: t(`referral.figures.side.${value}`) }))}
        >
          <OwnMeasures side={side} days={Number(days)} />
        </Tabs>
      </Stack>
    </>
  )
}

function OwnMeasures({ side, days }: { side: Side; days: number }) {
  const { t, need, formatNumber } = useReferralWords()
  const { nameOf } = useAreas()
  const client = useClient()
  const query = { side, days: String(days) }
  const found = useQuery({
    queryKey: REFERRAL_KEYS.measures(query),
    queryFn: () => client.callOrThrow(readMeasures, { query }),
  })
  if (!found.isSuccess) return <QueryState query={found} loading={t('referral.figures.loading')} />
  const { whole, needs, services, unmet, hops, searches, places, cut } = found.data
  if (whole.sent === 0) return <EmptyState icon="chart" title={t('referral.figures.none')} />
  return (
    <Stack>
      {cut && <Callout tone="notice">{t('referral.figures.cut')}</Callout>}
      <MeasureLines
        lines={[
          ...linesOf(whole, t),
          { id: 'unmet', word: t('referral.figures.unmet'), value: unmet },
          { id: 'hops', word: t('referral.figures.hops'), value: hops },
          { id: 'searches', word: t('referral.figures.searches'), value: searches },
        ]}
      />
      <EndingsTable
        title={t('referral.figures.by_need')}
        of={t('referral.need')}
        all={t('referral.figures.all_needs')}
        nameOf={need}
        rows={[
          { group: null, sent: whole.sent, endings: whole.endings },
          ...needs.map(({ need: group, measures }) => ({ group, sent: measures.sent, endings: measures.endings })),
        ]}
      />
      <Section title={t('referral.figures.by_service')}>
        <Grid
          caption={t('referral.figures.by_service')}
          columns={[
            t('referral.figures.service'),
            t('referral.area'),
            t('referral.figures.sent'),
            t('referral.figures.ending.declined'),
            t('referral.figures.unavailable'),
          ]}
          rows={services.map(({ serviceId, service, site, area, sent, declined, unavailable }) => ({
            id: serviceId,
            header: [service, site].filter(Boolean).join(', '),
            cells: [nameOf(area), ...[sent, declined, unavailable].map((count) => formatNumber(count))],
          }))}
        />
      </Section>
      <PlacesTable places={places} />
    </Stack>
  )
}

const LINES = {
  acknowledged_in_time: 'acknowledgedInTime',
  to_acknowledge: 'toAcknowledge',
  to_answer: 'toAnswer',
  to_acknowledge_at_work: 'toAcknowledgeAtWork',
  to_answer_at_work: 'toAnswerAtWork',
  accepted: 'accepted',
  to_first_service: 'toFirstService',
  to_first_service_of_all: 'toFirstServiceOfAll',
  delivered: 'delivered',
  unavailable: 'unavailable',
  declined_by_person: 'declinedByPerson',
  to_confirm_recall: 'toConfirmRecall',
  kept_back: 'keptBack',
  loop_closed: 'loopClosed',
} as const

const linesOf = (measures: MeasuresView, t: (id: string) => string): readonly MeasureLine[] =>
  Object.entries(LINES).flatMap(([id, key]) => {
    const value = measures[key]
    return value === null ? [] : [{ id, word: t(`referral.figures.${id}`), value }]
  })
