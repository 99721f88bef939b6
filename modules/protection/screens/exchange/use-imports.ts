import { useQuery } from '@tanstack/react-query'
import { useClient } from '@gloact/ui'
import { listImports } from '../../contract/exchange/imports.ts'
import { queryKeys } from '../keys.ts'

/** What was imported so far, and whose files the person who asks may import into. */
export function useImports() {
  const client = useClient()
  return useQuery({ queryKey: queryKeys.imports, queryFn: () => client.callOrThrow(listImports) })
}
