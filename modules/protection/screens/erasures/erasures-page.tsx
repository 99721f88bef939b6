import { useQuery } from '@tanstack/react-query'
import { problemOf } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import {
  Button,
  DataTable,
  EmptyState,
  ErrorState,
  LoadingState,
  PageHeader,
  Section,
  Stack,
  useClient,
  useMessages,
  type Column,
} from '@gloact/ui'
import { useState } from 'react'
import { listErasures, type ErasureView } from '../../contract/erasures.ts'
import { queryKeys } from '../keys.ts'
import { AskErasureForm } from './ask-erasure-form.tsx'
import { WaitingErasure } from './waiting-erasure.tsx'

/** Erasures of one's agency: asking, confirming what somebody else asked for, and the certificates. */
export function ErasuresPage() {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const [asking, setAsking] = useState(false)
  const erasures = useQuery({ queryKey: queryKeys.erasures, queryFn: () => client.callOrThrow(listErasures) })
  if (erasures.isPending) return <LoadingState what={t('protection.erasure.title')} />
  if (erasures.isError) {
    return <ErrorState problem={problemOf(erasures.error)} onRetry={() => void erasures.refetch()} />
  }
  const { items } = erasures.data
  const waiting = items.filter(({ withdrawn, certificate }) => withdrawn === null && certificate === null)
  const ended = items.filter(({ withdrawn, certificate }) => withdrawn !== null || certificate !== null)

  const columns: Column<ErasureView>[] = [
    {
      id: 'when',
      header: t('protection.erasure.when'),
      primary: true,
      cell: ({ certificate, withdrawn, askedAt }) =>
        formatInstant(asInstant(certificate?.erasedAt ?? withdrawn?.at ?? askedAt)),
    },
    {
      id: 'outcome',
      header: t('protection.erasure.outcome'),
      cell: ({ certificate }) => t(certificate ? 'protection.erasure.erased' : 'protection.erasure.withdrawn'),
    },
    {
      id: 'basis',
      header: t('protection.erasure.basis'),
      cell: ({ basis }) => t(`protection.erasure.basis.${basis}`),
    },
  ]
  return (
    <Stack gap="xl">
      <PageHeader
        title={t('protection.erasure.title')}
        about={t('protection.erasure.about')}
        actions={!asking && <Button onPress={() => setAsking(true)}>{t('protection.erasure.new')}</Button>}
      />
      {asking && (
        <Section title={t('protection.erasure.new')}>
          <AskErasureForm onCancel={() => setAsking(false)} />
        </Section>
      )}
      <Section title={t('protection.erasure.waiting')}>
        {waiting.length === 0 ? (
          <EmptyState title={t('protection.erasure.none_waiting')} about={t('protection.erasure.none_waiting_about')} />
        ) : (
          <Stack>
            {waiting.map((erasure) => (
              <WaitingErasure key={erasure.id} erasure={erasure} />
            ))}
          </Stack>
        )}
      </Section>
      <Section title={t('protection.erasure.certificates')}>
        <DataTable
          caption={t('protection.erasure.certificates')}
          columns={columns}
          items={ended}
          itemKey={({ id }) => id}
          itemTo={({ id }) => `/erasures/${id}`}
          empty={<EmptyState title={t('protection.erasure.none')} />}
        />
      </Section>
    </Stack>
  )
}
