import assert from 'node:assert/strict'
import { test } from 'node:test'
import { raceHistories } from './testing/referral-histories.ts'
import { referralStage } from './testing/referral-stage.ts'

/** How many histories: a few in every run, a thousand by `GLOACT_HISTORIES=1000`. */
const COUNT = Number(process.env['GLOACT_HISTORIES'] ?? 30)

const stage = await referralStage()

test('over any history, also where a withdrawal races: every group went under a grant in force, nothing withdrawn is read, and what went is what was previewed', async () => {
  const { packages, readings } = await raceHistories(stage, { count: COUNT, seed: 14 })
  assert.ok(packages > COUNT / 5, `${packages} packages of ${COUNT} histories`)
  assert.ok(readings > packages, `${readings} readings`)
})
