import { labelOf } from '@gloact/codes'
import type { Problem } from '@gloact/http/client'
import { useMessages } from '@gloact/ui'
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

export const TRACING_KEYS = {
  all: ['children', 'tracing'] as const,
  requests: (list: string) => ['children', 'tracing', 'requests', list] as const,
  request: (id: string) => ['children', 'tracing', 'request', id] as const,
  matches: (list: string) => ['children', 'tracing', 'matches', list] as const,
  match: (id: string) => ['children', 'tracing', 'match', id] as const,
  child: (fileId: string) => ['children', 'tracing', 'child', fileId] as const,
}
