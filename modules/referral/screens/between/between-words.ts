import { useQuery } from '@tanstack/react-query'
import { labelOf, recipientKind } from '@gloact/codes'
import { useClient } from '@gloact/ui'
import { listServices } from '../../contract/referrals.ts'
import { REFERRAL_KEYS, useReferralWords } from '../referral-words.ts'

export const BETWEEN_KEYS = {
  all: ['referral', 'between'] as const,
  list: (fileId: string | undefined) => ['referral', 'between', 'list', fileId ?? ''] as const,
  following: (id: string) => ['referral', 'between', 'following', id] as const,
  one: (kind: string, id: string) => ['referral', 'between', kind, id] as const,
}

/** An agency of the directory and what it is: by both is consent asked. */
export interface Partner {
  readonly agencyId: string
  readonly recipientKind: string
  readonly label: string
}

/** With whom something can be done: agencies that have a service in the directory, each as what it is there. */
export function usePartners(ownAgencyId: string): {
  readonly partners: readonly Partner[]
  readonly nameOf: (agencyId: string) => string | undefined
} {
  const client = useClient()
  const { language } = useReferralWords()
  const found = useQuery({
    queryKey: REFERRAL_KEYS.services({}),
    queryFn: () => client.callOrThrow(listServices, { query: {} }),
  })
  const services = found.data?.items ?? []
  const names = new Map(services.map(({ agencyId, agencyName }) => [agencyId, agencyName ?? undefined]))
  const partners = new Map<string, Partner>()
  for (const { agencyId, agencyName, recipientKind: kind } of services) {
    if (agencyId === ownAgencyId) continue
    const label = `${agencyName ?? ''}, ${labelOf(recipientKind, kind, language)}`
    partners.set(`${agencyId}/${kind}`, { agencyId, recipientKind: kind, label })
  }
  return {
    partners: [...partners.values()].toSorted((a, b) => a.label.localeCompare(b.label, language)),
    nameOf: (agencyId) => names.get(agencyId),
  }
}

export const keyOfPartner = ({ agencyId, recipientKind: kind }: Partner): string => `${agencyId}/${kind}`
