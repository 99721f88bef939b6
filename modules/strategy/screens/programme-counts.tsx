import { useQuery } from '@tanstack/react-query'
import { problemOf } from '@gloact/http/client'
import type { RegisterRow } from '@gloact/registers/contract'
import { ErrorState, LoadingState, useClient, useMessages } from '@gloact/ui'
import { readAssistance } from '../contract/response.ts'
import { Part } from './response-parts.tsx'

/** Intake and results of a programme, as referrals and case files count them; nothing where neither knows its services. */
export function ProgrammeCounts({ row }: { readonly row: RegisterRow }) {
  const { t, language } = useMessages()
  const client = useClient()
  const query = { language: language.slice(0, 2) }
  const found = useQuery({
    queryKey: ['strategy', 'assistance', row.id, row.version, query.language],
    queryFn: () => client.callOrThrow(readAssistance, { params: { id: row.id }, query }),
  })
  if (found.isPending) return <LoadingState what={t('strategy.programme.counted')} />
  if (found.isError) return <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
  return found.data.parts.map((part) => <Part key={part.id} part={part} />)
}
