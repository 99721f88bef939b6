import { asPlainDate, isPlainDate, type PartialDate } from '@gloact/kernel'
import {
  Button,
  Callout,
  ChoiceField,
  DateField,
  Disclosure,
  Form,
  Row,
  Section,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { type DraftView, invite } from '../contract/drafts.ts'
import { useRefusal } from './asked.tsx'
import { useRenew } from './queries.ts'

/** The agencies that were invited to comment, and inviting another. */
export function Consultation({ draft }: { draft: DraftView }) {
  const { t, formatDate } = useMessages()
  return (
    <Section title={t('legislation.consultation')}>
      <Stack>
        {draft.consulted.length === 0 && <Text tone="quiet">{t('legislation.nobody_invited')}</Text>}
        {draft.consulted.map(({ agencyId, agency, until }) => (
          <Text key={agencyId}>{t('legislation.invited_until', { agency, when: formatDate(until) })}</Text>
        ))}
        {draft.mayEdit && draft.agencies.length > 0 && (
          <Disclosure summary={t('legislation.invite')}>
            <Invite draft={draft} />
          </Disclosure>
        )}
      </Stack>
    </Section>
  )
}

function Invite({ draft }: { draft: DraftView }) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const [agency, setAgency] = useState<string | null>(null)
  const [until, setUntil] = useState<PartialDate | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const send = async () => {
    if (agency === null || until === null || !isPlainDate(until)) return setProblem(t('legislation.invite_missing'))
    const sent = await client.call(invite, {
      params: { draftId: draft.id },
      body: { agencyId: agency, until: asPlainDate(until) },
    })
    setProblem(sent.ok ? null : refusal(sent.error))
    await renew()
  }
  return (
    <Form onSubmit={() => void send()}>
      <Stack>
        <ChoiceField
          label={t('legislation.agency')}
          as="select"
          options={draft.agencies.map(({ id, name }) => ({ value: id, label: name }))}
          value={agency}
          onChange={setAgency}
        />
        <DateField label={t('legislation.until')} precision="day" value={until} onChange={setUntil} />
        {problem && <Callout tone="notice">{problem}</Callout>}
        <Row>
          <Button type="submit">{t('legislation.send_invitation')}</Button>
        </Row>
      </Stack>
    </Form>
  )
}
