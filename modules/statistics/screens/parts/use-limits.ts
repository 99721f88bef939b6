import { useQuery } from '@tanstack/react-query'
import { useClient } from '@gloact/ui'
import { readLimits } from '../../contract/limits.ts'

/** What the country allows to be worked out and published. It stays for as long as the page does: nothing is sent but the question. */
export function useLimits() {
  const client = useClient()
  return useQuery({
    queryKey: ['statistics', 'limits'],
    queryFn: () => client.callOrThrow(readLimits),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
