import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Command, EXIT } from '../command.ts'

/** Runs the server as `npm start` does. */
export const start: Command = {
  description:
    'Prepares what is missing, starts PostgreSQL unless DATABASE_URL names one, migrates, and prints the address. On a\n' +
    'new data folder it loads the demonstration country once. Ctrl-C stops everything in order.',
  passesOn: true,
  options: {
    'no-demo': {
      type: 'boolean',
      description: 'Start without the demonstration: the first page creates the first administrator',
    },
    training: {
      type: 'boolean',
      description: 'The sandbox in which staff learn: ./data-training and port 4601, beside the real one',
    },
    tls: { type: 'boolean', description: 'Serve HTTPS with a local certificate, which phones on the network need' },
    json: { type: 'boolean', description: 'Print the address and the demonstration’s sign-ins as JSON' },
  },
  examples: [
    ['start', 'The demonstration on http://localhost:4600'],
    ['start --no-demo', 'An empty instance, which prints a one-time token for its first administrator'],
    ['start --training', 'The training sandbox on http://localhost:4601'],
    ['start --tls', 'With HTTPS, for trying the app on a phone'],
  ],
  exits: { ok: 'It ran and was stopped.', failed: 'It could not start, or ended by itself; the last lines say why.' },
  async run({ settings, arguments: args }) {
    const prepared = await runToEnd(process.execPath, [join(settings.root, 'tools', 'launch', 'prepare.mjs'), '--web'])
    if (prepared !== 0) return { exit: EXIT.failed, text: '', json: { ok: false } }
    const code = await runToEnd(process.execPath, [join(settings.root, 'apps', 'server', 'main.ts'), ...args])
    return { exit: code === 0 ? EXIT.ok : code === EXIT.usage ? EXIT.usage : EXIT.failed, text: '', json: {} }
  },
}

/** Runs a program in our place: it has our terminal, and what we are told to do it is told. */
function runToEnd(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit' })
    const forward = (signal: NodeJS.Signals) => {
      // Ctrl-C reaches everything in the terminal by itself; sent on as well, it would come twice.
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
    for (const signal of signals) process.on(signal, forward)
    child.on('error', () => resolve(1))
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward)
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1))
    })
  })
}
