import { API_PREFIX } from '@gloact/http/server'
import { systemClock, type Clock } from '@gloact/kernel'
import { readReset, type ResetProgress } from '@gloact/practice/contract/practice'
import type { SandboxReset } from '@gloact/practice/server'
import { clearTraining, notedReset, noteReset } from './clear-training.ts'
import type { Config } from './config.ts'
import { startServer, type StartedServer } from './start-server.ts'
import { openWaitingPage } from './waiting-page.ts'

export interface ResettableServer extends StartedServer {
  /** Sets a training sandbox up again while the process goes on; false where it is none, or is at it already. */
  reset(): boolean
}

/** A moment for the answer to "set it up again" to arrive before nobody answers any more. */
const UNTIL_ANSWERED_MS = 250

/**
 * The server, which on a training sandbox can begin as on its first day: everything is stopped in order, the folder is
 * cleared, and the same process starts again on the same address. In between a waiting page tells how far it is. What was
 * broken off half-way is gone on with at the next start. `onBroken` is told where it cannot start again, or its database not.
 */
export async function startResettable(
  config: Config,
  progress: (message: string) => void,
  onBroken: (error: unknown) => void,
  clock: Clock = systemClock,
): Promise<ResettableServer> {
  const isTraining = config.kind === 'training'
  const state: { running: boolean; step: ResetProgress['step']; people: number } = {
    running: false,
    step: null,
    people: 0,
  }
  const now = (): ResetProgress => {
    const noted = isTraining ? notedReset(config.dataDir) : undefined
    return {
      running: state.running,
      step: state.step,
      people: state.people,
      lastAt: noted?.state === 'done' ? noted.at : null,
    }
  }
  const begin = (): boolean => {
    if (!isTraining || state.running) return false
    state.running = true
    state.step = 'stopping'
    state.people = 0
    setTimeout(() => void reset().catch(onBroken), UNTIL_ANSWERED_MS)
    return true
  }
  const sandbox: SandboxReset = { progress: now, begin }
  const start = (beforeListening?: () => Promise<void>): Promise<StartedServer> =>
    startServer(config, progress, {
      clock,
      reset: sandbox,
      onDatabaseLost: onBroken,
      onPeople: (people) => {
        state.step = 'loading'
        state.people = people
      },
      ...(beforeListening && { beforeListening }),
    })

  let current: StartedServer
  let starting: Promise<void> = Promise.resolve()

  async function reset(): Promise<void> {
    let over = (): void => undefined
    starting = new Promise((resolve) => (over = resolve))
    try {
      await current.stop()
      const waiting = await openWaitingPage(config, `${API_PREFIX}${readReset.path}`, now)
      try {
        state.step = 'clearing'
        await clearTraining(config.dataDir)
        state.step = 'preparing'
        current = await start(async () => {
          noteReset(config.dataDir, 'done')
          await waiting.close()
          state.running = false
          state.step = null
        })
      } finally {
        await waiting.close()
      }
    } finally {
      over()
    }
  }

  if (isTraining && (config.reset || notedReset(config.dataDir)?.state === 'begun')) {
    progress('Setting the training sandbox up again')
    await clearTraining(config.dataDir)
  }
  current = await start(async () => {
    if (isTraining && notedReset(config.dataDir)?.state === 'begun') noteReset(config.dataDir, 'done')
  })
  return {
    ...current,
    reset: begin,
    stop: async () => {
      await starting
      await current.stop()
    },
  }
}
