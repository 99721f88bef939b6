import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { findTests } from '../tests/find-tests.ts'
import type { TestResult } from '../tests/run-tests.ts'
import { type Check, counted } from './check.ts'

/** The tests that need neither a database nor a browser, in one process: starting one a file would take most of the time. */
export const unitTests: Check = {
  name: 'unit-tests',
  title: 'tests without a database',
  async run(root) {
    const files = findTests(root).unit
    const { result, printed } = await runInOneProcess(root, files)
    if (!result) return { defects: [{ message: `The tests ended before their time:\n${printed}` }], seen: 'nothing' }
    return {
      defects: result.failures.map(({ file, name, message }) => ({ file, message: `${name}: ${message}` })),
      seen: `${counted(files.length, 'file')}, ${counted(result.passed, 'test')}`,
    }
  },
}

function runInOneProcess(
  root: string,
  files: readonly string[],
): Promise<{ readonly result: TestResult | undefined; readonly printed: string }> {
  const { NODE_TEST_CONTEXT: _ours, ...env } = process.env
  const args = [join(import.meta.dirname, '..', 'tests', 'run-in-one-process.ts'), ...files]
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, env, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => {
      const last = stdout.trimEnd().split('\n').at(-1) ?? ''
      const result = last.startsWith('{"passed"') ? (JSON.parse(last) as TestResult) : undefined
      resolve({ result, printed: `${stdout}${stderr}`.slice(-4_000) })
    })
  })
}
