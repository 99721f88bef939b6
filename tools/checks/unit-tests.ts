import { findTests } from '../tests/find-tests.ts'
import { runInOneProcess } from '../tests/one-process.ts'
import { type Check, counted } from './check.ts'

/** The tests that need neither a database nor a browser, in one process. */
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
