import { useQuery } from '@tanstack/react-query'
import type { Agency } from '@gloact/identity/contract/administration'
import { useClient } from '@gloact/ui'
import { agenciesQuery } from '../directory.ts'

export type KnownAgency = Pick<Agency, 'id' | 'name' | 'type' | 'designations'>

const NONE: readonly KnownAgency[] = []

/** The agencies of the country that somebody may be told through. */
export function useAgencies(): readonly KnownAgency[] {
  const client = useClient()
  return useQuery(agenciesQuery(client)).data ?? NONE
}
