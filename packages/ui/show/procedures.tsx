import { type ComponentType, useEffect, useState } from 'react'
import { useModules } from '../providers/modules.tsx'

/** Which procedure is in force for what is done here, where the country runs a module that keeps them; nothing where it does not. */
export function Procedures({ use }: { readonly use: string }) {
  const { modules } = useModules()
  const load = modules.find(({ procedures }) => procedures !== undefined)?.procedures
  const [part, setPart] = useState<{ readonly Shown: ComponentType<{ readonly use: string }> } | null>(null)
  useEffect(() => {
    if (!load) return undefined
    let current = true
    load().then(
      (Shown) => current && setPart({ Shown }),
      // The page is whole without it: what cannot be fetched now is there at the next visit.
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [load])
  return part && <part.Shown use={use} />
}
