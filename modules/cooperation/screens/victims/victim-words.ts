import { useQuery, useQueryClient } from '@tanstack/react-query'
import { gender, labelOf, language as languages, type CodeLists } from '@gloact/codes'
import type { Problem } from '@gloact/http/client'
import { isPlainDate } from '@gloact/kernel'
import { useClient, useMessages } from '@gloact/ui'
import { useMemo } from 'react'
import { listRecipients } from '../../contract/victims.ts'
import { VICTIM_LISTS } from '../../domain/victims/lists.ts'
import type { PersonField } from '../../domain/victims/person.ts'

export const VICTIM_KEYS = {
  all: ['cooperation', 'victims'] as const,
  list: (list: string, fileId?: string) => ['cooperation', 'victims', 'list', list, fileId ?? ''] as const,
  one: (id: string) => ['cooperation', 'victims', 'one', id] as const,
  preview: (id: string) => ['cooperation', 'victims', 'preview', id] as const,
  messages: (id: string) => ['cooperation', 'victims', 'messages', id] as const,
  recipients: ['cooperation', 'victims', 'recipients'] as const,
}

/** The services of other countries, and what countries are called here. */
export function useRecipients() {
  const client = useClient()
  return useQuery({
    queryKey: VICTIM_KEYS.recipients,
    queryFn: () => client.callOrThrow(listRecipients),
    staleTime: 60_000,
  })
}

/** Reads again what a step may have changed. */
export function useRenewVictims() {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([VICTIM_KEYS.all, ['work']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}

/** What the codes of a referral are called. */
export function useVictimWords() {
  const messages = useMessages()
  const { data } = useRecipients()
  const { t, has, language, formatDate } = messages
  const lists = useMemo(
    (): CodeLists => ({
      ...VICTIM_LISTS,
      language: languages,
      ...(data && {
        country: {
          id: 'country',
          version: '1',
          ...(data.labelsFrom === 'region' && { labelsFrom: 'region' as const }),
          codes: data.countries,
        },
      }),
    }),
    [data],
  )
  const named = (list: string, code: unknown): string => {
    const found = lists[list]
    return found && typeof code === 'string' ? labelOf(found, code, language) : ''
  }
  return {
    ...messages,
    lists,
    country: (code: unknown) => named('country', code) || String(code ?? ''),
    number: (number: unknown) => String(number ?? '').toUpperCase(),
    recipientName: (name: Readonly<Record<string, string>>): string =>
      name[language] ?? name['en'] ?? Object.values(name)[0] ?? '',
    /** A field of the person: codes that both countries know in words, the rest as it was written. */
    personValue: (field: PersonField, value: string): string => {
      if (field === 'gender') return labelOf(gender, value, language) || value
      if (field === 'language') return labelOf(languages, value, language) || value
      if (field === 'born_on' && isPlainDate(value)) return formatDate(value)
      if (field === 'safe_ways' || field === 'unsafe_ways') {
        // The sending country's own codes: those that are usual have words here, another stands as it came.
        return value
          .split(', ')
          .map((way) => (has(`cooperation.victims.way.${way}`) ? t(`cooperation.victims.way.${way}`) : way))
          .join(', ')
      }
      if (value === 'yes' || value === 'no') return t(`cooperation.said.${value}`)
      return value
    },
    problem: ({ code }: Pick<Problem, 'code'>) => t(has(code) ? code : 'ui.error.unknown'),
  }
}
