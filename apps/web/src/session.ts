import type { Client } from '@gloact/http/client'
import { type CurrentSession, getSession } from '@gloact/identity/contract/session'
import { queryOptions } from '@tanstack/react-query'

export type { CurrentSession }

export const SESSION_KEY = ['session'] as const

/** Who is signed in. Asked once; asked again after signing in or out, and when the server says that the session ended. */
export const sessionQuery = (client: Client) =>
  queryOptions({
    queryKey: SESSION_KEY,
    queryFn: () => client.callOrThrow(getSession),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  })

/** Whether the signed-in person holds one of the roles; everybody does where none is asked for. */
export function holdsRole(session: CurrentSession, roles: readonly string[] | undefined): boolean {
  if (session.principal === null) return false
  return roles === undefined || session.principal.roles.some((role) => roles.includes(role))
}
