import { problemOf } from '@gloact/http/client'
import { ErrorState, LoadingState, useMessages } from '@gloact/ui'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'

interface AskedProps<Value> {
  readonly query: UseQueryResult<Value>
  readonly children: (value: Value) => ReactNode
}

/** What was asked for, once it is there; that it is on its way, or what went wrong and asking again. */
export function Asked<Value>({ query, children }: AskedProps<Value>) {
  const { t } = useMessages()
  if (query.data !== undefined) return <>{children(query.data)}</>
  return query.isError ? (
    <ErrorState problem={problemOf(query.error)} onRetry={() => void query.refetch()} />
  ) : (
    <LoadingState what={t('legislation.loading')} />
  )
}

/** Says why something was refused. */
export function useRefusal() {
  const { t, has } = useMessages()
  return ({ code }: { readonly code: string }) => t(has(code) ? code : 'http.unexpected_response')
}
