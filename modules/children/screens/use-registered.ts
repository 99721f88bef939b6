import { useQuery } from '@tanstack/react-query'
import { valueOf } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import { useClient, useMessages, type ReferenceSource } from '@gloact/ui'
import { listCarers, nameCarers } from '../contract/carers.ts'
import { listGuardians, nameGuardians } from '../contract/guardians.ts'
import type { KindName } from '../domain/kinds.ts'
import { CHILDREN_KEYS } from './children-words.ts'

/** By which field a kind of record names somebody of which register; of those who are there, who is offered. */
const REGISTERED = {
  guardianship: { question: 'guardian', names: nameGuardians, list: listGuardians, filters: {} },
  care: {
    question: 'registered_carer',
    names: nameCarers,
    list: listCarers,
    filters: { status: { any: ['active'] } },
  },
} satisfies Readonly<Record<string, object>>

/** Those of the register, as a field finds them; what those are called whom the record names already. Null where nothing is recorded yet. */
export function useRegistered(name: KindName, record: RequestShown | null): ReferenceSource {
  const client = useClient()
  const { language } = useMessages()
  const of = name === 'guardianship' || name === 'care' ? REGISTERED[name] : null
  const requestId = record?.id ?? ''
  const named = useQuery({
    queryKey: [...CHILDREN_KEYS.guardians(requestId), record?.version],
    queryFn: () => client.callOrThrow((of ?? REGISTERED.guardianship).names, { params: { requestId } }),
    enabled: of !== null && record?.steps.some(({ answers }) => of.question in answers) === true,
  })
  return {
    titles: named.data?.names ?? {},
    search: async (_register, text) => {
      if (!of) return []
      const page = await client.call(of.list, {
        body: { search: text.slice(0, 200), filters: of.filters, limit: 30 },
      })
      if (!page.ok) return []
      return page.value.items.map(({ id, title, answers }) => ({
        value: id,
        // A carer is a number: the area says which.
        label: [title[language] ?? Object.values(title)[0], name === 'care' ? valueOf(answers['area']) : null]
          .flatMap((part) => part ?? [])
          .join(', '),
      }))
    },
  }
}
