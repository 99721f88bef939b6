import { useQuery } from '@tanstack/react-query'
import { type ModuleContact, useModules } from '@gloact/ui'

export interface ContactPart extends ModuleContact {
  readonly id: string
}

const NONE: readonly ContactPart[] = []

/** What other modules show of a first contact. Loaded when it begins, while there may be a signal. */
export function useContactParts(): readonly ContactPart[] {
  const { modules } = useModules()
  const { data } = useQuery({
    queryKey: ['protection', 'contact', 'parts'],
    queryFn: () =>
      Promise.all(
        modules.flatMap(({ id, contact }) =>
          contact === undefined ? [] : contact().then((part): ContactPart => ({ ...part, id })),
        ),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? NONE
}
