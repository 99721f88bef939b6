import { useQuery } from '@tanstack/react-query'
import type { CodeLists } from '@gloact/codes'
import { useClient } from '@gloact/ui'
import { listGaps } from '../contract/gaps.ts'
import { listAgencies } from '../contract/overview.ts'
import { needLists } from '../domain/need-lists.ts'

const NONE: CodeLists = { agencies: { id: 'agencies', version: '1', codes: [] } }

/** The agencies as a list of codes: what actions are given to. */
export function useAgencies(): CodeLists {
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['strategy', 'agencies'],
    staleTime: 300_000,
    queryFn: async (): Promise<CodeLists> => {
      const { items } = await client.callOrThrow(listAgencies)
      const codes = items.map(({ id, name }) => ({ code: id, label: { en: name } }))
      return { agencies: { id: 'agencies', version: '1', codes } }
    },
  })
  return data ?? NONE
}

/** What actions are chosen from: the agencies, and what of the law and of services they can answer. */
export function useActionLists(): CodeLists {
  const client = useClient()
  const agencies = useAgencies()
  const { data } = useQuery({
    queryKey: ['strategy', 'gaps'],
    staleTime: 300_000,
    queryFn: () => client.callOrThrow(listGaps),
  })
  return { ...agencies, ...needLists(data?.items ?? []) }
}
