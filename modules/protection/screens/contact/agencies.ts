import { useQuery } from '@tanstack/react-query'
import { listAgencies } from '@gloact/identity/contract/administration'
import { useClient } from '@gloact/ui'

const FIVE_MINUTES = 300_000

export interface KnownAgency {
  readonly id: string
  readonly name: string
}

const NONE: readonly KnownAgency[] = []

/** The agencies of the country that somebody may be told through. Asked under the directory's own key. */
export function useAgencies(): readonly KnownAgency[] {
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['identity', 'agencies', 'directory'],
    queryFn: () => client.callOrThrow(listAgencies, { query: { limit: 200 } }),
    staleTime: FIVE_MINUTES,
  })
  return data?.items ?? NONE
}
