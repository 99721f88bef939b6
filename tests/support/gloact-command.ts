import { spawn } from 'node:child_process'
import { repository } from './server-process.ts'

export interface Called {
  readonly exit: number | null
  /** What it answered with `--json`; empty where it answered nothing. */
  readonly json: Record<string, unknown>
  readonly error: string
}

export interface CalledInWords {
  readonly exit: number | null
  readonly out: string
  readonly error: string
}

/** Runs `./gloact` on a machine's data folder, as a person types it. */
export function gloactInWords(
  dataDir: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<CalledInWords> {
  const child = spawn(process.execPath, ['apps/cli/main.ts', ...args], {
    cwd: repository,
    env: { ...process.env, GLOACT_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (error += String(chunk)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exit) => resolve({ exit, out, error }))
  })
}

/** Runs `./gloact` on a machine's data folder, with `--json`. */
export async function gloact(dataDir: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Called> {
  const { exit, out, error } = await gloactInWords(dataDir, [...args, '--json'], env)
  const last = out.trimEnd().split('\n').at(-1) ?? ''
  return { exit, json: JSON.parse(last === '' ? '{}' : last) as Record<string, unknown>, error }
}
