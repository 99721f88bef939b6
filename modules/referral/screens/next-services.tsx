import { useQuery } from '@tanstack/react-query'
import { asInstant, newId, type Instant } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import { Button, Refusal, Row, Section, Stack, Text, useClient, useNavigation } from '@gloact/ui'
import { useState } from 'react'
import { listServices, offerAlso } from '../contract/referrals.ts'
import { CAME_TO_NOTHING, UNANSWERED } from '../domain/chain.ts'
import { ANSWERING, isAtLeast, rungOf } from '../domain/ladder.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'
import { ServiceRow } from './service-row.tsx'

const MOST = 3

/** For the sender, once a service has declined or been silent for too long: which others fit. */
export function NextServices({ request, now }: { request: RequestShown; now: Instant }) {
  const { t, problem } = useReferralWords()
  const { go } = useNavigation()
  const [busy, setBusy] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  // Made once for each service: pressed again after a lost answer, it is one draft.
  const [made] = useState(() => new Map<string, { id: string; stepId: string; happenedAt: string }>())
  const client = useClient()
  const over = CAME_TO_NOTHING.includes(request.state)
  const silent =
    UNANSWERED.includes(request.state) &&
    request.clocks.some(
      (clock) => ANSWERING.includes(clock.clock) && isAtLeast(rungOf(clock, asInstant(now)), 'other_service'),
    )
  const asked = {
    type: String(request.facts['need']),
    child: request.facts['child'] === true ? 'true' : 'false',
    requestId: request.id,
  } as const
  const found = useQuery({
    queryKey: REFERRAL_KEYS.services(asked),
    queryFn: () => client.callOrThrow(listServices, { query: asked }),
    enabled: over || silent,
  })
  const next = (found.data?.items ?? []).filter(({ id }) => id !== request.facts['service_id']).slice(0, MOST)
  const offer = async (serviceId: string) => {
    const ids = made.get(serviceId) ?? { id: newId(), stepId: newId(), happenedAt: asInstant(Date.now()) }
    made.set(serviceId, ids)
    setBusy(serviceId)
    const drafted = await client.call(offerAlso, {
      params: { requestId: request.id },
      body: { ...ids, serviceId },
    })
    setBusy(null)
    if (drafted.ok) go(`/referral/requests/${ids.id}`)
    else setRefused(problem(drafted.error))
  }
  if (!(over || silent) || next.length === 0) return null
  return (
    <Section title={t('referral.next.title')}>
      <Stack>
        <Text>{t(over ? 'referral.next.over' : 'referral.next.silent')}</Text>
        <Refusal>{refused}</Refusal>
        {next.map((service) => (
          <ServiceRow key={service.id} service={service}>
            <Row>
              <Button
                busy={busy === service.id}
                disabled={service.standing === 'unconfirmed'}
                label={`${t('referral.next.offer')}: ${service.name}, ${service.site}`}
                onPress={() => void offer(service.id)}
              >
                {t('referral.next.offer')}
              </Button>
            </Row>
          </ServiceRow>
        ))}
      </Stack>
    </Section>
  )
}
