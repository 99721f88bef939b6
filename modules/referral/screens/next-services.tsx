import { useQuery } from '@tanstack/react-query'
import { asInstant, type Instant } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import { Section, Stack, Text, useClient } from '@gloact/ui'
import { listServices } from '../contract/referrals.ts'
import { CAME_TO_NOTHING, UNANSWERED } from '../domain/chain.ts'
import { isAtLeast, rungOf } from '../domain/ladder.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'
import { ServiceRow } from './service-row.tsx'

const MOST = 3
/** Whose end says that nobody has answered. */
const ANSWERING: readonly string[] = ['acknowledge', 'answer']

/** For the sender, once a service has declined or been silent for too long: which others fit. */
export function NextServices({ request, now }: { request: RequestShown; now: Instant }) {
  const { t } = useReferralWords()
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
  } as const
  const found = useQuery({
    queryKey: REFERRAL_KEYS.services(asked),
    queryFn: () => client.callOrThrow(listServices, { query: asked }),
    enabled: over || silent,
  })
  const next = (found.data?.items ?? []).filter(({ id }) => id !== request.facts['service_id']).slice(0, MOST)
  if (!(over || silent) || next.length === 0) return null
  return (
    <Section title={t('referral.next.title')}>
      <Stack>
        <Text>{t(over ? 'referral.next.over' : 'referral.next.silent')}</Text>
        {next.map((service) => (
          <ServiceRow key={service.id} service={service} />
        ))}
      </Stack>
    </Section>
  )
}
