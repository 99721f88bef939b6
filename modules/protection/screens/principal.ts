import { useQuery } from '@tanstack/react-query'
import type { Principal } from '@gloact/identity/contract/principal'
import { getSession } from '@gloact/identity/contract/session'
import { useClient } from '@gloact/ui'

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

/** Roles that meet a person for the first time, and may open a file. */
export const MEETS_PEOPLE: readonly string[] = [
  'frontline_worker',
  'caseworker',
  'supervisor',
  'child_protection_officer',
]

/** Roles that say whether opening a file in an emergency was right. */
export const REVIEWS_OPENINGS: readonly string[] = ['supervisor', 'data_protection_officer']

/** Roles that keep the list of tags. */
export const MANAGES_TAGS: readonly string[] = ['supervisor', 'administrator']

/** Roles that have files to work on. */
export const WORKS_ON_FILES: readonly string[] = [...MEETS_PEOPLE, 'competent_authority', 'service_provider']

/** Roles that erase files, two people together. */
export const ERASES: readonly string[] = ['data_protection_officer', 'supervisor']
