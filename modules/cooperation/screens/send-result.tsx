import { asInstant, newId } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import { Button, FormRenderer, Refusal, Row, Stack, Text, useClient } from '@gloact/ui'
import { useState } from 'react'
import { sendResult, type RequestContent } from '../contract/requests.ts'
import { ANSWER_FORMS } from '../domain/answer-forms.ts'
import { mayName, ReasonToName } from './reason-to-name.tsx'
import { useCooperationWords } from './cooperation-words.ts'

/** The result that another officer prepared, word for word, and sending it. */
export function SendResult({
  request,
  content,
  onSent,
}: {
  readonly request: RequestShown
  readonly content: RequestContent
  readonly onSent: () => Promise<void>
}) {
  const { t, lists, problem } = useCooperationWords()
  const client = useClient()
  const [stepId] = useState(() => newId())
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [reason, setReason] = useState('')
  const form = ANSWER_FORMS['prepared']
  if (content.prepared === null || !form) return <Text tone="quiet">{t('cooperation.not_prepared')}</Text>
  const send = async () => {
    setBusy(true)
    const sent = await client.call(sendResult, {
      params: { requestId: request.id },
      body: { stepId, happenedAt: asInstant(Date.now()), ...(reason.trim() !== '' && { identifying: reason.trim() }) },
    })
    setBusy(false)
    setRefused(sent.ok ? null : problem(sent.error))
    if (sent.ok) await onSent()
  }
  return (
    <Stack>
      <Text>{t('cooperation.result.about')}</Text>
      <FormRenderer bare form={form} codeLists={lists} answers={content.prepared} onChange={() => undefined} readOnly />
      <ReasonToName found={content.identifying} reason={reason} onChange={setReason} />
      <Refusal>{refused}</Refusal>
      <Row>
        <Button
          kind="primary"
          icon="send"
          busy={busy}
          disabled={!mayName(content.identifying, reason)}
          onPress={() => void send()}
        >
          {t('cooperation.result.send')}
        </Button>
      </Row>
    </Stack>
  )
}
