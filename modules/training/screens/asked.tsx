import { problemOf } from '@gloact/http/client'
import { Callout, ErrorState, LoadingState, saveFile, useClient, useMessages } from '@gloact/ui'
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { readEvent } from '../contract/training-events.ts'

/** What was asked for, once it is there; that it is on its way, or what went wrong and asking again. */
export function Asked<Value>({
  query,
  children,
}: {
  readonly query: UseQueryResult<Value>
  readonly children: (value: Value) => ReactNode
}) {
  const { t } = useMessages()
  if (query.data !== undefined) return <>{children(query.data)}</>
  return query.isError ? (
    <ErrorState problem={problemOf(query.error)} onRetry={() => void query.refetch()} />
  ) : (
    <LoadingState what={t('training.loading')} />
  )
}

export const EVENTS = ['training', 'events'] as const

export const useEvent = (eventId: string) => {
  const client = useClient()
  return useQuery({
    queryKey: [...EVENTS, eventId],
    queryFn: () => client.callOrThrow(readEvent, { params: { eventId } }),
  })
}

interface Answer {
  readonly ok: boolean
  readonly error?: { readonly code: string }
}

/** Hands bytes that were asked for over as a file. */
export function saveBytes(value: unknown, name: string): void {
  if (value instanceof Blob) saveFile(value, name)
}

/** Does something once at a time, says what went wrong, and shows what has changed. */
export function useDoing() {
  const { t, has } = useMessages()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const run = async (what: () => Promise<Answer>): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    const answer = await what()
    setBusy(false)
    const code = answer.error?.code
    setProblem(answer.ok || code === undefined ? null : t(has(code) ? code : 'http.unexpected_response'))
    if (answer.ok) {
      await Promise.all([['training'], ['work']].map((queryKey) => queries.invalidateQueries({ queryKey })))
    }
    return answer.ok
  }
  return {
    busy,
    run,
    note:
      problem === null ? null : (
        <Callout tone="notice" urgent>
          {problem}
        </Callout>
      ),
  }
}

/** Languages in which an event may be held, by their own names. */
export const EVENT_LANGUAGES = ['en', 'ar', 'fr', 'es', 'pt', 'ru'] as const

export function useLanguageName(): (tag: string) => string {
  const { language } = useMessages()
  return (tag) => new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
}
