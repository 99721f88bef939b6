import { AskedFor, type AskedForProps, Refusal, saveFile, useClient, useMessages } from '@gloact/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { readEvent } from '../contract/training-events.ts'

/** What was asked for, once it is there, with this module’s words until then. */
export function Asked<Value>(of: Omit<AskedForProps<Value>, 'loading'>) {
  const { t } = useMessages()
  return <AskedFor loading={t('training.loading')} {...of} />
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
    note: <Refusal>{problem}</Refusal>,
  }
}

/** Languages in which an event may be held, by their own names. */
export const EVENT_LANGUAGES = ['en', 'ar', 'fr', 'es', 'pt', 'ru'] as const

export function useLanguageName(): (tag: string) => string {
  const { language } = useMessages()
  return (tag) => new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
}
