import { useQuery } from '@tanstack/react-query'
import { labelOf, language as spoken, type CodeLists } from '@gloact/codes'
import type { Problem } from '@gloact/http/client'
import { useClient, useMessages } from '@gloact/ui'
import { useMemo } from 'react'
import { listCountries } from '../contract/directory.ts'
import { COOPERATION_LISTS } from '../domain/lists.ts'

export const KEYS = {
  all: ['cooperation'] as const,
  list: (list: string) => ['cooperation', 'list', list] as const,
  one: (id: string) => ['cooperation', 'one', id] as const,
  content: (id: string) => ['cooperation', 'content', id] as const,
  files: (id: string) => ['cooperation', 'files', id] as const,
  messages: (id: string) => ['cooperation', 'messages', id] as const,
  reachable: ['cooperation', 'reachable'] as const,
}

const LISTS: CodeLists = { ...COOPERATION_LISTS, language: spoken }

function useCountries() {
  const client = useClient()
  return useQuery({
    queryKey: ['cooperation', 'countries'],
    staleTime: 300_000,
    queryFn: () => client.callOrThrow(listCountries),
  })
}

/** The country that this system is of; undefined until it is known. */
export const useOwnCountry = (): string | undefined => useCountries().data?.own

/** The country's own names of countries, with the lists of this module. */
export function useCooperationLists(): CodeLists {
  const { data } = useCountries()
  return useMemo(
    () =>
      data === undefined
        ? LISTS
        : {
            ...LISTS,
            country: {
              id: 'country',
              version: '1',
              ...(data.labelsFrom === 'region' && { labelsFrom: 'region' as const }),
              codes: data.items,
            },
          },
    [data],
  )
}

/** An article with its paragraph, `18(10)`, is read from left to right within a text that is not. */
const isolated = (label: string): string => label.replaceAll(/\d+(?:\(\w+\))+/g, '\u2066$&\u2069')

/** What a request's codes are called. */
export function useCooperationWords() {
  const messages = useMessages()
  const lists = useCooperationLists()
  const { t, has, language } = messages
  const named = (list: string, code: unknown): string => {
    const found = lists[list]
    const label = found && typeof code === 'string' ? labelOf(found, code, language) : ''
    return language === 'ar' ? isolated(label) : label
  }
  return {
    ...messages,
    lists,
    type: (code: unknown) => named('cooperation_type', code) || t('cooperation.no_type'),
    country: (code: unknown) => named('country', code) || String(code ?? ''),
    urgency: (code: unknown) => named('cooperation_urgency', code),
    tlp: (code: unknown) => named('cooperation_tlp', code),
    number: (number: unknown) => String(number ?? '').toUpperCase(),
    problem: ({ code }: Pick<Problem, 'code'>) => t(has(code) ? code : 'ui.error.unknown'),
  }
}
