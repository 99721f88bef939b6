import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { asInstant } from '@gloact/kernel'
import {
  Button,
  DataTable,
  EmptyState,
  PageHeader,
  Section,
  Stack,
  useClient,
  useMessages,
  useNavigation,
  type Column,
  QueryState,
} from '@gloact/ui'
import { useState } from 'react'
import { listErasures, readErasableFile, type ErasureView } from '../../contract/erasure/erasures.ts'
import { ERASURE_BASES, type ErasureBasis } from '../../domain/erasure/erasure.ts'
import { useDirectory } from '../directory.ts'
import { queryKeys } from '../keys.ts'
import { AskErasureForm } from './ask-erasure-form.tsx'
import { WaitingErasure } from './waiting-erasure.tsx'

/** Erasures of one's agency, or of the country: asking, confirming what somebody else asked for, and the certificates. */
export function ErasuresPage() {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const { go } = useNavigation()
  const { agencyName } = useDirectory()
  // Who comes from a list or a task brings the file along: its id, never its number.
  const { file, basis }: { readonly file?: string; readonly basis?: string } = useSearch({ strict: false })
  const [asking, setAsking] = useState(file !== undefined)
  const stop = () => {
    setAsking(false)
    if (file !== undefined) go('/erasures')
  }
  const erasures = useQuery({ queryKey: queryKeys.erasures, queryFn: () => client.callOrThrow(listErasures) })
  if (!erasures.isSuccess) return <QueryState query={erasures} loading={t('protection.erasure.title')} />
  const { items, names } = erasures.data
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
      cell: (erasure) => t(`protection.erasure.basis.${erasure.basis}`),
    },
    {
      id: 'agency',
      header: t('protection.erasure.agency'),
      hideOnPhone: true,
      cell: ({ agencyId }) => <bdi>{agencyName(agencyId) ?? '—'}</bdi>,
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
          {file === undefined ? (
            <AskErasureForm onCancel={stop} />
          ) : (
            <AskAboutFile fileId={file} because={ERASURE_BASES.find((one) => one === basis)} onCancel={stop} />
          )}
        </Section>
      )}
      <Section title={t('protection.erasure.waiting')}>
        {waiting.length === 0 ? (
          <EmptyState title={t('protection.erasure.none_waiting')} about={t('protection.erasure.none_waiting_about')} />
        ) : (
          <Stack>
            {waiting.map((erasure) => (
              <WaitingErasure key={erasure.id} erasure={erasure} askedBy={names[erasure.askedBy]} />
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

/** The form for a file that somebody was led here from, once its number is known. */
function AskAboutFile({
  fileId,
  because,
  onCancel,
}: {
  readonly fileId: string
  readonly because: ErasureBasis | undefined
  readonly onCancel: () => void
}) {
  const { t } = useMessages()
  const client = useClient()
  const file = useQuery({
    queryKey: [...queryKeys.erasures, 'file', fileId],
    queryFn: () => client.callOrThrow(readErasableFile, { params: { fileId } }),
  })
  if (!file.isSuccess) return <QueryState query={file} loading={t('protection.erasure.new')} />
  return <AskErasureForm of={file.data.number} {...(because && { because })} onCancel={onCancel} />
}
