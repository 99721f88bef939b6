import { everyPage } from '@gloact/http/client'
import { roleBook } from '@gloact/policy'
import { useClient } from '@gloact/ui'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { listAccessChanges } from '../../contract/access-changes.ts'
import {
  getStaff,
  listAgencies,
  listStaff,
  listTeams,
  type Staff,
  type STAFF_STATES,
} from '../../contract/administration.ts'
import { listRoles } from '../../contract/roles.ts'

export type StaffFilter = {
  readonly agencyId?: Staff['agencyId'] | undefined
  readonly state?: (typeof STAFF_STATES)[number] | 'awaiting_confirmation' | undefined
}

export function useAgencies() {
  const client = useClient()
  return useQuery({
    queryKey: ['identity', 'administration', 'agencies'],
    queryFn: async () => ({ items: await everyPage((query) => client.callOrThrow(listAgencies, { query })) }),
  })
}

/** The roles that can be given here, with what may be asked of them. None until they are known. */
export function useRoles() {
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['identity', 'roles'],
    queryFn: () => client.callOrThrow(listRoles),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const items = data?.items ?? []
  return { ids: items.map(({ id }) => id), ...roleBook(items) }
}

export function useAccessChanges() {
  const client = useClient()
  return useQuery({
    queryKey: ['identity', 'administration', 'access-changes'],
    queryFn: () => client.callOrThrow(listAccessChanges),
  })
}

export function useTeams(agencyId: Staff['agencyId'] | null) {
  const client = useClient()
  return useQuery({
    queryKey: ['identity', 'administration', 'teams', agencyId],
    queryFn: async () => ({
      items: await everyPage((page) =>
        client.callOrThrow(listTeams, { query: { ...page, agencyId: agencyId ?? undefined } }),
      ),
    }),
    enabled: agencyId !== null,
  })
}

export function useStaffList(filter: StaffFilter) {
  const client = useClient()
  return useInfiniteQuery({
    queryKey: ['identity', 'administration', 'staff', filter],
    queryFn: ({ pageParam }) =>
      client.callOrThrow(listStaff, { query: { ...filter, limit: 50, after: pageParam ?? undefined } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
}

export function useStaff(id: Staff['id']) {
  const client = useClient()
  return useQuery({
    queryKey: ['identity', 'administration', 'staff', id],
    queryFn: () => client.callOrThrow(getStaff, { params: { id } }),
  })
}

/** After a change: what administration and the directory show is asked for again. */
export function useChanged(): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ queryKey: ['identity'] })
}

/** `If-Match` of the version that was loaded. */
export const ifMatch = (version: number) => ({ ifMatch: `"${version}"` })
