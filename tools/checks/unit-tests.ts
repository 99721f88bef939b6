import { type Check, counted } from './check.ts'
import { findTests } from '../tests/find-tests.ts'
import { runTests } from '../tests/run-tests.ts'

/** The tests that need neither a database nor a browser. */
export const unitTests: Check = {
  name: 'unit-tests',
  title: 'tests without a database',
  async run(root) {
    const files = findTests(root).unit
    const result = await runTests(root, { files, concurrency: 2 })
    return {
      defects: result.failures.map(({ file, name, message }) => ({ file, message: `${name}: ${message}` })),
      seen: `${counted(files.length, 'file')}, ${counted(result.passed, 'test')}`,
    }
  },
}
