import { appendFileSync } from 'node:fs'
import { processorSeconds } from './processor.ts'

// Loaded before each test file that has a process of its own: when it ends, it writes down how long it took the processor, into the file
// that `GLOACT_TEST_MEASURED` names.
const into = process.env['GLOACT_TEST_MEASURED']
delete process.env['GLOACT_TEST_MEASURED']
const file = process.argv[1]
if (into !== undefined && file !== undefined) {
  process.on('exit', () => appendFileSync(into, `${JSON.stringify([file, processorSeconds()])}\n`))
}
