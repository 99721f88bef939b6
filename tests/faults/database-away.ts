import { parseArgs } from 'node:util'
import { DATABASE_KINDS, outageStage, type DatabaseKind } from '../support/outage.ts'

const USAGE = `Usage: node tests/faults/database-away.ts [--seconds N …] [--kind embedded|external]

Takes the database of a server away for so long (120 seconds unless told; several times where several are told), while
people go on working, and prints how the server was before, meanwhile and afterwards. The test runs 5 and 20 seconds.`

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', multiple: true, default: ['120'] },
    kind: { type: 'string', multiple: true, default: [...DATABASE_KINDS] },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`${USAGE}\n`)
} else {
  for (const kind of values.kind) {
    const stage = await outageStage(kind as DatabaseKind)
    try {
      for (const seconds of values.seconds) {
        process.stdout.write(`${JSON.stringify(await stage.away(Number(seconds)))}\n`)
      }
      process.stdout.write(`${JSON.stringify({ kind, endsWithout: await stage.endsWithout() })}\n`)
    } finally {
      await stage.close()
    }
  }
}
