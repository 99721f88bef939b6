import type { StrategyContext } from './context.ts'

/** After the server has begun to serve. */
const FIRST_MS = 15_000
/** Modules keep figures of periods that are over for an hour: just after it they are worked out again, and nobody waits for them. */
const AGAIN_MS = 60 * 60_000 + 1_000

/**
 * Has the figures of the modules worked out ahead of those who open the overview: over a country's files the first count takes seconds.
 * Each process keeps its own.
 */
export function workAhead({ everybody }: Pick<StrategyContext, 'everybody'>): {
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
} {
  let timer: NodeJS.Timeout | undefined
  const work = async (): Promise<void> => {
    for (const { response } of everybody()) {
      await response?.parts?.('en')
      await response?.needs?.()
    }
  }
  const soon = (milliseconds: number): void => {
    timer = setTimeout(() => {
      work()
        // What fails now, as without a database, is worked out for the next who asks, who hears of the failure.
        .catch(() => undefined)
        .finally(() => timer && soon(AGAIN_MS))
    }, milliseconds).unref()
  }
  return {
    start: async () => soon(FIRST_MS),
    stop: async () => {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
