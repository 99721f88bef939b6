import { useQuery } from '@tanstack/react-query'
import { asPlainDate } from '@gloact/kernel'
import { ChoiceField, EmptyState, LoadingState, PageHeader, QueryError, Stack, Text, useClient } from '@gloact/ui'
import { useState } from 'react'
import { readCountryMeasures } from '../contract/measures.ts'
import { useAreas } from './areas-beside.tsx'
import { EndingsTable, MeasureLines, PlacesTable, type MeasureLine } from './measures-parts.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** The outcome of the whole country’s referrals, a quarter at a time. */
export function CountryMeasuresPage() {
  const { t, need, formatDate } = useReferralWords()
  const { nameOf } = useAreas()
  const client = useClient()
  const [quarter, setQuarter] = useState<string | null>(null)
  const query = quarter === null ? {} : { quarter }
  const found = useQuery({
    queryKey: REFERRAL_KEYS.measures({ country: true, ...query }),
    queryFn: () => client.callOrThrow(readCountryMeasures, { query }),
  })
  const header = <PageHeader title={t('referral.figures.title')} about={t('referral.figures.country_about')} />
  if (found.isPending)
    return (
      <>
        {header}
        <LoadingState what={t('referral.figures.loading')} />
      </>
    )
  if (found.isError)
    return (
      <>
        {header}
        <QueryError query={found} />
      </>
    )
  const { data } = found
  const whole = { group: null, sent: data.sent, endings: data.endings }
  const lines: readonly MeasureLine[] = [
    {
      id: 'in_time',
      word: t('referral.figures.acknowledged_in_time'),
      value: data.acknowledgedInTime,
    },
    { id: 'acknowledge', word: t('referral.figures.to_acknowledge'), value: data.times.toAcknowledge },
    { id: 'answer', word: t('referral.figures.to_answer'), value: data.times.toAnswer },
    {
      id: 'acknowledge_at_work',
      word: t('referral.figures.to_acknowledge_at_work'),
      value: data.times.toAcknowledgeAtWork,
    },
    { id: 'answer_at_work', word: t('referral.figures.to_answer_at_work'), value: data.times.toAnswerAtWork },
    { id: 'first', word: t('referral.figures.to_first_service'), value: data.times.toFirstService },
    { id: 'unmet', word: t('referral.figures.unmet'), value: data.unmet },
    { id: 'hops', word: t('referral.figures.hops'), value: data.hops },
    { id: 'kept_back', word: t('referral.figures.kept_back'), value: data.keptBack },
    { id: 'confirm_recall', word: t('referral.figures.to_confirm_recall'), value: data.times.toConfirmRecall },
    { id: 'searches', word: t('referral.figures.searches'), value: data.searches },
  ]
  return (
    <>
      {header}
      <Stack>
        <ChoiceField
          as="select"
          label={t('referral.figures.quarter')}
          options={data.quarters.map((id) => ({ value: id, label: id }))}
          value={data.quarter}
          onChange={setQuarter}
        />
        <Text tone="quiet">{t('referral.figures.as_of', { day: formatDate(asPlainDate(data.asOf)) })}</Text>
        {data.sent === 0 ? (
          <EmptyState icon="chart" title={t('referral.figures.none')} />
        ) : (
          <>
            <Text>{t('referral.figures.withheld_why', { threshold: data.threshold })}</Text>
            <MeasureLines lines={lines} />
            <EndingsTable
              title={t('referral.figures.by_need')}
              of={t('referral.need')}
              all={t('referral.figures.all_needs')}
              nameOf={need}
              rows={[whole, ...data.needs.map(({ need: group, ...row }) => ({ group, ...row }))]}
            />
            <EndingsTable
              title={t('referral.areas.title')}
              of={t('referral.area')}
              all={t('referral.figures.all_areas')}
              nameOf={nameOf}
              rows={data.areas.map(({ area: group, ...row }) => ({ group, ...row }))}
            />
            <PlacesTable places={data.places} />
          </>
        )}
      </Stack>
    </>
  )
}
