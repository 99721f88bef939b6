import { useQuery } from '@tanstack/react-query'
import { dataGroup, labelOf } from '@gloact/codes'
import { asInstant, newId } from '@gloact/kernel'
import { Button, Callout, ChoiceField, LoadingState, Refusal, Row, Stack, Text, useClient } from '@gloact/ui'
import { useState } from 'react'
import { CALLED, previewPackage, sendReferral } from '../contract/referrals.ts'
import { PackageShown } from './package-shown.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** Exactly what the receiver will get, and sending it. What changed meanwhile is shown again before it goes. */
export function SendDraft({
  requestId,
  emergency,
  byLink,
  onSent,
}: {
  requestId: string
  emergency: boolean
  byLink: boolean
  onSent: () => Promise<void>
}) {
  const { t, language, problem } = useReferralWords()
  const client = useClient()
  const [stepId] = useState(() => newId())
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [called, setCalled] = useState<(typeof CALLED)[number] | null>(null)
  const [tried, setTried] = useState(false)
  const preview = useQuery({
    queryKey: REFERRAL_KEYS.preview(requestId),
    queryFn: () => client.call(previewPackage, { params: { requestId } }),
    gcTime: 0,
  })
  if (!preview.data) return <LoadingState what={t('referral.loading')} />
  if (!preview.data.ok) return <Callout tone="notice">{problem(preview.data.error)}</Callout>
  const { package: content, digest, notAgreed, empty } = preview.data.value
  const send = async () => {
    setTried(true)
    if (emergency && called === null) return
    setBusy(true)
    const body = { stepId, digest, ...(called && { called }), happenedAt: asInstant(Date.now()) }
    const sent = await client.call(sendReferral, { params: { requestId }, body })
    setBusy(false)
    if (sent.ok) return onSent()
    setRefused(problem(sent.error))
    return void preview.refetch()
  }
  return (
    <Stack>
      <Text>{t('referral.preview.about')}</Text>
      {byLink && <Callout>{t('referral.link.less')}</Callout>}
      <PackageShown content={content} byLink={byLink} />
      {notAgreed.length > 0 && (
        <Callout>
          {t('referral.preview.not_agreed', {
            groups: notAgreed.map((group) => labelOf(dataGroup, group, language)).join(', '),
          })}
        </Callout>
      )}
      {empty.map(({ group, because }) => (
        <Text key={group} tone="quiet">
          {t(`referral.preview.empty.${because}`, { group: labelOf(dataGroup, group, language) })}
        </Text>
      ))}
      {emergency && (
        <ChoiceField
          label={t('referral.call')}
          help={t('referral.call.help')}
          required
          options={CALLED.map((value) => ({ value, label: t(`referral.call.${value}`) }))}
          value={called}
          error={tried && called === null ? t('forms.required') : undefined}
          onChange={(next) => setCalled((next ?? null) as (typeof CALLED)[number] | null)}
        />
      )}
      <Refusal>{refused}</Refusal>
      <Row>
        <Button kind="primary" busy={busy} onPress={() => void send()}>
          {t('referral.send')}
        </Button>
      </Row>
    </Stack>
  )
}
