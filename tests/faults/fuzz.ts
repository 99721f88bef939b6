import { parseArgs } from 'node:util'
import { fuzzApi } from '../support/fuzz.ts'

const USAGE = `Usage: node tests/faults/fuzz.ts [--requests 20000] [--seed 1]

Sends requests that the API's description allows, or nearly, to every operation, as every role of the demonstration and as nobody, on
an instance of its own. Ends with 1 where one is answered with 5xx, not within 20 seconds or with a stack trace, or where a
word that was sent stands in a log. The same seed sends the same, as far as answers do not depend on the clock.`

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`${USAGE}\n`)
} else {
  const report = await fuzzApi({
    requests: Number(values.requests),
    seed: Number(values.seed),
    onProgress: (requests) => process.stderr.write(`${requests} requests\n`),
  })
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  process.exitCode = report.faults.length > 0 ? 1 : 0
}
