import { useQuery } from '@tanstack/react-query'
import { useClient } from '@gloact/ui'
import { agenciesQuery } from '../directory.ts'

export interface KnownAgency {
  readonly id: string
  readonly name: string
}

const NONE: readonly KnownAgency[] = []

/** The agencies of the country that somebody may be told through. */
export function useAgencies(): readonly KnownAgency[] {
  const client = useClient()
  return useQuery(agenciesQuery(client)).data ?? NONE
}
