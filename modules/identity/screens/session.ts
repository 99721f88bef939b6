import { useClient } from '@gloact/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type CurrentSession, getSession } from '../contract/session.ts'

/** The key that the app keeps the session under. */
export const SESSION_KEY = ['session'] as const

export function useSession(): CurrentSession | undefined {
  const client = useClient()
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: () => client.callOrThrow(getSession),
    staleTime: Number.POSITIVE_INFINITY,
  }).data
}

/** Asks again who is signed in and for all that is on the page: after a sign-in everything may be different. */
export function useRefreshSession(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: SESSION_KEY })
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] })
  }
}
