import { listColleagues } from '@gloact/identity/contract/administration'
import { type StaffNames, useClient } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from './session.ts'

/** Names of the reader's own agency's staff; none without a session. */
export const colleagues: StaffNames = {
  useName() {
    const client = useClient()
    const session = useQuery(sessionQuery(client)).data
    const { data } = useQuery({
      queryKey: ['identity', 'colleagues'],
      queryFn: () => client.callOrThrow(listColleagues),
      enabled: session !== undefined && session.principal !== null && !session.locked,
    })
    return (userId) => data?.items.find(({ id }) => id === userId)?.name
  },
}
