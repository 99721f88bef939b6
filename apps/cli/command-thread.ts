import { parentPort, workerData } from 'node:worker_threads'
import { COMMANDS } from './commands.ts'
import { contextOf } from './context.ts'
import { type FromThread, STATE, type ThreadInput } from './in-thread.ts'
import { Cancelled, failed } from '@gloact/command'

// What `runInThread` starts: one command, whose words and outcome go to the thread that has the streams.
const { name, values, positionals, watched, state } = workerData as ThreadInput
const port = parentPort!
const tell = (message: FromThread): void => port.postMessage(message)

let isListening = false
port.on('message', () => {
  // Emitted again each time, for work whose part that listened is over. What does not listen at all is ended by silence.
  isListening = process.emit('SIGINT') || isListening
  if (isListening) tell({ kind: 'here' })
})
port.unref()

const command = await COMMANDS.find((listed) => listed.name === name)!.load()
const context = contextOf(
  { values, positionals },
  {
    error: (text) => tell({ kind: 'text', text }),
    watched,
    writes() {
      if (Atomics.compareExchange(state, 0, STATE.computes, STATE.writes) === STATE.ended) throw new Cancelled()
    },
  },
)
try {
  tell({ kind: 'outcome', outcome: await command.run(context) })
} catch (error) {
  if (!(error instanceof Cancelled)) throw error
  tell({ kind: 'outcome', outcome: failed({ code: 'cancelled', message: error.message }) })
}
