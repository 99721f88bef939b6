import { useQuery } from '@tanstack/react-query'
import type { CodeLists } from '@gloact/codes'
import { registerPages } from '@gloact/registers/screens'
import { useClient } from '@gloact/ui'
import { useMemo } from 'react'
import { listOwners, meetingRoutes, meetings, recommendationRoutes, recommendations } from '../contract/meetings.ts'
import { useCooperationLists } from './cooperation-words.ts'

/** The lists of this module, with the agencies that carry out what was agreed. */
function useMeetingLists(): CodeLists {
  const client = useClient()
  const lists = useCooperationLists()
  const { data } = useQuery({
    queryKey: ['cooperation', 'owners'],
    staleTime: 300_000,
    queryFn: () => client.callOrThrow(listOwners),
  })
  return useMemo(
    () => ({
      ...lists,
      agencies: {
        id: 'agencies',
        version: '1',
        codes: (data?.items ?? []).map(({ id, name }) => ({ code: id, label: { en: name } })),
      },
    }),
    [lists, data],
  )
}

export const meetingPages = registerPages(meetings, meetingRoutes, { useCodeLists: useMeetingLists })
export const recommendationPages = registerPages(recommendations, recommendationRoutes, {
  useCodeLists: useMeetingLists,
})
