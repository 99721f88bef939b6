import { availableParallelism } from 'node:os'
import { err, failure, type Failure, type Result } from '@gloact/kernel'

/** Whose password is hashed: somebody in a session or on a device that knows them goes before anyone else who tries. */
export type Lane = 'known' | 'new'

/** Does one piece of hashing once it is its turn. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Where passwords are hashed. Each costs a processor for tens of milliseconds, on purpose; done all at once, a few hundred
 * wrong sign-ins would stop everybody's work. So few are hashed at a time, few wait, and who finds the queue full is told
 * when to come again, before anything else is done for them. The two lanes have places of their own: anyone who floods the
 * one stands in nobody's way in the other.
 */
export interface HashDesk {
  /** Takes a place in the queue for as long as `run` lasts, or says that there is none. */
  inTurn<T>(lane: Lane, run: (turn: Turn) => Promise<Result<T, Failure>>): Promise<Result<T, Failure>>
}

export interface HashDeskOptions {
  /** How many are hashed at once: half of the processors, so that the other half serves. */
  readonly atOnce?: number
  /** How many may be under way in each lane. */
  readonly places?: Readonly<Record<Lane, number>>
}

/** What is asked to come again when it is likely to find a place. */
const COME_AGAIN_SECONDS = 5

export function createHashDesk(options: HashDeskOptions = {}): HashDesk {
  const atOnce = options.atOnce ?? Math.max(1, Math.floor(availableParallelism() / 2))
  const places = options.places ?? { known: 200, new: 24 }
  const taken: Record<Lane, number> = { known: 0, new: 0 }
  const waiting: Record<Lane, (() => void)[]> = { known: [], new: [] }
  let hashing = 0

  const next = (): void => {
    if (hashing >= atOnce) return
    const begin = waiting.known.shift() ?? waiting.new.shift()
    if (!begin) return
    hashing += 1
    begin()
  }

  const turnIn =
    (lane: Lane): Turn =>
    async (work) => {
      await new Promise<void>((begin) => {
        waiting[lane].push(begin)
        next()
      })
      try {
        return await work()
      } finally {
        hashing -= 1
        next()
      }
    }

  return {
    async inTurn(lane, run) {
      if (taken[lane] >= places[lane]) return err(failure('identity.busy', { params: { seconds: COME_AGAIN_SECONDS } }))
      taken[lane] += 1
      try {
        return await run(turnIn(lane))
      } finally {
        taken[lane] -= 1
      }
    },
  }
}
