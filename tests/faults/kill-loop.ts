import { parseArgs } from 'node:util'
import { killRounds } from '../support/kill-rounds.ts'

const USAGE = `Usage: node tests/faults/kill-loop.ts [--rounds 200] [--seed 1] [--writers 8] [--minutes N]

Kills the server, its PostgreSQL or both at moments drawn from the seed, while writers go on, and looks that what was
acknowledged is there once and that the audit log and every file verify. A round takes some ten seconds. Ctrl-C, or the
minutes, end it after the round that runs. Ends with 1 where anything was lost, doubled, refused, broken or blocked.`

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    writers: { type: 'string', default: '8' },
    minutes: { type: 'string', default: '600' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`${USAGE}\n`)
} else {
  const until = Date.now() + Number(values.minutes) * 60_000
  let interrupted = false
  process.on('SIGINT', () => (interrupted = true))
  const report = await killRounds({
    rounds: Number(values.rounds),
    seed: Number(values.seed),
    writers: Number(values.writers),
    over: () => interrupted || Date.now() > until,
    onRound: (round, killed, ms) => process.stderr.write(`${round} ${killed}: back after ${ms} ms\n`),
  })
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  const { lost, doubled, blocked, refused, broken } = report
  process.exitCode = lost + doubled + blocked + refused.length + broken.length > 0 ? 1 : 0
}
