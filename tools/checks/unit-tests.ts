import { findTests } from '../tests/find-tests.ts'
import { readInputs } from '../tests/inputs.ts'
import { runInOneProcess } from '../tests/one-process.ts'
import { type Check, counted } from './check.ts'

const NO_TEST = { defects: [], seen: counted(0, 'file') }

/** The tests that need neither a database nor a browser, in one process. */
export const unitTests: Check = {
  name: 'unit-tests',
  title: 'tests without a database',
  async run(root, changed) {
    const all = findTests(root).unit
    const files = changed ? testsNear(root, all, changed) : all
    if (files.length === 0) return NO_TEST
    const { result, printed } = await runInOneProcess(root, files)
    if (!result) return { defects: [{ message: `The tests ended before their time:\n${printed}` }], seen: 'nothing' }
    return {
      defects: result.failures.map(({ file, name, message }) => ({ file, message: `${name}: ${message}` })),
      seen: `${counted(files.length, 'file')}, ${counted(result.passed, 'test')}`,
    }
  },
}

/** `packages/kernel` of `packages/kernel/clock.ts`. */
const workspaceOf = (file: string): string =>
  /^(?:(?:packages|modules|apps)\/[^/]+|platform|tools)/.exec(file)?.[0] ?? ''

/** The tests of the changed files' own workspaces that reach one of them; `npm test` runs those of others, which may be all that there are. */
function testsNear(root: string, tests: readonly string[], changed: readonly string[]): readonly string[] {
  const workspaces = new Set(changed.map(workspaceOf))
  const sought = new Set(changed)
  const inputs = readInputs(root, process.env)
  return tests.filter(
    (test) => workspaces.has(workspaceOf(test)) && inputs.reachedFrom(test).some((file) => sought.has(file)),
  )
}
