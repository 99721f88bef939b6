import { spawn } from 'node:child_process'
import { repository } from './server-process.ts'

export interface Called {
  readonly exit: number | null
  /** What it answered with `--json`; empty where it answered nothing. */
  readonly json: Record<string, unknown>
  readonly error: string
}

/** Runs `./gloact` on a machine's data folder, with `--json`. */
export function gloact(dataDir: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Called> {
  const child = spawn(process.execPath, ['apps/cli/main.ts', ...args, '--json'], {
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
    child.once('close', (exit) => {
      const last = out.trimEnd().split('\n').at(-1) ?? ''
      resolve({ exit, json: JSON.parse(last === '' ? '{}' : last) as Record<string, unknown>, error })
    })
  })
}
