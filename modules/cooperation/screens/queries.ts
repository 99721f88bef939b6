import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useClient } from '@gloact/ui'
import { readContent, readRequest } from '../contract/requests.ts'
import { KEYS } from './cooperation-words.ts'

/** Where a request stands, and what it says. */
export function useRequest(requestId: string) {
  const client = useClient()
  const request = useQuery({
    queryKey: KEYS.one(requestId),
    queryFn: () => client.callOrThrow(readRequest, { params: { requestId } }),
  })
  const content = useQuery({
    queryKey: KEYS.content(requestId),
    queryFn: () => client.callOrThrow(readContent, { params: { requestId } }),
    // It is sealed at rest: not kept in memory longer than it is looked at.
    gcTime: 0,
  })
  return { request, content }
}

/** Reads again what a step may have changed. */
export function useRenew() {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([KEYS.all, ['work']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}
