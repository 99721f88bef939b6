import { useQuery } from '@tanstack/react-query'
import { CODE_LISTS } from '@gloact/codes'
import { formDefinition } from '@gloact/forms'
import { readFileRules } from '@gloact/protection/contract/routes'
import type { RequestShown } from '@gloact/records/contract'
import { Section, Text, useClient } from '@gloact/ui'
import { readPackage, type PackageView } from '../contract/referrals.ts'
import { PackageContent } from './package-content.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** Before these there is nothing to read; after it is over, nothing any more. */
const NOTHING_YET: readonly string[] = ['draft', 'discarded']

/** What was sent, as long as the person agrees. */
export function SentPackage({
  request,
  sender,
  byLink = false,
}: {
  request: RequestShown
  sender: boolean
  byLink?: boolean
}) {
  const { t, problem } = useReferralWords()
  const client = useClient()
  const { id, state, version } = request
  const found = useQuery({
    queryKey: [...REFERRAL_KEYS.package(id), version],
    queryFn: () => client.call(readPackage, { params: { requestId: id } }),
    enabled: !NOTHING_YET.includes(state) && (sender || state !== 'sent'),
    // What a person withdraws is not shown from what was read before.
    gcTime: 0,
  })
  if (NOTHING_YET.includes(state)) return null
  if (!sender && state === 'sent') return <Text tone="quiet">{t('referral.package.acknowledge_first')}</Text>
  if (!found.data) return null
  if (!found.data.ok) return <Text tone="quiet">{problem(found.data.error)}</Text>
  return (
    <Section title={t(sender ? 'referral.package.sent' : 'referral.package.received')}>
      <PackageShown content={found.data.value} byLink={byLink} />
    </Section>
  )
}

/** A package as the country's forms show it; one that goes by link with no more than is told. */
export function PackageShown({ content, byLink = false }: { content: PackageView; byLink?: boolean }) {
  const rules = useRules()
  return <PackageContent content={content} rules={rules} onlyAnswered={byLink} />
}

/** The country's forms and lists: what was sent was answered in them. */
export function useRules() {
  const client = useClient()
  return useQuery({
    queryKey: REFERRAL_KEYS.rules,
    queryFn: async () => {
      const sent = await client.callOrThrow(readFileRules)
      return {
        forms: sent.forms.map((form) => formDefinition.parse(form)),
        codeLists: { ...CODE_LISTS, ...(sent.codeLists as typeof CODE_LISTS) },
      }
    },
    staleTime: Infinity,
  }).data
}
