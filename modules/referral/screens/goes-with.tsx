import { useQuery } from '@tanstack/react-query'
import { requestWords } from '@gloact/records'
import { ChoiceField, useClient } from '@gloact/ui'
import { referrals } from '../contract/referrals.ts'
import { CAME_TO_NOTHING, UNANSWERED, WITH_RECEIVER } from '../domain/chain.ts'
import { referralKind } from '../domain/referral-kind.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** What a new referral goes with: an offer of the same to another service, or one that it follows. */
export interface Connection {
  readonly as: 'offeredWith' | 'follows'
  readonly id: string
  /** It came to the agency, which refers on. */
  readonly on?: boolean
}

/** Chooses a referral of this file and need, or one that came to the agency. Nothing is shown where there is none. */
export function GoesWith({
  fileId,
  need,
  value,
  onChange,
}: {
  fileId: string
  need: string
  value: Connection | null
  onChange: (next: Connection | null) => void
}) {
  const { t, number } = useReferralWords()
  const client = useClient()
  const sent = useQuery({
    queryKey: [...REFERRAL_KEYS.list('all'), fileId],
    queryFn: () => client.callOrThrow(referrals.list, { query: { list: 'all', fileId } }),
  })
  const came = useQuery({
    queryKey: REFERRAL_KEYS.list('open/all'),
    queryFn: () => client.callOrThrow(referrals.list, { query: { list: 'open' } }),
  })
  const own = (sent.data?.items ?? []).filter(({ you, facts }) => you.includes('sender') && facts['need'] === need)
  const choices = [
    ...own.flatMap((item) =>
      UNANSWERED.includes(item.state) ? [{ item, as: 'offeredWith', say: 'offer' } as const] : [],
    ),
    ...own.flatMap((item) =>
      CAME_TO_NOTHING.includes(item.state) ? [{ item, as: 'follows', say: 'again' } as const] : [],
    ),
    ...(came.data?.items ?? []).flatMap((item) =>
      item.you.includes('receiver') && WITH_RECEIVER.includes(item.state)
        ? [{ item, as: 'follows', say: 'on' } as const]
        : [],
    ),
  ]
  if (choices.length === 0) return null
  return (
    <ChoiceField
      as="select"
      label={t('referral.goes_with')}
      help={t('referral.goes_with.help')}
      options={choices.map(({ item, as, say }) => ({
        value: `${as} ${item.id}`,
        label: t(`referral.goes_with.${say}`, {
          number: number(item.facts['number']),
          state: t(requestWords.state(referralKind.kind, item.state)),
        }),
      }))}
      value={value && `${value.as} ${value.id}`}
      onChange={(next) => {
        const found = choices.find(({ item, as }) => `${as} ${item.id}` === next)
        onChange(found ? { as: found.as, id: found.item.id, on: found.say === 'on' } : null)
      }}
    />
  )
}
