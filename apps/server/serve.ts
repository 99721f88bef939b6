import cluster from 'node:cluster'
import { isUnavailable, prepareEmbedded } from '@gloact/postgres'
import { BUILD_COMMAND, readConfig, USAGE, type Config } from './config.ts'
import { instanceKind } from '@gloact/platform/instance-kind'
import { announceServer, runningServer, withdrawServer } from './single-server.ts'
import { serveShare, startProcesses } from './processes.ts'
import type { ResettableServer } from './resettable-server.ts'
import type { StartedServer } from './start-server.ts'
import { startWatchdog } from './watchdog.ts'

/** Less than what services are given to stop (TimeoutStopSec=60): it ends by itself even if something hangs. */
const MOST_STOPPING_MS = 45_000

const say = (text: string): void => void process.stderr.write(`${text}\n`)

await (cluster.isWorker ? serve() : main())

/** One of several processes behind one port, started by the first of this server's. */
async function serve(): Promise<void> {
  const config = configured()
  if (!config) return
  const { startServer } = await import('./start-server.ts')
  await serveShare((share, deskPort, progress) => startServer(config, progress, { share: { of: share, deskPort } }))
}

async function main(): Promise<void> {
  const config = configured()
  if (!config) return
  // From here on, not once it is ready: a first start, or a large index of names, takes longer than it waits.
  startWatchdog(process.env)
  const running = runningServer(config.dataDir)
  if (running) {
    say(`GloACT already runs on this data folder: ${running.url} (process ${running.pid}).`)
    process.exitCode = 1
    return
  }
  try {
    const kind = instanceKind(config.dataDir, config.kind)
    if (!kind.ok) {
      say(kind.why)
      process.exitCode = 1
      return
    }
    const progress = (message: string): void => say(`${message} …`)
    const onBroken = (error: unknown): void => {
      // What runs services starts it again, database and all (Restart=on-failure).
      say(`GloACT cannot continue. ${explain(error, config)}`)
      withdrawServer(config.dataDir)
      process.exit(1)
    }
    const server =
      config.processes > 1
        ? await startProcesses(config, progress, onBroken)
        : await startAlone(config, progress, onBroken)
    announceServer(config, server.url)
    if (!server.hasPages) say(withoutPages(config))
    stopOnSignal(config, server)
    resetOnSignal(server)
    if (config.json) process.stdout.write(`${JSON.stringify(described(server))}\n`)
    else say(welcome(config, server))
  } catch (error) {
    say(explain(error, config))
    process.exit(1)
  }
}

/** The server in this one process. A database that is not there yet is made by another while this one reads the server's code. */
async function startAlone(
  config: Config,
  progress: (message: string) => void,
  onBroken: (error: unknown) => void,
): Promise<ResettableServer> {
  // Some have a database of their own; a sandbox may have to be cleared first.
  const notMade = Boolean(config.databaseUrl) || config.kind === 'training'
  const made = notMade ? undefined : prepareEmbedded({ dataDir: config.dataDir, progress })
  const [{ startResettable }] = await Promise.all([import('./resettable-server.ts'), made])
  return startResettable(config, progress, onBroken)
}

function configured(): Config | undefined {
  const args = process.argv.slice(2)
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${USAGE}\n`)
    return undefined
  }
  try {
    return readConfig(args, process.env)
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    process.exitCode = 2
    return undefined
  }
}

/** `./gloact training reset` asks by this signal; an instance of another kind does not obey it. */
function resetOnSignal(server: ResettableServer): void {
  process.on('SIGUSR2', () => {
    if (!server.reset()) say('Only a training sandbox can be reset, once at a time. Nothing was changed.')
  })
}

function stopOnSignal(config: Config, server: StartedServer): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    say('\nStopping …')
    setTimeout(() => {
      say('Not everything stopped in time. What was acknowledged is kept.')
      withdrawServer(config.dataDir)
      process.exit(1)
    }, MOST_STOPPING_MS)
    server
      .stop()
      .catch((error: unknown) => {
        say(`Not everything could be stopped in order: ${error instanceof Error ? error.message : String(error)}`)
        process.exitCode = 1
      })
      .finally(() => {
        withdrawServer(config.dataDir)
        say('Stopped. All data is kept.')
        process.exit()
      })
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function described({ url, signIns, firstAdministratorToken }: StartedServer) {
  return { url, signIns, ...(firstAdministratorToken !== undefined && { firstAdministratorToken }) }
}

function welcome(config: Config, { url, signIns, firstAdministratorToken }: StartedServer): string {
  const lines = ['', `GloACT is ready: ${url}`, '']
  if (firstAdministratorToken !== undefined) {
    lines.push(
      'There is nobody yet. Open the address and create the first administrator with this token (it works once):',
      '',
      `  ${firstAdministratorToken}`,
      '',
    )
  }
  if (signIns.length > 0) {
    lines.push(
      `This is ${config.kind === 'training' ? 'the training sandbox' : 'a demonstration'}: people and agencies are invented, and the key is kept with the data. Never enter a real person.`,
      '',
      ...table(
        ['Role', 'E-mail', 'Password', 'Agency'],
        signIns.map((each) => [each.role.replaceAll('_', ' '), each.email, each.password, each.agencyName]),
      ),
      '',
    )
  }
  lines.push(`Data: ${config.dataDir}`, 'Stop with Ctrl-C.')
  return lines.join('\n')
}

/** A function, since `main` is awaited above: what is a constant down here is not there yet when it is asked. */
function withoutPages({ webDir }: Config): string {
  return (
    `\n✗ Nobody sees a page: there is no browser app in ${webDir}.\n` +
    `  Build it as the owner of this folder, then start again: ${BUILD_COMMAND}`
  )
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)))
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd()
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)]
}

function explain(error: unknown, config: Config): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const [port, folder, start] =
    config.kind === 'training'
      ? ['GLOACT_TRAINING_PORT=4602', 'GLOACT_TRAINING_DATA_DIR', 'npm start -- --training']
      : ['GLOACT_PORT=4602', 'GLOACT_DATA_DIR', 'npm start']
  if (code === 'EADDRINUSE') {
    return `Port ${config.port} is in use by another program. Stop it, or choose another port: ${port} ${start}`
  }
  if (code === 'EACCES' || code === 'EROFS')
    return `The data folder ${config.dataDir} cannot be written. Choose another: ${folder}=/path ${start}`
  if (isUnavailable(error))
    return 'The database cannot be reached. Check DATABASE_URL, and that the server runs: ./gloact doctor'
  return `GloACT could not start: ${error instanceof Error ? error.message : String(error)}`
}
