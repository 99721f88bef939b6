import { queryOptions, useQuery } from '@tanstack/react-query'
import { everyPage, type Client } from '@gloact/http/client'
import {
  listAgencies,
  listColleagues,
  listTeams,
  type Colleague,
  type Team,
} from '@gloact/identity/contract/administration'
import { useClient } from '@gloact/ui'
import { useMemo } from 'react'

/** Who is who among those who work: never a file's person. */
export interface Directory {
  /** The agency's name; undefined where it is not known (yet). */
  readonly agencyName: (id: string) => string | undefined
  readonly teamName: (id: string) => string | undefined
  /** Of my own agency only: staff of others are named by their agency. */
  readonly colleagueName: (id: string) => string | undefined
  readonly agencies: readonly { readonly id: string; readonly name: string }[]
  readonly teams: readonly Team[]
  /** Who can sign in: work is given to nobody else. */
  readonly colleagues: readonly Colleague[]
  /** Whose account is suspended: named where they did something, or still have files. */
  readonly formerColleagues: readonly Colleague[]
}

const FIVE_MINUTES = 300_000

/** All agencies of the country. */
export const agenciesQuery = (client: Client) =>
  queryOptions({
    queryKey: ['identity', 'agencies', 'directory'],
    queryFn: () => everyPage((query) => client.callOrThrow(listAgencies, { query })),
    staleTime: FIVE_MINUTES,
  })

/** All teams of the country. */
export const teamsQuery = (client: Client) =>
  queryOptions({
    queryKey: ['identity', 'teams', 'directory'],
    queryFn: () => everyPage((query) => client.callOrThrow(listTeams, { query })),
    staleTime: FIVE_MINUTES,
  })

/** The agencies and teams of the country, and my colleagues. Empty until they have arrived: no screen waits for names. */
export function useDirectory(): Directory {
  const client = useClient()
  const agencies = useQuery(agenciesQuery(client)).data
  const teams = useQuery(teamsQuery(client)).data
  const colleagues = useQuery({
    queryKey: ['identity', 'colleagues'],
    queryFn: () => client.callOrThrow(listColleagues),
    staleTime: FIVE_MINUTES,
  }).data?.items
  return useMemo(() => {
    const nameIn = (list: readonly { readonly id: string; readonly name: string }[] | undefined) => {
      const names = new Map(list?.map(({ id, name }) => [id, name]))
      return (id: string) => names.get(id)
    }
    return {
      agencyName: nameIn(agencies),
      teamName: nameIn(teams),
      colleagueName: nameIn(colleagues),
      agencies: agencies ?? [],
      teams: teams ?? [],
      colleagues: colleagues?.filter(({ working }) => working) ?? [],
      formerColleagues: colleagues?.filter(({ working }) => !working) ?? [],
    }
  }, [agencies, teams, colleagues])
}
