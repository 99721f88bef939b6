import { useQuery } from '@tanstack/react-query'
import type { FormAnswers } from '@gloact/forms'
import { valueOf } from '@gloact/kernel'
import { useClient } from '@gloact/ui'
import { actionRoutes, goalRoutes, planRoutes } from '../contract/registers.ts'

const idIn = (answers: FormAnswers, field: string): string | null => {
  const value = valueOf(answers[field])
  return typeof value === 'string' ? value : null
}

/** What is above a row, on the way to its plan: a cost line's action, an action's goal, a goal's plan. */
const ABOVE = [
  ['plan', planRoutes],
  ['goal', goalRoutes],
  ['action', actionRoutes],
] as const

/** The currency in which the plan that something belongs to takes its sums. */
export function usePlanCurrency(answers: FormAnswers): string | undefined {
  const client = useClient()
  const above = ABOVE.map(([field]) => idIn(answers, field))
  const { data } = useQuery({
    queryKey: ['register', 'strategy.plan', 'currency', above],
    enabled: above.some((id) => id !== null),
    queryFn: async () => {
      let found = answers
      // At most as many steps as there are kinds above one another.
      for (const _ of ABOVE) {
        const next = ABOVE.find(([field]) => idIn(found, field) !== null)
        if (!next) return null
        const [field, routes] = next
        const row = await client.call(routes.read, { params: { id: idIn(found, field) ?? '' } })
        if (!row.ok) return null
        found = row.value.answers
        if (field === 'plan') return idIn(found, 'currency')
      }
      return null
    },
  })
  return data ?? undefined
}
