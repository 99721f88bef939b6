import { useQuery } from '@tanstack/react-query'
import type { Principal } from '@gloact/identity/contract/principal'
import { getSession } from '@gloact/identity/contract/session'
import { useClient } from '@gloact/ui'

/** Who is signed in; undefined until that is known. Kept under the key that the app keeps it under, so not asked twice. */
export function useMe(): Principal | undefined {
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['session'],
    queryFn: () => client.callOrThrow(getSession),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data?.principal ?? undefined
}
