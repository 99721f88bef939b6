import './draw-alike.ts'
import { runTests, type FileOutcome } from './run-tests.ts'

// Runs the test files that are named, in the folder it is called in, all in this one process: for tests of rules, which
// share nothing and are many and short. The last line of standard output is the result as JSON.
const files: FileOutcome[] = []
const result = await runTests(process.cwd(), {
  files: process.argv.slice(2),
  concurrency: 'one_process',
  onFile: (outcome) => files.push(outcome),
})
process.stdout.write(`\n${JSON.stringify({ ...result, files })}\n`, () => process.exit(0))
