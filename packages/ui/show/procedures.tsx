import { type ComponentType, useEffect, useState } from 'react'
import { useModules } from '../providers/modules.tsx'

export interface ProceduresProps {
  readonly use: string
  /** Of what was done on a day, the edition that was followed then. */
  readonly on?: string | undefined
}

/** Which procedure is in force for what is done here, where the country runs a module that keeps them; nothing where it does not. */
export function Procedures({ use, on }: ProceduresProps) {
  const { modules } = useModules()
  const load = modules.find(({ procedures }) => procedures !== undefined)?.procedures
  const [part, setPart] = useState<{ readonly Shown: ComponentType<ProceduresProps> } | null>(null)
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
  return part && <part.Shown use={use} on={on} />
}
