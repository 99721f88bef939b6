import { useQueryClient } from '@tanstack/react-query'
import { Button, Callout, Card, Row, Stack, Text, useClient } from '@gloact/ui'
import { useState } from 'react'
import { blockSite, type LeftOutService } from '../contract/referrals.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** Says that a site is not safe for this person, or that it is again. Asked twice: what is blocked is offered no more. */
export function BlockSite({
  fileId,
  service,
  unsafe,
}: {
  readonly fileId: string
  readonly service: Pick<LeftOutService, 'id' | 'name' | 'site'>
  readonly unsafe: boolean
}) {
  const { t, problem } = useReferralWords()
  const client = useClient()
  const queries = useQueryClient()
  const [sure, setSure] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const say = t(unsafe ? 'referral.unsafe.block' : 'referral.unsafe.lift')
  const block = async () => {
    const body = { serviceId: service.id, unsafe }
    const answer = await client.call(blockSite, { params: { fileId }, body })
    setRefused(answer.ok ? null : problem(answer.error))
    setSure(false)
    await queries.invalidateQueries({ queryKey: REFERRAL_KEYS.all })
  }
  return (
    <>
      <Button
        kind="quiet"
        expanded={sure}
        label={`${say}: ${service.name}, ${service.site}`}
        onPress={() => setSure(!sure)}
      >
        {say}
      </Button>
      {sure && (
        <Card>
          <Stack>
            <Text>{t(unsafe ? 'referral.unsafe.block_about' : 'referral.unsafe.lift_about')}</Text>
            <Row>
              <Button onPress={() => void block()}>{t('referral.unsafe.sure')}</Button>
            </Row>
          </Stack>
        </Card>
      )}
      {refused && <Callout tone="notice">{refused}</Callout>}
    </>
  )
}

/** Which services are not offered for the person's safety: for those who look for one, never for the service. */
export function LeftOut({ fileId, unsafe }: { readonly fileId: string; readonly unsafe: readonly LeftOutService[] }) {
  const { t } = useReferralWords()
  if (unsafe.length === 0) return null
  return (
    <Callout title={t('referral.unsafe.left_out')}>
      <Stack gap="sm">
        {unsafe.map((service) => (
          <Row key={service.id}>
            <Text>{`${service.name}, ${service.site}`}</Text>
            {service.mayLift && <BlockSite fileId={fileId} service={service} unsafe={false} />}
          </Row>
        ))}
      </Stack>
    </Callout>
  )
}
