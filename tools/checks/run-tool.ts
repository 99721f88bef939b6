import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { stripVTControlCharacters as plain } from 'node:util'

export interface ToolOutput {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs one of the installed command-line tools of the repository, of the running checkout, on `root`. */
export function runTool(root: string, tool: string, args: readonly string[]): Promise<ToolOutput> {
  return new Promise((resolve, reject) => {
    const program = join(import.meta.dirname, '..', '..', 'node_modules', '.bin', tool)
    const { FORCE_COLOR: _colour, ...env } = process.env
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...env, NO_COLOR: '1' },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, stdout: plain(stdout), stderr: plain(stderr) }))
  })
}
