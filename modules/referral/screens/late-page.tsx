import { useQuery } from '@tanstack/react-query'
import { problemOf } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { EmptyState, ErrorState, FileNumber, Grid, LoadingState, PageHeader, useClient } from '@gloact/ui'
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
      {found.isPending ? (
        <LoadingState what={t('referral.loading')} />
      ) : found.isError ? (
        <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
      ) : found.data.items.length === 0 ? (
        <EmptyState icon="check" title={t('referral.late.none')} />
      ) : (
        <Grid
          caption={t('referral.late.title')}
          columns={[
            t('referral.late.number'),
            t('referral.late.service'),
            t('referral.late.deadline'),
            t('referral.late.due'),
          ]}
          rows={found.data.items.map(({ number: said, kind, service, agencyName, clock, dueAt }) => ({
            id: `${said} ${clock}`,
            header: <FileNumber>{number(said)}</FileNumber>,
            cells: [
              [service ?? t(requestWords.title(`referral.${kind}`)), agencyName].filter(Boolean).join(' · '),
              t(requestWords.clock(`referral.${kind}`, clock)),
              formatInstant(asInstant(dueAt)),
            ],
          }))}
        />
      )}
    </>
  )
}
