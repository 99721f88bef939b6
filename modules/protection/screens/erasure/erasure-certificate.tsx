import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { asInstant, asPlainDate } from '@gloact/kernel'
import {
  Button,
  EmptyState,
  KeyValueList,
  PageHeader,
  QueryState,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { listErasures } from '../../contract/erasure/erasures.ts'
import { useDirectory } from '../directory.ts'
import { queryKeys } from '../keys.ts'

/** The certificate of an erasure, for the screen and for paper. It names nobody but who did it. */
export function ErasureCertificate() {
  const { t, formatInstant, formatDate, formatNumber } = useMessages()
  const { erasureId }: { readonly erasureId?: string } = useParams({ strict: false })
  const client = useClient()
  const directory = useDirectory()
  const erasures = useQuery({ queryKey: queryKeys.erasures, queryFn: () => client.callOrThrow(listErasures) })
  if (!erasures.isSuccess) return <QueryState query={erasures} loading={t('protection.erasure.certificate')} />
  const erasure = erasures.data.items.find(({ id }) => id === erasureId)
  const back = { to: '/erasures', label: t('protection.erasure.title') }
  if (!erasure) return <EmptyState title={t('protection.erasure.not_found')} />
  const { certificate, withdrawn } = erasure
  const who = (id: string) => <bdi>{erasures.data.names[id] ?? t('protection.erasure.somebody')}</bdi>
  const asked = [
    { label: t('protection.erasure.id'), value: <span dir="ltr">{erasure.id}</span> },
    { label: t('protection.erasure.agency'), value: directory.agencyName(erasure.agencyId) ?? '—' },
    { label: t('protection.erasure.basis'), value: t(`protection.erasure.basis.${erasure.basis}`) },
    { label: t('protection.erasure.asked_by'), value: who(erasure.askedBy) },
    { label: t('protection.erasure.asked_at'), value: formatInstant(asInstant(erasure.askedAt)) },
  ]
  if (!certificate) {
    return (
      <Stack>
        <PageHeader title={t(withdrawn ? 'protection.erasure.withdrawn' : 'protection.erasure.waiting')} back={back} />
        <KeyValueList
          items={[
            ...asked,
            ...(withdrawn
              ? [
                  { label: t('protection.erasure.withdrawn_by'), value: who(withdrawn.by) },
                  { label: t('protection.erasure.withdrawn_at'), value: formatInstant(asInstant(withdrawn.at)) },
                ]
              : []),
          ]}
        />
      </Stack>
    )
  }
  return (
    <Stack>
      <PageHeader
        title={t('protection.erasure.certificate')}
        about={t('protection.erasure.certificate_about')}
        back={back}
        actions={
          <Button icon="print" onPress={() => window.print()}>
            {t('protection.erasure.print')}
          </Button>
        }
      />
      <KeyValueList
        items={[
          ...asked,
          { label: t('protection.erasure.confirmed_by'), value: who(certificate.confirmedBy) },
          { label: t('protection.erasure.erased_at'), value: formatInstant(asInstant(certificate.erasedAt)) },
          { label: t('protection.erasure.files'), value: formatNumber(certificate.files) },
          { label: t('protection.erasure.actions'), value: formatNumber(certificate.actions) },
          { label: t('protection.erasure.attachments'), value: formatNumber(certificate.attachments) },
          {
            label: t('protection.erasure.backups_until'),
            value: formatDate(asPlainDate(certificate.backupsUnreadableOn)),
          },
        ]}
      />
      <Text tone="quiet">{t('protection.erasure.what_stays')}</Text>
    </Stack>
  )
}
