import { useParams } from '@tanstack/react-router'
import { problemOf } from '@gloact/http/client'
import { asInstant, newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  ChoiceField,
  EmptyState,
  ErrorState,
  Form,
  LoadingState,
  PageHeader,
  Row,
  Section,
  Stack,
  useClient,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { draftVictim, type VictimRecipient } from '../../contract/victims.ts'
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
        {found.isPending ? (
          <LoadingState what={t('cooperation.victims.title')} />
        ) : found.isError ? (
          <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
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
  const { t, country, recipientName, problem } = useVictimWords()
  const client = useClient()
  const { go } = useNavigation()
  // Made once for what was chosen: sent again after a lost answer, it is begun once.
  const [ids, setIds] = useState(() => ({ id: newId(), stepId: newId() }))
  const [chosen, setChosen] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const begin = async () => {
    if (chosen === null) return setRefused(t('cooperation.victims.choose'))
    setBusy(true)
    const begun = await client.call(draftVictim, {
      body: { ...ids, fileId, recipientId: chosen, happenedAt: asInstant(Date.now()), answers: {} },
    })
    setBusy(false)
    if (begun.ok) return go(`/cooperation/victims/${begun.value.id}`)
    return setRefused(problem(begun.error))
  }
  return (
    <Form onSubmit={() => void begin()}>
      <ChoiceField
        label={t('cooperation.victims.to')}
        required
        options={recipients.map(({ id, name, country: code }) => ({
          value: id,
          label: recipientName(name),
          help: country(code),
        }))}
        value={chosen}
        onChange={(next) => {
          setChosen(next)
          setIds({ id: newId(), stepId: newId() })
        }}
      />
      {refused && (
        <Callout tone="notice" urgent>
          {refused}
        </Callout>
      )}
      <Row>
        <Button kind="primary" type="submit" busy={busy}>
          {t('cooperation.victims.begin')}
        </Button>
      </Row>
    </Form>
  )
}
