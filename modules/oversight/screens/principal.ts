import type { Principal } from '@gloact/identity/contract/principal'
import { getSession } from '@gloact/identity/contract/session'
import { useClient } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'

/** Who is signed in, as the app has it already. */
export function usePrincipal(): Principal | null {
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['session'],
    queryFn: () => client.callOrThrow(getSession),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data?.principal ?? null
}
