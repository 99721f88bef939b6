import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DATABASE_KINDS, outageStage, type Outage, type Stage } from '../support/outage.ts'
import { isThorough, sliceOf } from '@gloact/kernel/testing'

// 120 seconds, and anything else, for who asks for it: node tests/faults/database-away.ts --seconds 120
const SECONDS = isThorough ? [5, 20, 60] : [5]

const stages: Stage[] = []
after(async () => {
  for (const stage of stages) await stage.close()
})

/** Both kinds at once: what takes long is the waiting. */
test('a database that is away for seconds is said to be, and served from within ten seconds of its return, with memory and connections as before', async () => {
  await Promise.all(
    sliceOf(DATABASE_KINDS).map(async (kind) => {
      const stage = await outageStage(kind)
      stages.push(stage)
      for (const seconds of SECONDS) held(await stage.away(seconds))
      const ended = await stage.endsWithout()
      assert.ok(
        ended.seconds < 45 * ended.crowding,
        `${kind}: asked to end without its database it took ${ended.seconds} s`,
      )
    }),
  )
})

function held(outage: Outage): void {
  const told = JSON.stringify(outage)
  assert.equal(outage.ready, 503, told)
  const statuses = Object.keys(outage.answered)
  assert.ok(outage.answered['503']! > 5 && statuses.every((status) => ['200', '503'].includes(status)), told)
  assert.ok(outage.slowestSeconds < 10 * outage.crowding, told)
  assert.ok(outage.backAfterSeconds < 10 * outage.crowding, told)
  assert.ok(outage.megabytes.after < outage.megabytes.before * 1.5 + 64, told)
  assert.ok(outage.megabytes.peak < outage.megabytes.before * 1.5 + 96, told)
  assert.ok(outage.connections.after <= 25, told)
  assert.equal(outage.wrong, 0, told)
}
