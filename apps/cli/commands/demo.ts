import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { demoSignIns } from '@gloact/identity/server'
import { describedPlatform } from '@gloact/platform/described'
import { type Command, type CommandContext, EXIT, type Outcome } from '../command.ts'
import { instanceKind, runningServer } from '../instance-files.ts'

/** Fills a data folder with the demonstration. */
export const demo: Command = {
  description:
    'Sets an empty data folder up with Demoland, an invented country: agencies, staff of every role, and files of people\n' +
    'who do not exist. npm start does the same at its first start. Doing it again changes nothing.',
  examples: [
    ['demo', 'Load it and print who can sign in'],
    ['demo --json', 'The sign-ins for a machine'],
  ],
  exits: { refused: 'The data folder holds an instance for real people, or the training sandbox.' },
  async run(context) {
    const { settings, say } = context
    const kind = instanceKind(settings.dataDir)
    if (kind === 'production' || kind === 'training') {
      const holds = kind === 'training' ? 'the training sandbox' : 'an instance for real people'
      const text = `${settings.dataDir} holds ${holds}. Choose another folder: GLOACT_DATA_DIR=/path ./gloact demo`
      return { exit: EXIT.refused, text, json: { ok: false, error: 'not_a_demonstration' } }
    }
    if ((await runningServer(settings.dataDir)) === undefined) {
      say('Loading the demonstration; the first time it takes a minute …')
      const failed = await loadByServer(context)
      if (failed) return failed
    }
    const platform = await describedPlatform()
    await platform.close()
    const signIns = demoSignIns(platform.modules)
    const rows = signIns.map(({ role, email, password, agencyName }) => [
      role.replaceAll('_', ' '),
      email,
      password,
      agencyName,
    ])
    return { exit: EXIT.ok, text: table(['Role', 'E-mail', 'Password', 'Agency'], rows), json: { ok: true, signIns } }
  },
}

/** Starts the server, which loads the demonstration before it says that it is ready, and stops it again. */
async function loadByServer({ settings, say }: CommandContext): Promise<Outcome | undefined> {
  const port = await freePort()
  const server = spawn(process.execPath, [join(settings.root, 'apps', 'server', 'main.ts'), '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...settings.environment, GLOACT_PORT: String(port), GLOACT_HOST: 'localhost' },
  })
  let ready = false
  server.stdout.on('data', () => {
    ready = true
    server.kill('SIGTERM')
  })
  server.stderr.on('data', (chunk: Buffer) => {
    if (!ready) say(chunk.toString().trimEnd())
  })
  const interrupt = () => server.kill('SIGTERM')
  process.on('SIGINT', interrupt)
  await new Promise<void>((resolve) => server.on('close', () => resolve()))
  process.off('SIGINT', interrupt)
  if (ready) return undefined
  return { exit: EXIT.failed, text: 'The demonstration could not be loaded.', json: { ok: false, error: 'not_loaded' } }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, 'localhost', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return [head, ...rows].map((cells) => line(cells).trimEnd()).join('\n')
}
