import { useQuery } from '@tanstack/react-query'
import type { CodeLists } from '@gloact/codes'
import { registerPages } from '@gloact/registers/screens'
import { useClient } from '@gloact/ui'
import { carerRoutes, carers } from '../contract/carers.ts'
import { guardianRoutes, guardians, listGuardianAccounts } from '../contract/guardians.ts'
import { CarerRow } from './carer-row.tsx'
import { CHILDREN_KEYS } from './children-words.ts'
import { GuardianRow } from './guardian-row.tsx'

const NONE: CodeLists = { staff: { id: 'staff', version: '1', codes: [] } }

/** The accounts with which guardians of the authority sign in, as a list to choose from. */
function useAccounts(): CodeLists {
  const client = useClient()
  const { data } = useQuery({
    queryKey: CHILDREN_KEYS.accounts,
    staleTime: 300_000,
    queryFn: async (): Promise<CodeLists> => {
      const { items } = await client.callOrThrow(listGuardianAccounts)
      return {
        staff: { id: 'staff', version: '1', codes: items.map(({ id, name }) => ({ code: id, label: { en: name } })) },
      }
    },
  })
  return data ?? NONE
}

export const carerPages = registerPages(carers, carerRoutes, { OnRow: CarerRow })

export const guardianPages = registerPages(guardians, guardianRoutes, {
  useCodeLists: useAccounts,
  OnRow: GuardianRow,
})
