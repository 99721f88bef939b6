import { asInstant, newId, valueOf } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import { Button, KeyValueList, Refusal, Row, Stack, Text, useClient } from '@gloact/ui'
import { labelOf } from '@gloact/codes'
import { useState } from 'react'
import { approveRequest, type RequestContent } from '../contract/requests.ts'
import { mayName, ReasonToName } from './reason-to-name.tsx'
import { useCooperationWords } from './cooperation-words.ts'

/** What will be sent, to whom, on which basis: the second officer says yes to exactly that. */
export function ApproveRequest({
  request,
  content,
  onSent,
}: {
  readonly request: RequestShown
  readonly content: RequestContent
  readonly onSent: () => Promise<void>
}) {
  const { t, lists, language, country, tlp, problem } = useCooperationWords()
  const client = useClient()
  const [stepId] = useState(() => newId())
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [reason, setReason] = useState('')
  const { authority, handling, digest, answers } = content
  const name = authority.name[language] ?? authority.name['en'] ?? authority.desk
  const basis = valueOf(answers['legal_basis'])
  const bases = lists['cooperation_basis']
  const approve = async () => {
    setBusy(true)
    const sent = await client.call(approveRequest, {
      params: { requestId: request.id },
      body: {
        stepId,
        digest,
        happenedAt: asInstant(Date.now()),
        ...(reason.trim() !== '' && { identifying: reason.trim() }),
      },
    })
    setBusy(false)
    setRefused(sent.ok ? null : problem(sent.error))
    // What changed meanwhile is read again before it is approved.
    if (sent.ok || sent.error.code === 'cooperation.changed_since') await onSent()
  }
  return (
    <Stack>
      <Text>{t('cooperation.approve.about')}</Text>
      <KeyValueList
        items={[
          {
            label: t('cooperation.to'),
            value: (
              <>
                <bdi>{name}</bdi>, {country(authority.country)}
              </>
            ),
          },
          {
            label: t('cooperation.approve.basis'),
            value: bases && typeof basis === 'string' ? labelOf(bases, basis, language) : '',
          },
          {
            label: t('cooperation.handling.title'),
            value: [tlp(handling.tlp), ...handling.h.map((code) => code.toUpperCase())].join(' · '),
          },
          { label: t('cooperation.approve.digest'), value: <bdi dir="ltr">{digest.slice(0, 16)}</bdi> },
        ]}
      />
      <ReasonToName found={content.identifying} reason={reason} onChange={setReason} />
      <Refusal>{refused}</Refusal>
      <Row>
        <Button
          kind="primary"
          icon="send"
          busy={busy}
          disabled={content.missing.length > 0 || !mayName(content.identifying, reason)}
          onPress={() => void approve()}
        >
          {t('cooperation.approve.send')}
        </Button>
      </Row>
    </Stack>
  )
}
