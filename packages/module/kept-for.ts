import type { Clock } from '@gloact/kernel'

/**
 * What is costly to work out and rarely another, such as figures of a period that is over: asked once in so many milliseconds for each key,
 * however many ask at the same time. What failed is asked again.
 */
export function keptFor<Value>(
  clock: Pick<Clock, 'now'>,
  milliseconds: number,
): (key: string, ask: () => Promise<Value>) => Promise<Value> {
  const values = new Map<string, { readonly at: number; readonly value: Promise<Value> }>()
  return (key, ask) => {
    const at = Date.parse(clock.now())
    const before = values.get(key)
    if (before && at >= before.at && at < before.at + milliseconds) return before.value
    const value = ask()
    values.set(key, { at, value })
    value.catch(() => values.delete(key))
    return value
  }
}
