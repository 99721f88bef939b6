import { spawn } from 'node:child_process'
import { basename } from 'node:path'

const STILL_BUSY_EVERY = 15_000

/**
 * Runs a program, keeps what it prints, and says from time to time that it is still at work.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, busy: string, say: (line: string) => void, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { cwd, busy, say, env = process.env }) {
  return new Promise((resolve) => {
    const started = Date.now()
    // On Windows npm is a script that only a shell can start.
    const shell = process.platform === 'win32' && !command.endsWith('.exe')
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (/** @type {Buffer} */ chunk) => {
      output = `${output}${chunk.toString()}`.slice(-64_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const timer = setInterval(
      () => say(`  … ${busy} (${Math.round((Date.now() - started) / 1000)} s)`),
      STILL_BUSY_EVERY,
    )
    const finish = (/** @type {number} */ code) => {
      clearInterval(timer)
      resolve({ code, output })
    }
    child.on('error', (error) => {
      output += `\n${error.message}`
      finish(1)
    })
    child.on('close', (code) => finish(code ?? 1))
  })
}

/**
 * How to start npm: the one that started us, or the one on the path.
 *
 * @returns {{ command: string, args: readonly string[] }}
 */
export function npm() {
  const script = process.env['npm_execpath']
  if (script && basename(script) === 'npm-cli.js') return { command: process.execPath, args: [script] }
  return { command: 'npm', args: [] }
}
