import { useQuery } from '@tanstack/react-query'
import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { DataTable, EmptyState, FileNumber, PageHeader, QueryState, useClient } from '@gloact/ui'
import { listLate } from '../contract/late.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** What of the country is far overdue: the number and the service, and nothing that says about whom. */
export function LatePage() {
  const { t, number, formatInstant } = useReferralWords()
  const client = useClient()
  const found = useQuery({ queryKey: REFERRAL_KEYS.late, queryFn: () => client.callOrThrow(listLate) })
  return (
    <>
      <PageHeader title={t('referral.late.title')} about={t('referral.late.about')} />
      {!found.isSuccess ? (
        <QueryState query={found} loading={t('referral.loading')} />
      ) : found.data.items.length === 0 ? (
        <EmptyState icon="check" title={t('referral.late.none')} />
      ) : (
        <DataTable
          caption={t('referral.late.title')}
          items={found.data.items}
          itemKey={({ number: said, clock }) => `${said} ${clock}`}
          empty={null}
          columns={[
            {
              id: 'number',
              header: t('referral.late.number'),
              primary: true,
              cell: (late) => <FileNumber>{number(late.number)}</FileNumber>,
            },
            {
              id: 'service',
              header: t('referral.late.service'),
              cell: ({ kind, service, agencyName }) =>
                [service ?? t(requestWords.title(`referral.${kind}`)), agencyName].filter(Boolean).join(' · '),
            },
            {
              id: 'deadline',
              header: t('referral.late.deadline'),
              cell: ({ kind, clock }) => t(requestWords.clock(`referral.${kind}`, clock)),
            },
            {
              id: 'due',
              header: t('referral.late.due'),
              cell: ({ dueAt }) => formatInstant(asInstant(dueAt)),
            },
          ]}
        />
      )}
    </>
  )
}
