import { useQuery } from '@tanstack/react-query'
import type { Principal } from '@gloact/identity/contract/principal'
import { getSession } from '@gloact/identity/contract/session'
import { useClient } from '@gloact/ui'

export { ERASES, EXCLUDES_STAFF, MANAGES_TAGS, MEETS_PEOPLE, REVIEWS_OPENINGS, WORKS_ON_FILES } from './who-may.ts'

/** Who is signed in; undefined until it is known. The app has asked already, under the same name. */
export function usePrincipal(): Principal | undefined {
  const client = useClient()
  const session = useQuery({
    queryKey: ['session'],
    queryFn: () => client.callOrThrow(getSession),
    staleTime: Infinity,
  })
  return session.data?.principal ?? undefined
}
