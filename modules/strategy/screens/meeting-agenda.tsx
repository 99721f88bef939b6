import { valueOf } from '@gloact/kernel'
import type { RegisterRow } from '@gloact/registers/contract'
import { addressOf } from '@gloact/registers/screens'
import { Button, Callout, LongText, problemWords, Row, Section, Stack, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { draftAgenda } from '../contract/planned.ts'

/** A draft of a meeting's agenda from what is late and undecided, and the decisions of the meeting. */
export function MeetingAgenda({ row }: { readonly row: RegisterRow }) {
  const messages = useMessages()
  const { t, language } = messages
  const client = useClient()
  const [agenda, setAgenda] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const planId = String(valueOf(row.answers['plan']) ?? '')
  const draft = async () => {
    const made = await client.call(draftAgenda, { params: { id: planId }, query: { language } })
    setProblem(made.ok ? null : problemWords(messages, made.error))
    if (made.ok) setAgenda(made.value.agenda)
  }
  return (
    <Section title={t('strategy.agenda.draft')} about={t('strategy.agenda.about')}>
      <Stack>
        <Row>
          <Button icon="note" onPress={() => void draft()}>
            {t('strategy.agenda.draft')}
          </Button>
          <Button to={addressOf('/strategy/decisions', { filters: { meeting: { any: [row.id] } } })}>
            {t('strategy.decision.many')}
          </Button>
        </Row>
        {problem !== null && <Callout tone="notice">{problem}</Callout>}
        {agenda !== null && (
          <LongText
            label={t('strategy.agenda.draft')}
            value={agenda}
            maxLength={10_000}
            rows={12}
            onChange={setAgenda}
          />
        )}
      </Stack>
    </Section>
  )
}
