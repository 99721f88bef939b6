import { isPlainDate } from '@gloact/kernel'
import { KeyValueList, Stack, useMessages } from '@gloact/ui'
import { ProblemCallout } from '../parts/problem-callout.tsx'
import type { ReadAgreement } from './encode-task.ts'

/** What an agreement says. */
export function AgreementTerms({ terms }: { readonly terms: ReadAgreement }) {
  const { t, formatList, formatDate, formatNumber } = useMessages()
  const { parties, profile, expiresOn, dummyShare, mostFound, fields, filter, keys, expired } = terms
  const percent = (share: number): string => formatNumber(share, { style: 'percent', maximumFractionDigits: 2 })
  const ends = isPlainDate(expiresOn) ? formatDate(expiresOn) : expiresOn
  return (
    <Stack>
      <KeyValueList
        items={[
          { label: t('statistics.agreement.parties'), value: formatList(parties) },
          {
            label: t('statistics.agreement.profile'),
            value: t(profile === 'strict' ? 'statistics.agreement.strict' : 'statistics.agreement.trusted_unit'),
          },
          { label: t('statistics.agreement.fields'), value: formatList(fields.map(({ column }) => column)) },
          ...(filter === null
            ? []
            : [
                {
                  label: t('statistics.agreement.filter'),
                  value: t('statistics.agreement.filter_values', {
                    column: filter.column,
                    values: formatList(filter.values),
                  }),
                },
              ]),
          {
            label: t('statistics.agreement.dummies'),
            value: t('statistics.agreement.dummy_share', { share: percent(dummyShare) }),
          },
          {
            label: t('statistics.agreement.most_found'),
            value: t('statistics.agreement.most_found_share', { share: percent(mostFound) }),
          },
          {
            label: t('statistics.agreement.sealed'),
            value:
              keys === null
                ? t('statistics.agreement.sealed_not')
                : t('statistics.agreement.sealed_to', { unit: keys.unit.name }),
          },
          { label: t('statistics.agreement.ends'), value: ends },
        ]}
      />
      {expired && <ProblemCallout problem={{ code: 'agreement_expired', params: { date: ends } }} />}
    </Stack>
  )
}
