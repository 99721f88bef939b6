import { useQuery } from '@tanstack/react-query'
import { dataGroup, labelOf } from '@gloact/codes'
import { asInstant, newId } from '@gloact/kernel'
import { Button, Callout, LoadingState, Row, Stack, Text, useClient } from '@gloact/ui'
import { useState } from 'react'
import { previewPackage, sendReferral } from '../contract/referrals.ts'
import { PackageShown } from './package-shown.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** Exactly what the receiver will get, and sending it. What changed meanwhile is shown again before it goes. */
export function SendDraft({
  requestId,
  byLink,
  onSent,
}: {
  requestId: string
  byLink: boolean
  onSent: () => Promise<void>
}) {
  const { t, language, problem } = useReferralWords()
  const client = useClient()
  const [stepId] = useState(() => newId())
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const preview = useQuery({
    queryKey: REFERRAL_KEYS.preview(requestId),
    queryFn: () => client.call(previewPackage, { params: { requestId } }),
    gcTime: 0,
  })
  if (!preview.data) return <LoadingState what={t('referral.loading')} />
  if (!preview.data.ok) return <Callout tone="notice">{problem(preview.data.error)}</Callout>
  const { package: content, digest, notAgreed } = preview.data.value
  const send = async () => {
    setBusy(true)
    const body = { stepId, digest, happenedAt: asInstant(Date.now()) }
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
      {refused && (
        <Callout tone="notice" urgent>
          {refused}
        </Callout>
      )}
      <Row>
        <Button kind="primary" busy={busy} onPress={() => void send()}>
          {t('referral.send')}
        </Button>
      </Row>
    </Stack>
  )
}
