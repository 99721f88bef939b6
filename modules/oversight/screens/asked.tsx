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
    <LoadingState what={t('oversight.loading')} />
  )
}

/** Says a code in the words that the first of these families of sentences has for it; the code itself where none has. */
export function useCodeWords(): (code: string, ...families: readonly string[]) => string {
  const { t, has } = useMessages()
  return (code, ...families) => {
    const id = families.map((family) => `${family}.${code}`).find((each) => has(each))
    return id === undefined ? code.replaceAll('_', ' ') : t(id)
  }
}
