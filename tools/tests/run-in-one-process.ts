import type { FileTaken } from './one-process.ts'
import { runTests } from './run-tests.ts'

// Runs the test files that are named, in the folder it is called in, all in this one process: for tests of rules, which
// share nothing and are many and short. The last line of standard output is the result as JSON.
const files: FileTaken[] = []
const result = await runTests(process.cwd(), {
  files: process.argv.slice(2),
  concurrency: 'one_process',
  onFile: (file, tests, milliseconds) => files.push({ file, tests, milliseconds }),
})
process.stdout.write(`\n${JSON.stringify({ ...result, files })}\n`, () => process.exit(0))
