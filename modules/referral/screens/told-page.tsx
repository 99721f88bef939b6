import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { dataGroup, labelOf } from '@gloact/codes'
import { asInstant } from '@gloact/kernel'
import { readCaseFile, readFileRules } from '@gloact/protection/contract/routes'
import { requestWords } from '@gloact/records'
import { EmptyState, Grid, Link, LoadingState, PageHeader, QueryError, useClient } from '@gloact/ui'
import { listTold } from '../contract/told.ts'
import { referralKind } from '../domain/referral-kind.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** To go through with the person: who was told what of them, when, on what basis, and what is read no more. */
export function ToldPage() {
  const { fileId = '' }: { readonly fileId?: string } = useParams({ strict: false })
  const { t, need, language, formatInstant } = useReferralWords()
  const client = useClient()
  const file = useQuery({
    queryKey: ['referral', 'file', fileId],
    queryFn: () => client.callOrThrow(readCaseFile, { params: { fileId } }),
  })
  const found = useQuery({
    queryKey: REFERRAL_KEYS.told(fileId),
    queryFn: () => client.callOrThrow(listTold, { params: { fileId } }),
  })
  const rules = useQuery({
    queryKey: ['referral', 'rules'],
    queryFn: () => client.callOrThrow(readFileRules),
  })
  if (file.isPending || rules.isPending || found.isPending) return <LoadingState what={t('referral.loading')} />
  if (file.isError) return <QueryError query={file} />
  if (found.isError) return <QueryError query={found} />
  if (rules.isError) return <QueryError query={rules} />
  const protecting = file.data.childTold.map(({ agencyId, toldAt }) => ({
    id: `child ${agencyId}`,
    header: rules.data.childProtection.find(({ id }) => id === agencyId)?.name ?? '',
    cells: [
      t('referral.told.child_protection'),
      formatInstant(asInstant(toldAt)),
      '',
      t('referral.told.whole_file'),
      // As the file shares itself: until it is closed or leaves the child path.
      file.data.path === 'child' && file.data.status !== 'closed' ? t('referral.told.read') : '',
    ],
  }))
  const groups = (all: (typeof found.data.items)[number]['groups'], consented: boolean) =>
    all.flatMap(({ group, basis }) => ((basis === null) === consented ? [labelOf(dataGroup, group, language)] : []))
  return (
    <>
      <PageHeader
        title={t('referral.told.title')}
        about={t('referral.told.about')}
        back={{ to: `/files/${fileId}/services`, label: file.data.number }}
      />
      {found.data.items.length + protecting.length === 0 ? (
        <EmptyState icon="check" title={t('referral.told.none')} />
      ) : (
        <Grid
          caption={t('referral.told.title')}
          columns={[
            t('referral.told.to'),
            t('referral.told.for'),
            t('referral.told.on'),
            t('referral.told.consented'),
            t('referral.told.without'),
            t('referral.told.now'),
          ]}
          rows={[
            ...protecting,
            ...found.data.items.map((item) => ({
              id: `${item.requestId} ${item.sentAt}`,
              header: [item.service, ...item.agencies].filter(Boolean).join(', '),
              cells: [
                item.kind === referralKind.kind ? (
                  <Link key="for" to={`/referral/requests/${item.requestId}`}>
                    {need(item.need)}
                  </Link>
                ) : (
                  t(requestWords.title(item.kind))
                ),
                formatInstant(asInstant(item.sentAt)),
                groups(item.groups, true).join(', '),
                groups(item.groups, false).join(', '),
                item.endedAt === null
                  ? t('referral.told.read')
                  : t(`referral.told.ended.${item.because}`, { when: formatInstant(asInstant(item.endedAt)) }),
              ],
            })),
          ]}
        />
      )}
    </>
  )
}
