import { useParams } from '@tanstack/react-router'
import { asInstant } from '@gloact/kernel'
import { Button, EmptyState, PageHeader, QueryState, Section, Stack, useClient } from '@gloact/ui'
import { draftVictim, type VictimRecipient } from '../../contract/victims.ts'
import { ChooseDesk } from '../choose-desk.tsx'
import { useRecipients, useVictimWords } from './victim-words.ts'
import { ListedVictims } from './victims-page.tsx'

/** From a file: to which service of which country. Nothing goes before it was prepared and previewed. */
export function ReferAbroadPage() {
  const { fileId = '' }: { readonly fileId?: string } = useParams({ strict: false })
  const { t } = useVictimWords()
  const found = useRecipients()
  return (
    <>
      <PageHeader
        title={t('cooperation.victims.refer')}
        about={t('cooperation.victims.refer_about')}
        back={{ to: `/files/${fileId}/plan`, label: t('cooperation.victims.file') }}
      />
      <Stack gap="lg">
        {!found.isSuccess ? (
          <QueryState query={found} loading={t('cooperation.victims.title')} />
        ) : found.data.desk === null ? (
          <EmptyState
            icon="book"
            title={t('cooperation.victims.desk_none')}
            about={t('cooperation.victims.desk_about')}
            action={<Button to="/cooperation/victims">{t('cooperation.victims.title')}</Button>}
          />
        ) : found.data.items.length === 0 ? (
          <EmptyState
            icon="book"
            title={t('cooperation.victims.nobody')}
            about={t('cooperation.victims.nobody_about')}
          />
        ) : (
          <Begin fileId={fileId} recipients={found.data.items} />
        )}
        <Section title={t('cooperation.victims.of_file')}>
          <ListedVictims list="all" fileId={fileId} />
        </Section>
      </Stack>
    </>
  )
}

function Begin({ fileId, recipients }: { fileId: string; recipients: readonly VictimRecipient[] }) {
  const { t, country, recipientName } = useVictimWords()
  const client = useClient()
  return (
    <ChooseDesk
      label={t('cooperation.victims.to')}
      choose={t('cooperation.victims.choose')}
      action={t('cooperation.victims.begin')}
      options={recipients.map(({ id, name, country: code }) => ({
        value: id,
        label: recipientName(name),
        help: country(code),
      }))}
      begin={(ids, recipientId) =>
        client.call(draftVictim, {
          body: { ...ids, fileId, recipientId, happenedAt: asInstant(Date.now()), answers: {} },
        })
      }
      to={(id) => `/cooperation/victims/${id}`}
    />
  )
}
