import { useQueryClient } from '@tanstack/react-query'

/** Reads the strategy again after a step; registers and tasks follow without being waited for. */
export function useRenew(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: ['strategy'] })
    void queries.invalidateQueries({ queryKey: ['register'] })
    void queries.invalidateQueries({ queryKey: ['work'] })
  }
}
