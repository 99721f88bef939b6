import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Command, type CommandContext, EXIT, type Outcome } from '../command.ts'
import { instanceKind } from '../instance-files.ts'

/** Resetting takes about a minute; on a slow machine a few. */
const AT_MOST_MS = 10 * 60_000
const LOOK_EVERY_MS = 500

/** Puts the training sandbox back to its first day. */
export const trainingReset: Command = {
  description:
    'Removes what was recorded in it, with its keys, attachments, added accounts and audit log, and loads the invented people\n' +
    'and the practice accounts again. A running server keeps running and signs everyone out; one that is not running is started\n' +
    'for it. Works on GLOACT_TRAINING_DATA_DIR (./data-training), and refuses a folder of any other kind.',
  options: {
    yes: { type: 'boolean', description: 'Required: everything that was recorded in the sandbox is deleted' },
  },
  examples: [['training reset --yes', 'Before the next group arrives']],
  exits: { refused: 'The folder is not a training sandbox, or --yes was not given. Nothing was changed.' },
  async run(context) {
    const { settings, flag } = context
    const dataDir = resolve(settings.environment['GLOACT_TRAINING_DATA_DIR'] ?? join(settings.root, 'data-training'))
    const kind = instanceKind(dataDir)
    if (kind !== 'training') {
      const found =
        kind === 'none'
          ? 'holds no instance yet'
          : kind === 'production'
            ? 'holds an instance for real people'
            : 'holds the demonstration'
      return refused(
        'not_training',
        `${dataDir} ${found}. Only the training sandbox is reset; nothing was changed. Start one with: ./gloact start --training`,
      )
    }
    if (!flag('yes')) {
      return refused(
        'not_confirmed',
        `Everything that was recorded in ${dataDir} would be deleted, and everyone signed out. To do it: ./gloact training reset --yes`,
      )
    }
    const pid = serverOn(dataDir)
    const done = pid === undefined ? await byStarting(context, dataDir) : await byAsking(context, dataDir, pid)
    return done
      ? { exit: EXIT.ok, text: 'The training sandbox is as on its first day.', json: { ok: true, dataDir } }
      : {
          exit: EXIT.failed,
          text: `The reset did not finish. Start it (./gloact start --training): it continues. Its log: ${join(dataDir, 'logs', 'server.log')}`,
          json: { ok: false, error: 'not_reset' },
        }
  },
}

const refused = (error: string, text: string): Outcome => ({ exit: EXIT.refused, text, json: { ok: false, error } })

/** The process of the server that runs on the folder. */
function serverOn(dataDir: string): number | undefined {
  const { pid } = (readJson(join(dataDir, 'server.json')) ?? {}) as { pid?: number }
  if (pid === undefined) return undefined
  try {
    process.kill(pid, 0)
    // A process id is soon given to another: asked is only what is one of our servers, where the system tells.
    const line = `/proc/${pid}/cmdline`
    return !existsSync(line) || readFileSync(line, 'utf8').includes('--training') ? pid : undefined
  } catch {
    return undefined
  }
}

/** Asks the server that runs, and waits until it noted that it is done. */
async function byAsking({ progress }: CommandContext, dataDir: string, pid: number): Promise<boolean> {
  const noted = () => readJson(join(dataDir, 'reset.json')) as { state?: string; at?: string } | undefined
  const before = noted()?.at
  process.kill(pid, 'SIGUSR2')
  const giveUpAt = Date.now() + AT_MOST_MS
  while (Date.now() < giveUpAt) {
    await delay(LOOK_EVERY_MS)
    const now = noted()
    if (now?.state === 'done' && now.at !== before) return true
    progress('Resetting the training sandbox …')
    if (serverOn(dataDir) === undefined) return false
  }
  return false
}

/** Starts a server that sets the folder back before it says that it is ready, and stops it again. */
async function byStarting({ settings, say }: CommandContext, dataDir: string): Promise<boolean> {
  const server = spawn(
    process.execPath,
    [join(settings.root, 'apps', 'server', 'main.ts'), '--training', '--reset', '--json'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...settings.environment, GLOACT_TRAINING_DATA_DIR: dataDir },
    },
  )
  let ready = false
  server.stdout.on('data', () => {
    ready = true
    server.kill('SIGTERM')
  })
  server.stderr.on('data', (chunk: Buffer) => {
    if (!ready) say(chunk.toString().trimEnd())
  })
  await new Promise<void>((done) => server.on('close', () => done()))
  return ready
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
