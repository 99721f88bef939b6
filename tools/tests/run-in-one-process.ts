import './draw-alike.ts'
import { giveEachFileItsOwnStage } from './own-stage.ts'
import { processorSeconds } from './processor.ts'
import { runTests, type FileOutcome } from './run-tests.ts'

// Runs the test files that are named, in the folder it is called in, all in this one process: for tests of rules, which
// share nothing and are many and short. The last line of standard output is the result as JSON.
giveEachFileItsOwnStage()
const files: FileOutcome[] = []
const result = await runTests(process.cwd(), {
  files: process.argv.slice(2),
  concurrency: 'one_process',
  onFile: (outcome) => files.push(outcome),
})
// What the process took is divided by how long the files took.
const whole = files.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
const processor = processorSeconds()
const measured = files.map((file) => ({
  ...file,
  processor: whole === 0 ? processor / files.length : (processor * file.milliseconds) / whole,
}))
process.stdout.write(`\n${JSON.stringify({ ...result, files: measured })}\n`, () => process.exit(0))
