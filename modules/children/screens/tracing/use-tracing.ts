import { labelOf } from '@gloact/codes'
import type { Problem } from '@gloact/http/client'
import { getSession } from '@gloact/identity/contract/session'
import { useClient, useMessages } from '@gloact/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { TRACING_LISTS } from '../../domain/tracing/lists.ts'
import { bandOf } from '../../domain/tracing/suggestion.ts'

/** The words of tracing: codes of its lists, how probable something is, and what was refused. */
export function useTracing() {
  const messages = useMessages()
  const { t, has, language, formatNumber } = messages
  return {
    ...messages,
    code: (list: string, code: string) => labelOf(TRACING_LISTS[list]!, code, language),
    /** In a word and a number, as neither is enough alone. */
    probable: (probability: number) =>
      t(`children.tracing.band.${bandOf(probability)}`, {
        percent: formatNumber(Math.min(99, Math.round(probability * 100))),
      }),
    problem: ({ code }: Pick<Problem, 'code'>) => t(has(code) ? code : 'ui.error.unknown'),
  }
}

/** Whose session it is, as the app has it already: their name is written across a photograph that they open. */
export function useViewer(): string | undefined {
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['session'],
    queryFn: () => client.callOrThrow(getSession),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data?.principal?.displayName
}

export const TRACING_KEYS = {
  all: ['children', 'tracing'] as const,
  requests: (list: string) => ['children', 'tracing', 'requests', list] as const,
  request: (id: string) => ['children', 'tracing', 'request', id] as const,
  matches: (list: string) => ['children', 'tracing', 'matches', list] as const,
  match: (id: string) => ['children', 'tracing', 'match', id] as const,
  child: (fileId: string) => ['children', 'tracing', 'child', fileId] as const,
}

/** Reads tracing again after a step; tasks follow without being waited for. */
export function useRenewTracing(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: TRACING_KEYS.all })
    void queries.invalidateQueries({ queryKey: ['work'] })
  }
}
