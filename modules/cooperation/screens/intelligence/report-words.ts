import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useClient } from '@gloact/ui'
import { readReport, readReportContent } from '../../contract/intelligence.ts'

export const REPORT_KEYS = {
  all: ['cooperation', 'intelligence'] as const,
  list: (list: string) => ['cooperation', 'intelligence', 'list', list] as const,
  one: (id: string) => ['cooperation', 'intelligence', 'one', id] as const,
  content: (id: string) => ['cooperation', 'intelligence', 'content', id] as const,
  messages: (id: string) => ['cooperation', 'intelligence', 'messages', id] as const,
  desks: ['cooperation', 'intelligence', 'desks'] as const,
}

/** Where a report stands, and what it says. */
export function useReport(requestId: string) {
  const client = useClient()
  const request = useQuery({
    queryKey: REPORT_KEYS.one(requestId),
    queryFn: () => client.callOrThrow(readReport, { params: { requestId } }),
  })
  const content = useQuery({
    queryKey: REPORT_KEYS.content(requestId),
    queryFn: () => client.callOrThrow(readReportContent, { params: { requestId } }),
    // It is sealed at rest: not kept in memory longer than it is looked at.
    gcTime: 0,
  })
  return { request, content }
}

/** Reads again what a step may have changed. */
export function useRenewReports() {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([REPORT_KEYS.all, ['work']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}
