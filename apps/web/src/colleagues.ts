import { listColleagues } from '@gloact/identity/contract/administration'
import { type StaffName, useClient } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from './session.ts'

/** Names of the own agency's staff, asked for where a page shows who did what; none where nobody is signed in. */
export function useColleagueNames(): StaffName {
  const client = useClient()
  const session = useQuery(sessionQuery(client)).data
  const { data } = useQuery({
    queryKey: ['identity', 'colleagues'],
    queryFn: () => client.callOrThrow(listColleagues),
    enabled: session !== undefined && session.principal !== null && !session.locked,
  })
  return (userId) => data?.items.find(({ id }) => id === userId)?.name
}
