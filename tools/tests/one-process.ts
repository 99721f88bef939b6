import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { LONGEST_FILE, type FileOutcome, type TestResult } from './run-tests.ts'

export interface OneProcess {
  /** Undefined where the process ended before its tests did. */
  readonly result: (TestResult & { readonly files: readonly FileOutcome[] }) | undefined
  readonly printed: string
}

/** Runs test files that share nothing in one process of their own: starting one a file would take most of the time. */
export function runInOneProcess(root: string, files: readonly string[]): Promise<OneProcess> {
  const { NODE_TEST_CONTEXT: _ours, ...own } = process.env
  // A good part of the time is that the process reads the code: what one has compiled the next need not.
  const env = { NODE_COMPILE_CACHE: join(root, '.cache', 'compiled'), ...own }
  const args = [join(import.meta.dirname, 'run-in-one-process.ts'), ...files]
  const options = { cwd: root, env, maxBuffer: 64 * 1024 * 1024, timeout: LONGEST_FILE }
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (_error, stdout, stderr) => {
      const lines = stdout.trimEnd().split('\n')
      const last = lines.at(-1) ?? ''
      const ended = last.startsWith('{"passed"')
      resolve({
        result: ended ? (JSON.parse(last) as OneProcess['result']) : undefined,
        printed: `${(ended ? lines.slice(0, -1) : lines).join('\n')}${stderr}`.slice(-4_000),
      })
    })
  })
}
