import { problemOf } from '@gloact/http/client'
import type { ReactNode } from 'react'
import { ErrorState } from './error-state.tsx'
import { LoadingState } from './loading-state.tsx'

interface Query {
  readonly isError: boolean
  readonly error: unknown
  readonly refetch: () => unknown
}

/** Why what was asked for did not come, and asking again. */
export function QueryError({ query }: { readonly query: Query }) {
  return <ErrorState problem={problemOf(query.error)} onRetry={() => void query.refetch()} />
}

export interface QueryStateProps {
  readonly query: Query
  /** What is being done until it is there: "Looking for files". */
  readonly loading: string
}

/** In place of what was asked for and is not there: that it is on its way, or why it did not come. */
export function QueryState({ query, loading }: QueryStateProps) {
  return query.isError ? <QueryError query={query} /> : <LoadingState what={loading} />
}

export interface AskedForProps<Value> extends QueryStateProps {
  readonly query: Query & { readonly data: Value | undefined }
  readonly children: (value: Value) => ReactNode
}

/** What was asked for, once it is there. It stays when asking again fails, and with it what is being typed. */
export function AskedFor<Value>({ query, loading, children }: AskedForProps<Value>) {
  if (query.data === undefined) return <QueryState query={query} loading={loading} />
  return <>{children(query.data)}</>
}
