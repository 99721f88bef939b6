import { asInstant, newId } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import { Button, Callout, FormRenderer, KeyValueList, Refusal, Row, Stack, Text, useClient } from '@gloact/ui'
import { useState } from 'react'
import { sendVictim, type VictimPreview } from '../../contract/victims.ts'
import { VICTIM_FORMS } from '../../domain/victims/forms.ts'
import { mayName, ReasonToName } from '../reason-to-name.tsx'
import { PersonShown } from './person-handed.tsx'
import { useVictimWords } from './victim-words.ts'

const NEEDS = { ask: 'query', offer: 'offer', hand_over: 'handover' } as const

/** Exactly what goes with the next step, and what keeps it: the digest of what stands here is the digest of what is sent. */
export function SendStep({
  request,
  preview,
  onSent,
}: {
  readonly request: RequestShown
  readonly preview: VictimPreview
  readonly onSent: () => Promise<void>
}) {
  const { t, has, lists, problem } = useVictimWords()
  const client = useClient()
  const [stepId] = useState(() => newId())
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [reason, setReason] = useState('')
  const { step, answers, person, missing, childMissing, notAgreed, digest, identifying } = preview
  if (step === null) return null
  const form = VICTIM_FORMS[NEEDS[step]]
  const send = async () => {
    setBusy(true)
    const sent = await client.call(sendVictim, {
      params: { requestId: request.id },
      body: {
        stepId,
        step,
        digest,
        happenedAt: asInstant(Date.now()),
        ...(reason.trim() !== '' && { identifying: reason.trim() }),
      },
    })
    setBusy(false)
    setRefused(sent.ok ? null : problem(sent.error))
    // What changed meanwhile is read again before it is sent.
    if (sent.ok || sent.error.code === 'cooperation.changed_since') await onSent()
  }
  return (
    <Stack>
      <Text>{t(`cooperation.victims.sends.${step}`)}</Text>
      {form && (
        <FormRenderer form={form} codeLists={lists} answers={answers} onChange={() => undefined} readOnly bare />
      )}
      {person && <PersonShown person={person} />}
      {notAgreed.includes('contact') && !notAgreed.includes('identity') && (
        <Callout>{t('cooperation.victims.without_contact')}</Callout>
      )}
      {missing.length > 0 && (
        <Callout tone="notice" title={t('cooperation.victims.missing')}>
          <ul>
            {missing.map((gap) => (
              <li key={gap}>{t(`cooperation.victims.missing.${gap}`)}</li>
            ))}
            {childMissing.map((gap) => {
              const words = `children.gap.${gap}`
              return has(words) ? <li key={gap}>{t(words)}</li> : null
            })}
          </ul>
        </Callout>
      )}
      <KeyValueList
        items={[{ label: t('cooperation.approve.digest'), value: <bdi dir="ltr">{digest.slice(0, 16)}</bdi> }]}
      />
      <ReasonToName found={identifying} reason={reason} onChange={setReason} />
      <Refusal>{refused}</Refusal>
      <Row>
        <Button
          kind="primary"
          icon="send"
          busy={busy}
          disabled={missing.length > 0 || !mayName(identifying, reason)}
          onPress={() => void send()}
        >
          {t(`cooperation.victims.send.${step}`)}
        </Button>
      </Row>
    </Stack>
  )
}
