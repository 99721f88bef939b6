import type { AttackReport as Report } from '@gloact/linkage/private'
import { DataTable, Section, Stack, Text, useMessages } from '@gloact/ui'

interface AttackReportProps {
  readonly report: Report
  /** Records of the whole list: of a long one only a part is attacked. */
  readonly records: number
}

/** What the known attacks found, in words. */
export function AttackReport({ report, records }: AttackReportProps) {
  const { t, formatNumber } = useMessages()
  return (
    <Section title={t('statistics.report.title')} about={t('statistics.report.about')} level={3}>
      <Stack>
        <DataTable
          caption={t('statistics.report.title')}
          items={report.attacks}
          itemKey={({ attack }) => attack}
          empty={null}
          columns={[
            {
              id: 'attack',
              header: t('statistics.report.attack'),
              primary: true,
              cell: ({ attack }) => t(`statistics.attack.${attack}`),
            },
            {
              id: 'found',
              header: t('statistics.report.found'),
              cell: ({ right, found }) =>
                t('statistics.report.found_of', {
                  right,
                  records: report.records,
                  share: formatNumber(found, { style: 'percent', maximumFractionDigits: 2 }),
                }),
            },
          ]}
        />
        {report.records < records && (
          <Text tone="quiet" size="sm">
            {t('statistics.report.sampled', { attacked: report.records, records })}
          </Text>
        )}
        <Text tone="quiet" size="sm">
          {t('statistics.report.other_attacks')}
        </Text>
      </Stack>
    </Section>
  )
}
